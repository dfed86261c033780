"""Misspelt words read as words that the archive has."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters of a word that is corrected at all."""
LONGEST = 40
COMMONNESS = 0.12
"""Edits that being e times more frequent is worth."""
CANDIDATES = 40

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = frozenset(pair for row in _ROWS for a, b in pairwise(row) for pair in ((a, b), (b, a)))
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Reading:
    """A known word that a typed one may stand for."""

    word: str
    cost: float
    """Weighted edits; see ``edits``."""
    frequency: int

    @property
    def value(self) -> float:
        """Lower is likelier."""
        return self.cost - COMMONNESS * math.log1p(self.frequency)


class Vocabulary:
    """Words with frequencies, loaded by their first letter when a word is first looked for there."""

    def __init__(self, load: Callable[[str], Iterable[tuple[str, int]]]) -> None:
        """``load`` gives the words that begin with a prefix; with "" all."""
        self._load = load
        self._letters: dict[str, dict[int, list[str]]] = {}
        self._frequency: dict[str, int] = {}
        self._whole = False
        self._lock = Lock()

    def near(self, word: str) -> list[Reading]:
        """The known words within the edits that a word of this length may have, likeliest first.

        A different first letter is only tried where nothing with the same one is near.
        """
        allowed = _allowed(word)
        if not allowed or len(word) > LONGEST:
            return []
        found = self._within(word, allowed, self._letter(word[0]))
        if not any(reading.cost <= 1.0 for reading in found):
            others = [lengths for letter, lengths in self._all().items() if letter != word[0]]
            for lengths in others:
                found += self._within(word, 1, lengths)
        return sorted(found, key=lambda reading: (reading.value, reading.word))

    def _letter(self, letter: str) -> dict[int, list[str]]:
        with self._lock:
            if letter not in self._letters and not self._whole:
                self._letters |= self._sorted(self._load(letter)) or {letter: {}}
            return self._letters.get(letter, {})

    def _all(self) -> dict[str, dict[int, list[str]]]:
        with self._lock:
            if not self._whole:
                self._letters = self._sorted(self._load(""))
                self._whole = True
            return self._letters

    def _sorted(self, words: Iterable[tuple[str, int]]) -> dict[str, dict[int, list[str]]]:
        """By first letter and length, and their frequencies kept."""
        found: dict[str, dict[int, list[str]]] = {}
        for word, frequency in words:
            if not word[0].isdigit():
                found.setdefault(word[0], {}).setdefault(len(word), []).append(word)
                self._frequency[word] = frequency
        return found

    def _within(self, word: str, allowed: int, lengths: dict[int, list[str]]) -> list[Reading]:
        found = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for candidate, _, _ in process.extract(
                word,
                lengths.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=CANDIDATES,
            ):
                found.append(Reading(candidate, edits(word, candidate), self._frequency[candidate]))
        return found


def _allowed(word: str) -> int:
    """How many edits a word may be from what was meant."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def edits(typed: str, meant: str) -> float:
    """Weighted edits between two words (optimal string alignment).

    A slip to a neighbouring key, one vowel for another, two letters swapped and a letter doubled or
    halved are likelier than the rest; a wrong first letter is less likely.
    """
    before: list[float] = []
    last = [float(at) for at in range(len(meant) + 1)]
    for i, a in enumerate(typed, 1):
        row = [float(i)]
        for j, b in enumerate(meant, 1):
            double_typed = i > 1 and typed[i - 2] == a
            double_meant = j > 1 and meant[j - 2] == b
            best = min(
                last[j] + (0.6 if double_typed else 0.9),
                row[j - 1] + (0.7 if double_meant else 0.9),
                last[j - 1] + _swap_cost(a, b),
            )
            if i > 1 and j > 1 and a == meant[j - 2] and typed[i - 2] == b and a != b:
                best = min(best, before[j - 2] + 0.7)
            row.append(best)
        before, last = last, row
    return last[-1] + (0.4 if typed[:1] != meant[:1] else 0.0)


def _swap_cost(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if (a, b) in _BESIDE or (a in _VOWELS and b in _VOWELS):
        return 0.75
    return 1.0
