"""Of the passages for "how many people died", those that state a number of dead come first.

Reports of one event follow each other from day to day: of those, the newest has the figure that holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.figures.events import Story, near, same_event
from store.figures.things import FATE, fate_of, is_anybody, thing_of
from store.lookup import article_of
from store.model import Fact, QuestionKind
from store.search import records
from store.search.candidates import Wanted
from store.search.fitting import fit
from store.search.others import rarity_in
from store.search.reading import Found
from store.search.snapshot import Snapshot

MARGIN = 4.0
"""How much less than the best a passage may score to come before it."""
READ = 10
"""Passages that are looked into."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A passage with the figure in it that fits best, and when what it counts happened."""

    found: Found
    day: str
    published: str
    story: Story


def counted_first(snapshot: Snapshot, wanted: Wanted, best: Sequence[Found]) -> list[Found]:
    """``best`` with the passages that state what befell those asked about in front, newest report first."""
    if wanted.kind is not QuestionKind.HOW_MANY or not best or not fate_of(wanted.asked):
        return list(best)
    least = best[0].ranked.score - MARGIN
    stated = {}
    for at, one in enumerate(best[:READ]):
        if one.ranked.score >= least and (found := _stated(snapshot, wanted, one)) is not None:
            stated[at] = found
    if not stated:
        return list(best)
    first = next(iter(stated.values()))
    rarity = rarity_in(snapshot)
    latest = [
        each
        for each in stated.values()
        if each is first
        or (near(first.day, each.day) and same_event(first.story, each.story, rarity))
    ]
    latest.sort(key=lambda each: each.published, reverse=True)
    rest = [each for each in stated.values() if each not in latest]
    others = [one for at, one in enumerate(best) if at not in stated]
    return [each.found for each in (*latest, *rest)] + others


def _stated(snapshot: Snapshot, wanted: Wanted, one: Found) -> _Stated | None:
    """What a passage states of what is asked; None where it does not."""
    stored, ranked = one.stored, one.ranked
    span = (stored.start, stored.start + len(stored.text))
    facts = records.facts(snapshot.readers, stored.citation.article_id, span)
    fitting = [fact for fact in facts if _is_asked_for(wanted, fact)]
    article = article_of(snapshot.readers, stored.citation.article_id) if fitting else None
    if article is None:
        return None
    held = [set(part.stems) for part in ranked.sentences]

    def worth(fact: Fact) -> tuple[float, int]:
        at = _sentence_of(one, fact)
        return fit(wanted, fact), len(held[at].intersection(wanted.stems)) if at >= 0 else 0

    chosen = max(fitting, key=worth)
    return _Stated(
        replace(one, ranked=replace(ranked, best=_sentence_of(one, chosen))),
        chosen.when or article.published,
        article.published,
        Story.of(article.headline, article.body),
    )


def _is_asked_for(wanted: Wanted, fact: Fact) -> bool:
    """Whether a figure counts those who are asked about, and what befell them."""
    thing = thing_of(fact)
    if fact.value is None or thing.fate not in fate_of(wanted.asked):
        return False
    counted = wanted.words[0] if wanted.words else ""
    anybody = not counted or is_anybody(counted) or counted in FATE
    return thing.nouns <= set(wanted.stems) and (anybody or bool(thing.nouns))


def _sentence_of(one: Found, fact: Fact) -> int:
    """Index of the sentence of a passage that a fact starts in, -1 where there is none."""
    at = fact.span[0] - one.stored.start
    for number, part in enumerate(one.ranked.sentences):
        if part.span[0] <= at < part.span[1]:
            return number
    return -1
