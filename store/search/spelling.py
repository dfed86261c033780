"""Misspelt words read as words that the archive has."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_lowercase
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from store.people.sounds import sound

SHORTEST = 3
"""Letters of a word that is corrected at all."""
LONGEST = 40
COMMONNESS = 0.12
"""Edits that being e times more frequent is worth."""
CANDIDATES = 40
NEAR_ENOUGH = 1.0
"""Edits from which farther words are not looked at."""
SOUNDS_ALIKE = 1.6
"""Edits that a word of the same sound counts as."""
MOST_HELD = 300_000
"""Words that are kept in memory, some 70 bytes each; past it they are read again when they are needed."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = frozenset(pair for row in _ROWS for a, b in pairwise(row) for pair in ((a, b), (b, a)))
_VOWELS = frozenset("aeiou")

_ByLength = dict[int, tuple[list[str], "array[int]"]]


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
    """Words with frequencies, loaded by how they begin when a word is first looked for there."""

    def __init__(
        self, load: Callable[[str], Iterable[tuple[str, int]]], frequency: Callable[[str], int]
    ) -> None:
        """``load`` gives the words that begin with a prefix, ``frequency`` that of one word, 0 for none."""
        self._load = load
        self._frequency = frequency
        self._loaded: dict[str, _ByLength] = {}
        self._held = 0
        self._lock = Lock()

    def near(self, word: str) -> list[Reading]:
        """The known words within the edits that a word of this length may have, likeliest first.

        Those that begin with another letter, or another two, are only one edit away. Where nothing is
        near, words of the same first letter and sound are.
        """
        allowed = _allowed(word)
        if not allowed or len(word) > LONGEST:
            return []
        found = dict(self._within(word, allowed, self._beginning(word[:2])))
        for slip in _first_slips(word):
            if slip not in found and (frequency := self._frequency(slip)):
                found[slip] = Reading(slip, edits(word, slip), frequency)
        if allowed > 1 and not any(each.cost <= NEAR_ENOUGH for each in found.values()):
            letter = self._beginning(word[0])
            found |= dict(self._within(word, allowed, letter))
            found |= {
                other: Reading(other, SOUNDS_ALIKE, reading.frequency)
                for other, reading in self._within(word, allowed + 1, letter)
                if other not in found and sound(other) == sound(word)
            }
        return sorted(found.values(), key=lambda reading: (reading.value, reading.word))

    def _beginning(self, prefix: str) -> _ByLength:
        with self._lock:
            if prefix not in self._loaded:
                if self._held > MOST_HELD:
                    self._loaded.clear()
                    self._held = 0
                lengths: _ByLength = {}
                for word, frequency in self._load(prefix):
                    words, frequencies = lengths.setdefault(len(word), ([], array("L")))
                    words.append(word)
                    frequencies.append(frequency)
                    self._held += 1
                self._loaded[prefix] = lengths
            return self._loaded[prefix]

    def _within(self, word: str, allowed: int, lengths: _ByLength) -> Iterator[tuple[str, Reading]]:
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            if length not in lengths:
                continue
            words, frequencies = lengths[length]
            for other, _, at in process.extract(
                word, words, scorer=OSA.distance, score_cutoff=allowed, limit=CANDIDATES
            ):
                if other != word:
                    yield other, Reading(other, edits(word, other), frequencies[at])


def _allowed(word: str) -> int:
    """How many edits a word may be from what was meant."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def _first_slips(word: str) -> Iterator[str]:
    """All that one edit of the first two letters makes of a word."""
    for at in (0, 1):
        before, rest = word[:at], word[at:]
        yield before + rest[1:]
        if rest[1:] and rest[0] != rest[1]:
            yield before + rest[1] + rest[0] + rest[2:]
        for letter in ascii_lowercase:
            yield before + letter + rest
            if letter != rest[:1]:
                yield before + letter + rest[1:]


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
