"""Names by their words, packed: 200,000 of them take some tens of megabytes and a few milliseconds."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate, chain, count, pairwise
from os.path import commonprefix
from string import ascii_lowercase

LONGEST_BEGINNING = 3
"""Letters of a beginning whose first names are remembered."""
MOST_OF_ONE = 300
"""Names that are looked at for words which more of them hold: the first ones."""
_AFTER_ALL = "\U0010ffff"


def one_slip(word: str) -> set[str]:
    """What one slip after the first letter makes of a word: a letter left out, put in, replaced, or two
    swapped."""
    found = set()
    for at in range(1, len(word)):
        before, rest = word[:at], word[at:]
        found.add(before + rest[1:])
        found.add(before + rest[1:2] + rest[0] + rest[2:])
        found.update(before + letter + rest for letter in ascii_lowercase)
        found.update(before + letter + rest[1:] for letter in ascii_lowercase)
    return found - {word}


@dataclass(frozen=True, slots=True)
class Reading:
    """The words from ``first`` up to ``end`` of the table, as one that was typed, 1 for surely."""

    first: int
    end: int
    sure: float


class NameTable:
    """Which names hold which words. A name is its number: 0 for the one to be offered first."""

    def __init__(self, names: Iterable[Iterable[str]]) -> None:
        """``names``: the folded words of each, in the order of their numbers."""
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        held, first = array("I"), array("I", [0])
        for words in names:
            held.extend({numbers[word] for word in words})
            first.append(len(held))
        self._pack(list(numbers), held, first)

    @classmethod
    def packed(cls, words: Sequence[str], held: array[int], first: array[int]) -> NameTable:
        """A table of names whose words are numbered: those of name ``n`` are ``held[first[n]:first[n + 1]]``,
        each once, as places in ``words``."""
        table = cls(())
        table._pack(words, held, first)
        return table

    def _pack(self, words: Sequence[str], held: array[int], first: array[int]) -> None:
        order = sorted(range(len(words)), key=words.__getitem__)
        places = array("I", bytes(4 * len(words)))
        for place, number in enumerate(order):
            places[number] = place
        self.words = [words[number] for number in order]
        self._word_numbers, self._word_starts = array("I", map(places.__getitem__, held)), first
        self._starts, self._numbers = self._turned()
        self._heads: dict[str, array[int]] = {}

    def _turned(self) -> tuple[array[int], array[int]]:
        """The names of each word, from the words of each name."""
        counted = Counter(self._word_numbers)
        starts = array("I", accumulate(map(counted.__getitem__, range(len(self.words))), initial=0))
        filled = array("I", starts)
        numbers = array("I", bytes(4 * len(self._word_numbers)))
        for number, (start, end) in enumerate(pairwise(self._word_starts)):
            for word in self._word_numbers[start:end]:
                at = filled[word]
                numbers[at] = number
                filled[word] = at + 1
        return starts, numbers

    def _held(self, first: int, end: int) -> array[int]:
        return self._numbers[self._starts[first] : self._starts[end]]

    def word(self, word: str, sure: float) -> Reading | None:
        """A word of the table as it was typed."""
        at = bisect_left(self.words, word)
        if at < len(self.words) and self.words[at] == word:
            return Reading(at, at + 1, sure)
        return None

    def beginning(self, prefix: str, sure: float) -> Reading | None:
        """All words with one beginning."""
        first = bisect_left(self.words, prefix)
        end = bisect_left(self.words, prefix + _AFTER_ALL, first)
        return Reading(first, end, sure) if end > first else None

    def frequency(self, word: str) -> int:
        """How many names hold a word."""
        found = self.word(word, 1.0)
        return self.holders((found,)) if found else 0

    def frequencies(self, prefix: str) -> Iterator[tuple[str, int]]:
        """The words with one beginning, each with how many names hold it."""
        found = self.beginning(prefix, 1.0)
        for at in range(found.first, found.end) if found else ():
            yield self.words[at], self._starts[at + 1] - self._starts[at]

    def holders(self, readings: Iterable[Reading]) -> int:
        """How many names hold a word of ``readings``, one that holds two of them counted twice."""
        return sum(self._starts[one.end] - self._starts[one.first] for one in readings)

    def holding(self, typed: Sequence[Sequence[Reading]]) -> set[int]:
        """The names that hold a reading of each typed word; of very many the first."""
        if not all(typed):
            return set()
        rarest, *others = sorted(typed, key=self.holders)
        if not others:
            return self._first(rarest)
        found = set(chain.from_iterable(self._held(one.first, one.end) for one in rarest))
        for readings in others:
            found = found.intersection(
                chain.from_iterable(self._held(one.first, one.end) for one in readings)
            )
        return found

    def holding_any(self, typed: Sequence[Sequence[Reading]]) -> set[int]:
        """Names that hold a reading of one typed word at least; of very many the first."""
        return set().union(*(self._first(readings) for readings in typed))

    def _first(self, readings: Sequence[Reading]) -> set[int]:
        """The first of the names that hold each reading."""
        found: set[int] = set()
        for one in readings:
            if self.holders((one,)) <= MOST_OF_ONE:
                found.update(self._held(one.first, one.end))
            elif one.end == one.first + 1:
                start = self._starts[one.first]
                found.update(self._numbers[start : start + MOST_OF_ONE])
            else:
                found.update(self._first_of_many(one))
        return found

    def _first_of_many(self, reading: Reading) -> Iterable[int]:
        first, last = self.words[reading.first], self.words[reading.end - 1]
        beginning = commonprefix((first, last))  # noqa: RUF071
        known = self._heads.get(beginning) if len(beginning) <= LONGEST_BEGINNING else None
        if known is None:
            held = set(self._held(reading.first, reading.end))
            known = array("I", nsmallest(MOST_OF_ONE, held))
            if len(beginning) <= LONGEST_BEGINNING:
                self._heads[beginning] = known
        return known

    def sureness(self, number: int, typed: Sequence[Sequence[Reading]]) -> list[float]:
        """How sure each typed word is one of a name's, 0 where it is none."""
        words = self._word_numbers[self._word_starts[number] : self._word_starts[number + 1]]
        return [
            max(
                (one.sure for one in readings for word in words if one.first <= word < one.end),
                default=0.0,
            )
            for readings in typed
        ]
