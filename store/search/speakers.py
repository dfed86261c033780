"""Speakers by name: any alias, words in any order, the last one unfinished, misspelt."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from rapidfuzz import fuzz, process

from store.db import Readers
from store.model import Suggestion
from store.search.name_table import Reading, one_slip
from store.search.roster import Roster
from store.search.spelling import Vocabulary
from store.search.text import FUNCTION_WORDS, folded

TITLES = frozenset(
    re.findall(
        r"\w+",
        """mr mrs ms miss dr prof professor sir dame lord lady president minister prime senator sen rep
        gov governor mayor general gen col capt lt sgt judge justice chief king queen prince princess
        pope secretary ambassador chancellor reverend rev""",
    )
)
"""Words before a name that need not be in an alias."""
MOST_WORDS = 12
MOST_READINGS = 6
MOST_BEGINNINGS = 12
SHORTEST_BEGINNING = 3
"""Letters from which a beginning is looked for with a slip in it."""
MOST_RATED = 500
"""Names that are compared with what was typed."""
MOST_COMPARED = 5_000
SURE, BEGUN, MISSPELT = 1.0, 0.9, 0.6
"""How sure a typed word is a name's: as it is, as its beginning, and as one with a slip in it."""
MOST_NAMESAKES = 4
LIKE = 65.0
"""Likeness (rapidfuzz, 0 to 100) from which a name is worth offering for another."""
HALF = 0.5
"""Share of its words that such a name has at least, each counted by how sure it is."""


def _bare(name: str) -> list[str]:
    """The words of a name without titles and without what tells it apart in brackets."""
    return [
        word
        for word in folded(name.partition(" (")[0])
        if word not in FUNCTION_WORDS and word not in TITLES
    ]


def _is_longer(name: list[str], end: list[str]) -> bool:
    return len(name) > len(end) and name[-len(end) :] == end


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker that a name may mean."""

    id: int
    name: str
    """With what tells them apart where several go by one name: "John Smith (senator)"."""
    score: float
    fuzzy: bool
    """True when a word had to be read as another to find them."""
    people: tuple[int, ...]
    """The most quoted first: more than one where sources go by one description ("police")."""


class Speakers:
    """All speakers of an archive, in memory, the most quoted first: a snapshot."""

    def __init__(self, readers: Readers) -> None:
        self._roster = Roster(readers)
        self._table = self._roster.table
        self._vocabulary = Vocabulary(self._table.frequencies, self._table.frequency)

    def __len__(self) -> int:
        return len(self._roster)

    def find(self, name: str, limit: int = 5) -> list[Named]:
        """The speakers that ``name`` may mean, likeliest first: each holds all its words, read somehow."""
        typed = [word for word in folded(name) if word not in FUNCTION_WORDS] or folded(name)
        needed = [w for w in typed if w not in TITLES or self._table.frequency(w)] or typed
        readings = [self._finished(word) for word in needed[:MOST_WORDS]]
        return self._ranked(self._table.holding(readings), readings, name, limit) if needed else []

    def nearest(self, name: str, limit: int = 3) -> list[str]:
        """Names that look like ``name`` where none fits it, the likest first; none where nothing does."""
        typed = [word for word in folded(name) if word not in FUNCTION_WORDS][:MOST_WORDS]
        readings = [
            self._unfinished(word) if len(word) >= SHORTEST_BEGINNING else self._finished(word)
            for word in typed
        ]
        least = HALF * len(readings)
        numbers = (
            number
            for number in nsmallest(MOST_RATED, self._table.holding_any(readings))
            if sum(self._table.sureness(number, readings)) >= least
        )
        found = [named.name for named in self._ranked(numbers, readings, name, limit)]
        if not found:
            entries = map(self._roster.__getitem__, range(len(self._roster)))
            named = (entry.name for entry in entries if entry.named)
            most_quoted = list(islice(named, MOST_COMPARED))
            alike = process.extract(
                name,
                most_quoted,
                scorer=fuzz.ratio,
                processor=str.lower,
                limit=limit,
                score_cutoff=LIKE,
            )
            found = [other for other, _, _ in alike]
        return found

    def namesakes(self, typed: str, meant: Named) -> tuple[str, ...]:
        """The others whose names end as what was typed for ``meant`` ("Smith"), the likeliest first."""
        words = _bare(typed)
        if not words or meant.fuzzy or len(_bare(meant.name)) <= len(words):
            return ()
        others = (each for each in self.find(typed, MOST_NAMESAKES + 1) if each.id != meant.id)
        alike = (each for each in others if not each.fuzzy and _is_longer(_bare(each.name), words))
        return tuple(each.name for each in alike)[:MOST_NAMESAKES]

    def suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """Choices for what is typed so far; the most quoted where nothing is."""
        words = folded(typed)[:MOST_WORDS]
        if not words:
            first = range(min(limit, len(self._roster)))
            names = [self._roster.names(number)[0] for number in first]
            return tuple(Suggestion(name, name) for name in names)
        readings = [*map(self._finished, words[:-1]), self._unfinished(words[-1])]
        numbers = self._table.holding(readings)
        if not numbers:
            # Each word stands somewhere, and no name has them all: one of them is a slip.
            readings = [
                [*known, *self._slips(word, unfinished=at == len(words) - 1)]
                for at, (word, known) in enumerate(zip(words, readings, strict=True))
            ]
            numbers = self._table.holding(readings)
        found = self._ranked(numbers, readings, typed, limit)
        return tuple(Suggestion(entry.name, entry.name) for entry in found)

    def _finished(self, word: str) -> list[Reading]:
        """Words of names that a typed one may be, each with how sure that is."""
        known = self._table.word(word, SURE)
        return [known] if known else self._slips(word, unfinished=False)

    def _unfinished(self, word: str) -> list[Reading]:
        """The same for a word that more letters may follow."""
        known = [self._table.word(word, SURE), self._table.beginning(word, BEGUN)]
        return [one for one in known if one] or self._slips(word, unfinished=True)

    def _slips(self, word: str, *, unfinished: bool) -> list[Reading]:
        """Words of names that are one slip away, or begin with what is."""
        near = [
            self._table.word(other.word, max(0.1, 0.8 - 0.2 * other.cost))
            for other in self._vocabulary.near(word)[:MOST_READINGS]
        ]
        if unfinished and len(word) >= SHORTEST_BEGINNING:
            begun = [self._table.beginning(slip, MISSPELT) for slip in one_slip(word)]
            likeliest = sorted(filter(None, begun), key=self._by_holders)
            near += likeliest[:MOST_BEGINNINGS]
        return [one for one in near if one]

    def _by_holders(self, begun: Reading) -> tuple[int, int]:
        """Beginnings of most names first, of as many in the alphabet's order: the same in every run."""
        return -self._table.holders((begun,)), begun.first

    def _ranked(
        self, numbers: Iterable[int], readings: Sequence[Sequence[Reading]], text: str, limit: int
    ) -> list[Named]:
        """The likeliest of some names, of very many those that are quoted most."""
        sure = {
            number: self._table.sureness(number, readings)
            for number in nsmallest(MOST_RATED, numbers)
        }
        rough = nsmallest(4 * limit + 20, sure, key=lambda number: (-sum(sure[number]), number))
        lower = text.lower()

        def value(number: int) -> float:
            names = self._roster.names(number)
            like = max(fuzz.token_sort_ratio(lower, name.lower()) for name in names) / 100
            fits = sum(sure[number]) / len(readings)
            return fits + 0.3 * like + 0.08 * math.log1p(self._roster.quotes(number))

        values = {number: value(number) for number in rough}
        found = sorted(rough, key=lambda number: (-values[number], number))[:limit]
        return [
            Named(
                entry.people[0],
                entry.name,
                values[number],
                any(0.0 < each < BEGUN for each in sure[number]),
                entry.people,
            )
            for number, entry in ((number, self._roster[number]) for number in found)
        ]
