"""Speakers by name: any alias, words in any order, the last one unfinished, misspelt."""

from __future__ import annotations

import json
import math
import re
import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from rapidfuzz import fuzz, process

from store.db import Readers
from store.model import SpeakerKind, Suggestion
from store.people.bodies import is_generic
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
MOST_READINGS = 6
MOST_PREFIXED = 400
MOST_COMPARED = 5_000
LIKE = 50.0
"""Likeness (rapidfuzz, 0 to 100) from which a name is worth offering for another."""
FITS = 0.99
"""Share of the typed words that a speaker's names must hold to be the one that is meant."""


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


@dataclass(frozen=True, slots=True)
class _Entry:
    people: tuple[int, ...]
    name: str
    named: bool
    quotes: int
    aliases: tuple[str, ...]


class Speakers:
    """All speakers of an archive, in memory: a snapshot."""

    def __init__(self, readers: Readers) -> None:
        self._entries = _entries(readers)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for at, entry in enumerate(self._entries):
            for word in {word for name in (entry.name, *entry.aliases) for word in folded(name)}:
                self._by_word[word].append(at)
        self._words = sorted(self._by_word)
        self._vocabulary = Vocabulary(self._beginning)

    def find(self, name: str, limit: int = 5) -> list[Named]:
        """The speakers that ``name`` may mean, likeliest first: each holds all its words, read somehow."""
        typed = [word for word in folded(name) if word not in FUNCTION_WORDS] or folded(name)
        needed = [word for word in typed if word not in TITLES or word in self._by_word] or typed
        if not needed:
            return []
        readings = [self._readings(word, unfinished=False) for word in needed]
        return self._ranked(needed, readings, name, limit, share=FITS)

    def nearest(self, name: str, limit: int = 3) -> list[str]:
        """Names that look like ``name`` where none fits it, the likest first."""
        typed = [word for word in folded(name) if word not in FUNCTION_WORDS]
        readings = [self._readings(word, unfinished=True) for word in typed]
        found = [named.name for named in self._ranked(typed, readings, name, limit, share=0.0)]
        if not found:
            most_quoted = [entry.name for entry in self._entries if entry.named][:MOST_COMPARED]
            alike = process.extract(
                name.lower(), most_quoted, scorer=fuzz.ratio, limit=limit, score_cutoff=LIKE
            )
            found = [other for other, _, _ in alike]
        return found

    def suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """Choices for what is typed so far; the most quoted where nothing is."""
        words = folded(typed)
        if not words:
            return tuple(Suggestion(entry.name, entry.name) for entry in self._entries[:limit])
        readings = [
            self._readings(word, unfinished=at == len(words) - 1) for at, word in enumerate(words)
        ]
        found = self._ranked(words, readings, typed, limit, share=FITS)
        return tuple(Suggestion(entry.name, entry.name) for entry in found)

    def _beginning(self, prefix: str) -> list[tuple[str, int]]:
        at = bisect_left(self._words, prefix)
        found = []
        while at < len(self._words) and self._words[at].startswith(prefix):
            found.append((self._words[at], len(self._by_word[self._words[at]])))
            at += 1
        return found

    def _readings(self, word: str, *, unfinished: bool) -> dict[str, float]:
        """Words of names that a typed one may be, each with how sure that is (1 for the word itself)."""
        found: dict[str, float] = {}
        if word in self._by_word:
            found[word] = 1.0
        if unfinished:
            for longer, _ in self._beginning(word)[:MOST_PREFIXED]:
                found.setdefault(longer, 0.9)
        if not found:
            for reading in self._vocabulary.near(word)[:MOST_READINGS]:
                found[reading.word] = max(0.1, 0.8 - 0.2 * reading.cost)
        return found

    def _ranked(
        self,
        typed: Sequence[str],
        readings: Sequence[dict[str, float]],
        text: str,
        limit: int,
        *,
        share: float,
    ) -> list[Named]:
        scores: dict[int, float] = defaultdict(float)
        held: dict[int, int] = defaultdict(int)
        exact: dict[int, int] = defaultdict(int)
        for of_word in readings:
            best: dict[int, float] = {}
            for word, sure in of_word.items():
                for at in self._by_word[word]:
                    best[at] = max(best.get(at, 0.0), sure)
            for at, sure in best.items():
                scores[at] += sure
                held[at] += 1
                exact[at] += sure >= 0.9
        fitting = [at for at in scores if held[at] >= share * len(typed)]
        rough = nlargest(
            4 * limit + 20, fitting, key=lambda at: (scores[at], self._entries[at].quotes)
        )

        def value(at: int) -> float:
            entry = self._entries[at]
            like = max(fuzz.token_sort_ratio(text.lower(), n.lower()) for n in entry.aliases) / 100
            return scores[at] / len(typed) + 0.3 * like + 0.08 * math.log1p(entry.quotes)

        best_first = sorted(rough, key=lambda at: (-value(at), at))[:limit]
        return [
            Named(
                self._entries[at].people[0],
                self._entries[at].name,
                value(at),
                exact[at] < held[at],
                self._entries[at].people,
            )
            for at in best_first
        ]


def _entries(readers: Readers) -> list[_Entry]:
    """All people, the most quoted first; sources that only their articles tell apart are one entry."""
    aliases: dict[int, list[str]] = defaultdict(list)
    for row in readers.rows(
        "SELECT DISTINCT s.person, l.alias FROM aliases l JOIN speakers s ON s.id = l.speaker"
    ):
        aliases[row["person"]].append(row["alias"])
    by_name: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in readers.rows(
        "SELECT id, name, kind, named, quotes FROM people ORDER BY quotes DESC, named DESC, id"
    ):
        by_name[" ".join(folded(row["name"]))].append(row)
    found = []
    for rows in by_name.values():
        described = [row for row in rows if not row["named"]]
        named = [row for row in rows if row["named"]]
        if named and named[0]["kind"] == SpeakerKind.BODY and is_generic(named[0]["name"]):
            described, named = rows, []
        labels = _labels(readers, named) if len(named) > 1 else {}
        alike = [row for row in named if row["id"] not in labels and " " not in row["name"]]
        apart = [[row] for row in named if row not in alike]
        for group in filter(None, [described, alike, *apart]):
            first = group[0]
            printed = {alias for row in group for alias in aliases.get(row["id"], ())}
            found.append(
                _Entry(
                    people=tuple(row["id"] for row in group),
                    name=labels.get(first["id"], first["name"]),
                    named=bool(first["named"]),
                    quotes=sum(row["quotes"] for row in group),
                    aliases=tuple({first["name"], *printed}),
                )
            )
    found.sort(key=lambda entry: (-entry.quotes, not entry.named, entry.people))
    return found


def _labels(readers: Readers, people: Sequence[sqlite3.Row]) -> dict[int, str]:
    """People of one name with what the latest article says of each: "John Smith (senator)"."""
    rows = readers.rows(
        "SELECT s.person, r.role, r.organisation, r.place FROM roles r"
        " JOIN speakers s ON s.id = r.speaker JOIN articles a ON a.id = r.article"
        " WHERE s.person IN (SELECT value FROM json_each(?)) ORDER BY a.published, a.id",
        (json.dumps([row["id"] for row in people]),),
    )
    said = {row["person"]: row["role"] or row["organisation"] or row["place"] for row in rows}
    return {
        row["id"]: f"{row['name']} ({said[row['id']]})" for row in people if said.get(row["id"])
    }
