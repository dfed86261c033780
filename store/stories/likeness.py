"""How alike two texts are, and whether what sets them apart is a correction or another event.

Two reports of one event share their words and what they name: an update adds names and figures, and keeps
those it had. The same form filled in for another event shares words too, and exchanges names and figures.
So the shares are taken of the text that has fewer: what it has and the other has not was exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from store.stories.fingerprints import plain

_WORD = re.compile(r"\w+(?:[.,'’]\w+)*")
_FIGURES = re.compile(r"\d[\d.,]*")
_OPENING = 3000
_ALIKE = 60.0
"""rapidfuzz ratio, 0 to 100, over the first characters of two bodies."""
_HEADLINES_ALIKE = 85.0
_READ = 50_000
"""Characters of a text that are compared."""
WITHIN = 3
"""Days between two prints of one story."""

_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split()
)
_CORRECTED = frozenset("corrected correcting correction corrects erratum updated".split())


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares in [0, 1], and how many figures the text with fewer of them has alone."""

    runs: float
    """Runs of three words in both, of those in either."""
    contained: float
    """Runs of three words in both, of those in the text that has fewer."""
    figures: float
    figures_lost: int
    same_figures: bool
    """True where neither has a figure that the other has not."""
    names: float
    names_lost: int


def likeness(old: str, new: str) -> Likeness:
    """Compare two bodies."""
    ours, theirs = _runs(old[:_READ]), _runs(new[:_READ])
    figures, names = _named(old[:_READ])
    other_figures, other_names = _named(new[:_READ])
    shared = len(ours & theirs)
    return Likeness(
        runs=shared / (len(ours | theirs) or 1),
        contained=_share(ours, theirs),
        figures=_share(figures, other_figures),
        figures_lost=_lost(figures, other_figures),
        same_figures=figures == other_figures,
        names=_share(names, other_names),
        names_lost=_lost(names, other_names),
    )


def alike_in_place(old: str, new: str) -> bool:
    """Whether of two bodies in one place one may be the other's version, rather than its successor."""
    return fuzz.ratio(old[:_OPENING], new[:_OPENING]) >= _ALIKE


def headlines_alike(one: str, other: str) -> bool:
    """Whether two headlines differ in figures and a few words at the most."""
    first, second = (_FIGURES.sub("0", plain(each).lower()) for each in (one, other))
    return fuzz.ratio(first, second) >= _HEADLINES_ALIKE


def is_correction(like: Likeness) -> bool:
    """Whether two reports under one headline and date are one article, before and after a correction.

    A correction sets a name or figures right; where both were exchanged, the form may have been filled in
    for another event of that day.
    """
    few_figures = like.figures_lost <= 1 or like.figures >= 0.8
    one_kind = not (like.figures_lost and like.names_lost) or like.runs >= 0.9
    return like.runs >= 0.75 and like.names >= 0.8 and few_figures and one_kind


def is_same_story(like: Likeness, days: int | None) -> bool:
    """Whether two reports tell one story; ``days`` between them, None where a date is missing.

    The bounds stand where updates part from forms filled in anew (bond issues, money markets, reserves)
    in the newswire that they were read in.
    """
    if like.contained < 0.6 or like.runs < 0.35 or like.names < 0.8:
        return False
    if days is None:
        nothing_lost = like.figures_lost == 0 and like.names >= 0.9
        return like.runs >= 0.7 and like.contained >= 0.8 and nothing_lost
    if days > WITHIN:
        return False
    if days:
        nearly_all = like.contained >= 0.95 and like.figures >= 0.9 and like.figures_lost <= 1
        return like.same_figures or nearly_all
    one_exchanged = like.figures_lost <= 1 and like.names_lost == 0 and like.runs >= 0.8
    return one_exchanged or (like.figures >= 0.8 and like.figures_lost <= 3)


def is_another_event(like: Likeness) -> bool:
    """Whether the text at a place was filled in anew: most of what the old one names is exchanged."""
    exchanged = like.figures < 0.5 and like.figures_lost > 1
    return exchanged and (like.names < 0.5 or like.contained > 0.5)


def says_corrected(text: str, other: str) -> bool:
    """Whether ``text`` has a word of correction that ``other`` has not."""
    return bool(_corrections(text) - _corrections(other))


def _corrections(text: str) -> frozenset[str]:
    return _CORRECTED & set(_WORD.findall(text[:_READ].lower()))


def _runs(text: str) -> set[tuple[str, str, str]]:
    words = text.lower().split()
    return set(zip(words, words[1:], words[2:], strict=False))


def _named(text: str) -> tuple[set[str], set[str]]:
    """The figures of a text, and its words with a capital that it has not without one."""
    words = set(_WORD.findall(text))
    figures = {word for word in words if any(map(str.isdigit, word)) or word.lower() in _NUMBERS}
    names = {
        word for word in words if word[0].isupper() and len(word) > 1 and word.lower() not in words
    }
    return figures, names - figures


def _share(ours: Set[Any], theirs: Set[Any]) -> float:
    fewer = min(len(ours), len(theirs))
    return len(ours & theirs) / fewer if fewer else 1.0


def _lost(ours: Set[str], theirs: Set[str]) -> int:
    return min(len(ours), len(theirs)) - len(ours & theirs)
