"""Figures that contradict the one that answers: in its own article, and in others on the same event.

Bounded whatever the archive's size: the index names a few passages that may be of the event, and only
their articles' figures are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from tantivy import Occur

from store.figures import Figure, disagree, thing_of
from store.figures.events import Rarity, Story, Told, near, same_event, told_together, window
from store.figures.placed import figure_in, told_in
from store.figures.things import FATE, Thing
from store.lookup import article_of, citation, fact_of
from store.model import Article, Fact, FactKind, OtherFigure, Passage, QuestionKind
from store.search.candidates import idf, search, term
from store.search.snapshot import Snapshot
from store.search.text import stem_of

SHOWN = 4
"""Other figures of one answer."""
PASSAGES = 40
"""Passages that the index is asked for, and articles that are read."""
ARTICLES = 12
WORDS = 14
"""Words of an event that are looked for."""

_ASKED = (QuestionKind.HOW_MANY, QuestionKind.HOW_MUCH)


def other_figures(
    snapshot: Snapshot, kind: QuestionKind, passages: Sequence[Passage]
) -> tuple[OtherFigure, ...]:
    """What contradicts the figure marked in the first of ``passages``, newest first, each value once."""
    if kind not in _ASKED or not passages:
        return ()
    article = article_of(snapshot.readers, passages[0].citation.article_id)
    fact = _marked(snapshot, passages[0])
    if article is None or fact is None:
        return ()
    answer = figure_in(article, fact)
    others = contradicting(snapshot, article, answer)
    others.sort(key=lambda pair: pair[0].published, reverse=True)
    shown: dict[tuple[float | None, str], OtherFigure] = {}
    for where, figure in others:
        start, end = figure.fact.span
        shown.setdefault(
            (figure.fact.value, figure.fact.qualifier),
            OtherFigure(where.body[start:end], figure.fact.says, citation(where, start, end)),
        )
    return tuple(shown.values())[:SHOWN]


def _marked(snapshot: Snapshot, passage: Passage) -> Fact | None:
    """The fact that stands at the marked words of a passage."""
    if not passage.fragments or not passage.fragments[0].emphasis:
        return None
    fragment = passage.fragments[0]
    start, end = fragment.emphasis[0]
    row = snapshot.readers.row(
        "SELECT * FROM facts WHERE article = ? AND start = ? AND end = ? AND kind != ?",
        (
            passage.citation.article_id,
            fragment.start + start,
            fragment.start + end,
            str(FactKind.DATE),
        ),
    )
    return fact_of(row) if row else None


def _of_article(snapshot: Snapshot, article: Article, thing: Thing) -> Iterator[Figure]:
    """The figures of an article that may count the same."""
    for row in snapshot.readers.rows(
        "SELECT * FROM facts WHERE article = ? AND kind = ? AND unit = ? ORDER BY start",
        (article.id, str(thing.kind), thing.unit),
    ):
        fact = fact_of(row)
        if thing_of(fact).fate == thing.fate:
            yield figure_in(article, fact)


def contradicting(
    snapshot: Snapshot, article: Article, answer: Figure
) -> list[tuple[Article, Figure]]:
    """The figures that contradict one of ``article``, each with where it was printed."""
    rarity = rarity_in(snapshot)
    here = told_in(article, answer)
    found = []
    for other, figure in chain(
        ((article, figure) for figure in _of_article(snapshot, article, answer.thing)),
        _of_event(snapshot, article, answer, here, rarity),
    ):
        if disagree(answer, figure) and (
            not answer.thing.fate or told_together(here, told_in(other, figure), rarity)
        ):
            found.append((other, figure))
    return found


def rarity_in(snapshot: Snapshot) -> Rarity:
    """How rare stems are in this archive."""
    most = idf(snapshot.view, "text", "") or 1.0

    @cache
    def rarity(stem: str) -> float:
        return idf(snapshot.view, "text", stem) / most

    return rarity


def _of_event(
    snapshot: Snapshot, article: Article, answer: Figure, here: Told, rarity: Rarity
) -> Iterator[tuple[Article, Figure]]:
    """The figures of other articles on the event of ``answer``."""
    if not here.day or not answer.thing.fate or not here.story.harm:
        return
    for number in _candidates(snapshot, article.id, answer, here, rarity):
        other = article_of(snapshot.readers, number)
        if other is None or not same_event(
            here.story, Story.of(other.headline, other.body), rarity
        ):
            continue
        for figure in _of_article(snapshot, other, answer.thing):
            if near(here.day, figure.fact.when or other.published):
                yield other, figure


def _candidates(
    snapshot: Snapshot, article: int, answer: Figure, here: Told, rarity: Rarity
) -> list[int]:
    """Articles printed near the day that share the rarest words of the event, or what is counted."""
    thing = answer.thing
    rarest = sorted(here.story.words, key=lambda stem: (-rarity(stem), stem))
    counted = {stem_of(word) for word, fate in FATE.items() if fate and fate == thing.fate}
    counted |= thing.nouns
    view = snapshot.view
    clauses = [
        (Occur.Should, term(view, "text", stem)) for stem in (*_known(snapshot, rarest), *counted)
    ]
    after, before = window(here.day)
    hits = search(view, clauses, after, before, PASSAGES)
    return [number for number in dict.fromkeys(hit.article for hit in hits) if number != article][
        :ARTICLES
    ]


def _known(snapshot: Snapshot, rarest: Sequence[str]) -> list[str]:
    """The rarest words that stand in more than one passage: the others can't be shared."""
    frequency = snapshot.view.searcher.doc_freq
    return [stem for stem in rarest if frequency("text", stem) > 1][:WORDS]
