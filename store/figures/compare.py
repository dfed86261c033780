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
    r"\s(?:more\b(?!\sthan)|other\b|of\s(?:the|them|these|those|whom|which|its|his|her|their)\b)"
)
_OTHERS = re.compile(r"\sothers\b")
_ADDED = re.compile(r"\b(?:another|additional|further|each)\b")
_APART = re.compile(r"\s(?:each|apiece|a\s(?:day|week|month|year)|per\s)")
_CORRECTED = re.compile(r"\bversion\sof\sthis\s(?:article|story|report)\b")
_NARROW = 2
"""Words for those counted from which no fate is needed to know them again."""


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
    corrected: bool
    """Whether the sentence says what an earlier version of the article had."""

    @classmethod
    def of(cls, fact: Fact, article: int, body: str, sentence: Span) -> Figure:
        """``fact.span`` and ``sentence`` index ``body``."""
        start, end = fact.span
        reach = end + 12 + len(fact.what)
        before = body[sentence[0] : start]
        total = not (
            _PART.match(body, end, reach)
            or (_OTHERS.match(body, end, reach) and not re.search(r"\d|\b\w+\speople\b", before))
            or _ADDED.search(fact.qualifier)
            or _APART.search(body, end, reach)
        )
        corrected = bool(_CORRECTED.search(body, *sentence))
        return cls(fact, thing_of(fact), article, sentence, total, corrected)


def disagree(one: Figure, other: Figure) -> bool:
    """Whether the two count the same thing, at one place and time as far as is said, and no value is both.

    Whether figures are of one event is for ``store.figures.events`` to say.
    """
    mine, theirs = one.fact, other.fact
    if mine.value is None or theirs.value is None or not (one.total and other.total):
        return False
    if not (_comparable(one, other) and _may_be_one_time(mine, theirs)):
        return False
    if not _may_be_one_place(mine.where, theirs.where):
        return False
    return not agree(interval(mine.value, mine.qualifier), interval(theirs.value, theirs.qualifier))


def contradictions(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """The pairs that disagree, in order. ``figures`` are of one article or of one event."""
    return [(one, other) for one, other in combinations(figures, 2) if disagree(one, other)]


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether the same thing is counted, each time as a whole."""
    together = one.article == other.article
    if not same_thing(one.thing, other.thing, loosely=together):
        return False
    by_one = one.fact.says == other.fact.says
    same_sentence = together and one.sentence == other.sentence
    if one.fact.kind is FactKind.COUNT and not one.fact.unit:
        if same_sentence and by_one:
            return False  # parts of a whole, or a change
        narrow = min(len(one.thing.nouns), len(other.thing.nouns)) >= _NARROW
        return bool(one.thing.fate) or (together and narrow)
    # Two prices, shares or lengths of one name are seldom of one thing: only a correction says so.
    return together and one.corrected != other.corrected


def _may_be_one_place(one: str, other: str) -> bool:
    mine, theirs = set(folded(one)), set(folded(other))
    return not mine or not theirs or bool(mine & theirs)


def _may_be_one_time(one: Fact, other: Fact) -> bool:
    return one.when.startswith(other.when) or other.when.startswith(one.when)
