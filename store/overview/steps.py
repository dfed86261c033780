"""How a speaker's words changed: from many statements, the few that show it, and what is new in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from store.figures.events import CALENDAR, RARE, Rarity
from store.model import Passage
from store.overview.model import Step
from store.search.likeness import words_of
from store.search.text import FUNCTION_WORDS, tokens

_SHORTEST_WORD = 3
_ENOUGH = 6
"""Content words from which a statement says as much as a longer one."""
_SURE = 0.8
_UNSURE_WORTH = 0.7
_TIME = 0.25
"""What a step's distance in time raritys beside its difference in words."""
_LEAST = 0.4
"""Difference (0 to 1) from which a statement is a step of its own."""
_TOLD = 4
"""Words that are named as new, and as gone."""


@dataclass(frozen=True, slots=True)
class _Said:
    passage: Passage
    stems: frozenset[str]
    printed: dict[str, str]
    """stem → the word as it is printed in it."""
    day: int
    worth: float
    """At most 1, less for a few words or an unsure attribution."""


def steps(
    statements: Sequence[Passage], most: int, rarity: Rarity, leave_out: Iterable[str] = ()
) -> tuple[Step, ...]:
    """The first statement, the last, and up to ``most - 2`` between them that differ most from the others.

    ``statements`` have dates, are in order and each is another wording. ``leave_out``: stems that are in
    all of them by choice (the topic, the speaker's name) and tell nothing.
    """
    if not statements:
        return ()
    ignored = frozenset(leave_out)
    said = [_read(one, ignored) for one in statements]
    chosen = _chosen(said, most, rarity)
    arriving, leaving = _ends(said)
    return tuple(
        Step(
            said[at].passage,
            arriving=_told(said[at], rarity, arriving[at]) if at else (),
            leaving=_told(said[at], rarity, leaving[at]) if at < len(said) - 1 else (),
        )
        for at in chosen
    )


def _read(passage: Passage, ignored: frozenset[str]) -> _Said:
    text = words_of(passage)
    printed: dict[str, str] = {}
    for token in tokens(text):
        shown = text[token.start : token.end]
        word = shown.casefold()
        if (
            len(word) >= _SHORTEST_WORD
            and word not in FUNCTION_WORDS
            and word not in CALENDAR
            and token.stem not in ignored
            and not word.isdecimal()
        ):
            printed.setdefault(token.stem, shown)
    sure = passage.confidence >= _SURE
    return _Said(
        passage,
        frozenset(printed),
        printed,
        day_number(passage.citation.published),
        min(1.0, len(printed) / _ENOUGH) * (1.0 if sure else _UNSURE_WORTH),
    )


def _chosen(said: Sequence[_Said], most: int, rarity: Rarity) -> list[int]:
    """All where there are few; else each time the statement that is least like any chosen one, until none is different enough."""
    if len(said) <= most:
        return list(range(len(said)))
    chosen = [0, len(said) - 1][:most]
    span = max(1, said[-1].day - said[0].day)
    nearest = [min(_apart(one, said[at], rarity, span) for at in chosen) for one in said]
    while len(chosen) < most:
        best = max(range(len(said)), key=lambda at: (nearest[at] * said[at].worth, -at))
        if best in chosen or nearest[best] * said[best].worth < _LEAST:
            break
        chosen.append(best)
        nearest = [
            min(near, _apart(one, said[best], rarity, span))
            for near, one in zip(nearest, said, strict=True)
        ]
    return sorted(chosen)


def _apart(one: _Said, other: _Said, rarity: Rarity, span: int) -> float:
    """How different two statements are, 0 to 1: 1 less the share of words in common, each by its rarityt."""
    if one is other:
        return 0.0
    union = sum(map(rarity, one.stems | other.stems))
    shared = sum(map(rarity, one.stems & other.stems))
    words = 1.0 - shared / union if union else 0.0
    return (words + _TIME * abs(one.day - other.day) / span) / (1 + _TIME)


def _ends(said: Sequence[_Said]) -> tuple[list[list[str]], list[list[str]]]:
    """For each statement the stems that come again and stand in no earlier one; then those it has last."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for at, one in enumerate(said):
        for stem in one.stems:
            first.setdefault(stem, at)
            last[stem] = at
    repeated = [stem for stem in first if first[stem] < last[stem]]
    arriving: list[list[str]] = [[] for _ in said]
    leaving: list[list[str]] = [[] for _ in said]
    for stem in repeated:
        arriving[first[stem]].append(stem)
        leaving[last[stem]].append(stem)
    return arriving, leaving


def _told(said: _Said, rarity: Rarity, stems: Iterable[str]) -> tuple[str, ...]:
    """The rarest of these words, as the statement prints them."""
    rare = [stem for stem in stems if rarity(stem) >= RARE]
    ranked = sorted(rare, key=lambda stem: (-rarity(stem), stem))
    return tuple(said.printed[stem] for stem in ranked[:_TOLD])


def day_number(published: str) -> int:
    """Days since the year 1 of an ISO date; the first that one of lesser precision may mean."""
    return date.fromisoformat((published + "-01-01")[:10]).toordinal()
