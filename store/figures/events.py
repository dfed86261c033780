"""Whether figures of two articles are of one event: near in time, with rare words in common.

Conservative: of articles on accidents of one kind, only those that share names and much of their wording
at the beginning are taken for reports of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from store.figures.things import FATE, fate_of
from store.search.text import FUNCTION_WORDS, folded, stem_of

LEAD, OPENING, FIRST = 700, 300, 160
"""Characters of a body that say what it is about, that it is about harm, and where it happened."""
DAYS = 30
"""Days between two reports of one event."""
RARE = 0.45
"""Rarity (0 to 1) from which a shared name is evidence."""
NAMES, SHARE = 2, 0.15
"""Shared names, and the share of the wording by weight, that make one event of two articles."""
ALIKE = 0.28
"""The share with which one name will do."""

Rarity = Callable[[str], float]
"""A stem → how rare it is in the archive: 0 for what every passage holds, 1 for what none does."""

_NAME = re.compile(r"(?<=[\w,;:’'] )[A-Z][\w’'-]+")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)
_LATEST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Story:
    """What an article is about: stems of the words at its beginning."""

    names: frozenset[str]
    words: frozenset[str]
    first: frozenset[str]
    """Of the headline and the first line."""
    harm: bool
    """Whether it opens with what befell people: only such stories are of one event."""

    @classmethod
    def of(cls, headline: str, body: str) -> Story:
        return cls(
            _names(body[:LEAD]),
            _stems([headline, body[:LEAD]]),
            _stems([headline, body[:FIRST]]),
            bool(fate_of(folded(f"{headline} {body[:OPENING]}"))),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """Where a figure stands: in which story, and the words around it."""

    story: Story
    article: int
    start: int
    """Where the figure stands in the body."""
    day: str
    """ISO date of what is told, or else of the article."""
    dated: bool
    """Whether the sentence gives the day on which it happened."""
    paragraph: str
    """"" for the first of the article, which is about the event whatever it names."""
    sentence: str
    where: str
    """The place that is printed with the figure."""


def same_event(one: Story, other: Story, rarity: Rarity) -> bool:
    """Whether two articles share enough. When their events happened is not looked at."""
    if not (one.harm and other.harm):
        return False
    named = [stem for stem in one.names & other.names if rarity(stem) >= RARE]
    share = _weight(one.words & other.words, rarity) / max(
        1e-9, min(_weight(one.words, rarity), _weight(other.words, rarity))
    )
    return (len(named) >= NAMES and share >= SHARE) or (bool(named) and share >= ALIKE)


def told_together(one: Told, other: Told, rarity: Rarity) -> bool:
    """Whether two figures, in one article or in two on one event, may be of that event.

    Not where one looks aside: to another year, to a place or to names that the other knows nothing of ("as
    in Shanghai, where four people were injured").
    """
    if not (one.story.harm and other.story.harm):
        return False
    if one.article == other.article:
        earlier, later = sorted((one, other), key=lambda told: told.start)
        if later.dated and later.day != earlier.day:
            return False  # what happened on another day, further down, is background
    return _fits(one, other, rarity) and _fits(other, one, rarity)


def _fits(one: Told, other: Told, rarity: Rarity) -> bool:
    years = _YEAR.findall(one.sentence)
    if years and other.day[:4] not in years:
        return False
    place = _stems([one.where])
    if place and not other.where and place.isdisjoint(other.story.first | _stems([other.sentence])):
        return False
    rare = {stem for stem in _names(one.paragraph) if rarity(stem) >= RARE}
    return not rare or not rare.isdisjoint(other.story.words | _stems([other.paragraph]))


def near(one: str, other: str, days: int = DAYS) -> bool:
    """Whether two ISO dates, each at its precision, may lie within ``days`` of each other.

    An unknown date ("") is near none.
    """
    if not one or not other:
        return False
    return days_between(one, other) <= days and days_between(other, one) <= days


def window(day: str, days: int = DAYS) -> tuple[str, str]:
    """ISO dates between which what is near ``day`` was printed."""
    try:
        apart = timedelta(days=days)
        return (_first(day) - apart).isoformat(), (_last(day) + apart).isoformat()
    except OverflowError:
        return "", _LATEST


def days_between(earlier: str, later: str) -> int:
    """From the last day that ``earlier`` may mean to the first that ``later`` may; negative if they overlap."""
    return (_first(later) - _last(earlier)).days


def _first(day: str) -> date:
    return date.fromisoformat((day + "-01-01")[:10])


def _last(day: str) -> date:
    if len(day) == 10:
        return date.fromisoformat(day)
    year, month = int(day[:4]), int(day[5:7] or 12)
    if (year, month) == (9999, 12):
        return date.max
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _weight(stems: Iterable[str], rarity: Rarity) -> float:
    return sum(rarity(stem) ** 2 for stem in stems)


def _names(text: str) -> frozenset[str]:
    return _stems(match.group() for match in _NAME.finditer(text))


def _stems(texts: Iterable[str]) -> frozenset[str]:
    """The words that tell one event from another: none of dates, of numbers or of harm."""
    return frozenset(
        stem_of(word)
        for text in texts
        for word in folded(text)
        if not (word in FUNCTION_WORDS or word in CALENDAR or word in FATE or word.isdecimal())
    )
