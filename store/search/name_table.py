"""Names by their words, packed: 200,000 of them take some tens of megabytes and a few milliseconds."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from os.path import commonprefix
from string import ascii_lowercase

LONGEST_BEGINNING = 3
"""Letters of a beginning whose first names are known beforehand."""
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
        holders: dict[str, array[int]] = defaultdict(lambda: array("I"))
        heads: dict[str, array[int]] = defaultdict(lambda: array("I"))
        count = 0
        for number, words in enumerate(names):
            count += 1
            beginnings: set[str] = set()
            for word in set(words):
                holders[word].append(number)
                beginnings.update(word[:length] for length in range(1, LONGEST_BEGINNING + 1))
            for beginning in beginnings:
                head = heads[beginning]
                if len(head) < MOST_OF_ONE:
                    head.append(number)
        self._heads = dict(heads)
        self.words = sorted(holders)
        self._starts = array("I", [0])
        self._numbers = array("I")
        for word in self.words:
            self._numbers.extend(holders.pop(word))
            self._starts.append(len(self._numbers))
        self._word_starts, self._word_numbers = self._turned(count)

    def _turned(self, count: int) -> tuple[array[int], array[int]]:
        """The words of each name, from the names of each word."""
        starts = array("I", bytes(4 * (count + 1)))
        for number in self._numbers:
            starts[number + 1] += 1
        for number in range(count):
            starts[number + 1] += starts[number]
        filled = array("I", starts)
        words = array("I", bytes(4 * len(self._numbers)))
        for word in range(len(self.words)):
            for number in self._held(word, word + 1):
                words[filled[number]] = word
                filled[number] += 1
        return starts, words

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
        head = self._heads.get(commonprefix((first, last)))  # noqa: RUF071
        if head is not None:
            return head
        return nsmallest(MOST_OF_ONE, self._held(reading.first, reading.end))

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
