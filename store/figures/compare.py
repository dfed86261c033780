"""Two figures of the same thing that cannot both be right.

Conservative: what may count a part, more of the same, another time or another place is left alone, for a
wrong "other figure" is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from store.figures.bounds import agree, interval
from store.figures.things import Thing, same_thing, thing_of
from store.model import Fact, FactKind, Span
from store.search.text import folded

_PART = re.compile(
    r"\s(?:more\b(?!\sthan)|of\s(?:the|them|these|those|whom|which|its|his|her|their)\b)"
)
_ADDED = re.compile(r"\b(?:another|additional|further|each)\b")
_APART = re.compile(r"\s(?:each|apiece|a\s(?:day|week|month|year)|per\s)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact with what comparing it needs."""

    fact: Fact
    thing: Thing
    article: int
    sentence: Span
    """Where its sentence stands in the article's body."""
    total: bool
    """False for what is a part, an addition or a rate."""

    @classmethod
    def of(cls, fact: Fact, article: int, body: str, sentence: Span) -> Figure:
        """``fact.span`` and ``sentence`` index ``body``."""
        after = body[fact.span[1] : fact.span[1] + 12 + len(fact.what) + 12]
        total = not (
            _PART.match(after)
            or _ADDED.search(fact.qualifier)
            or _APART.search(after[: len(fact.what) + 12])
        )
        return cls(fact, thing_of(fact), article, sentence, total)


def disagree(one: Figure, other: Figure) -> bool:
    """Whether the two count the same thing and no value is both; across articles, if of one event."""
    mine, theirs = one.fact, other.fact
    if mine.value is None or theirs.value is None or not (one.total and other.total):
        return False
    together = one.article == other.article
    if not same_thing(one.thing, other.thing, loosely=together):
        return False
    if not (_may_be_one_place(mine.where, theirs.where) and _may_be_one_time(mine, theirs)):
        return False
    if mine.says == theirs.says:
        if together and one.sentence == other.sentence:
            return False  # parts of a whole, or a change
        if mine.kind is not FactKind.COUNT or mine.unit:
            return False  # one who names two prices speaks of two
    return not agree(interval(mine.value, mine.qualifier), interval(theirs.value, theirs.qualifier))


def contradictions(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """The pairs that disagree, in order. ``figures`` are of one article or of one event."""
    return [(one, other) for one, other in combinations(figures, 2) if disagree(one, other)]


def _may_be_one_place(one: str, other: str) -> bool:
    mine, theirs = set(folded(one)), set(folded(other))
    return not mine or not theirs or bool(mine & theirs)


def _may_be_one_time(one: Fact, other: Fact) -> bool:
    return one.when.startswith(other.when) or other.when.startswith(one.when)
