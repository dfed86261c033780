"""Everybody whom an archive quotes or describes, packed: 200,000 take some ten megabytes."""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, count

from store.db import Readers
from store.model import SpeakerKind
from store.people.bodies import is_generic
from store.search.name_table import NameTable
from store.search.text import LONGEST_WORD, folded

PEOPLE_A_READ = 2_000
"""Some of them have thousands of articles: each read ends long before its time limit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, or sources that only their articles tell apart."""

    people: tuple[int, ...]
    """As ``people.id``, the most quoted first."""
    name: str
    """With what tells them apart where several go by one name: "John Smith (senator)"."""
    named: bool
    quotes: int
    aliases: tuple[str, ...]
    """Other names than ``name``."""


class Roster:
    """All entries of an archive, the most quoted first: a snapshot. One is unpacked when it is asked for."""

    def __init__(self, readers: Readers) -> None:
        people = _People(readers)
        words = _Words(people.texts)
        entries = _entries(people, words, readers)
        words.add(people.texts[len(words) :])
        self._people, self._first_person = array("Q"), array("I", [0])
        self._names, self._first_name = array("I"), array("I", [0])
        self._quotes, self._named = array("I"), bytearray()
        held, first_held = array("I"), array("I", [0])
        for members, name in _in_order(people, entries):
            aliases = people.aliases_of(members, name)
            self._names.append(name)
            self._names.extend(aliases)
            self._first_name.append(len(self._names))
            self._people.extend(map(people.id.__getitem__, members))
            self._first_person.append(len(self._people))
            self._quotes.append(people.quoted(members))
            self._named.append(people.named[members[0]])
            held.extend(words.of(name, aliases))
            first_held.append(len(held))
        self.table = NameTable.packed(words.words, held, first_held)
        """Which entries hold which words; their numbers are those of the roster."""
        self._bytes = "".join(people.texts).encode()
        self._ends = array("I")
        end = 0
        for text in people.texts:
            end += len(text) if text.isascii() else len(text.encode())
            self._ends.append(end)

    def __len__(self) -> int:
        return len(self._quotes)

    def __getitem__(self, number: int) -> Entry:
        start, end = self._first_person[number], self._first_person[number + 1]
        name, *aliases = self.names(number)
        return Entry(
            people=tuple(self._people[start:end]),
            name=name,
            named=bool(self._named[number]),
            quotes=self._quotes[number],
            aliases=tuple(aliases),
        )

    def names(self, number: int) -> list[str]:
        """The name of an entry and its aliases."""
        held = self._names[self._first_name[number] : self._first_name[number + 1]]
        return [
            self._bytes[self._ends[at - 1] if at else 0 : self._ends[at]].decode() for at in held
        ]

    def quotes(self, number: int) -> int:
        return self._quotes[number]


class _People:
    """The table ``people``, a column each, in the order of their ids, and their aliases.

    A person is a row's number here, a name or an alias its number in ``texts``.
    """

    def __init__(self, readers: Readers) -> None:
        self.id, self.name, self.quotes = array("Q"), array("I"), array("I")
        self.named, self.is_body = bytearray(), bytearray()
        self._aliases, self._first_alias = array("I"), array("I", [0])
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        last = 0
        while rows := readers.rows(
            "SELECT id, name, named, kind = ?, quotes FROM people WHERE id > ? ORDER BY id LIMIT ?",
            (SpeakerKind.BODY, last, PEOPLE_A_READ),
        ):
            ids, names, named, bodies, quotes = zip(*rows, strict=True)
            first, last = ids[0], ids[-1]
            self.id.extend(ids)
            self.name.extend(map(numbers.__getitem__, names))
            self.named.extend(named)
            self.is_body.extend(bodies)
            self.quotes.extend(quotes)
            rows = readers.rows(
                "SELECT DISTINCT s.person, l.alias FROM speakers s JOIN aliases l ON l.speaker = s.id"
                " JOIN people p ON p.id = s.person"
                " WHERE s.person BETWEEN ? AND ? AND l.alias <> p.name ORDER BY s.person",
                (first, last),
            )
            persons, aliases = zip(*rows, strict=True) if rows else ((), ())
            held = Counter(persons)
            start = self._first_alias.pop()
            self._first_alias.extend(accumulate(map(held.__getitem__, ids), initial=start))
            self._aliases.extend(map(numbers.__getitem__, aliases))
        self.texts = list(numbers)

    def quoted(self, members: Sequence[int]) -> int:
        if len(members) == 1:
            return self.quotes[members[0]]
        return sum(self.quotes[member] for member in members)

    def aliases_of(self, members: Sequence[int], name: int) -> Sequence[int]:
        """What some people are called but ``name``, in the alphabet's order."""
        first = members[0]
        if len(members) == 1 and self.name[first] == name:
            found = self._aliases[self._first_alias[first] : self._first_alias[first + 1]]
            return sorted(found, key=self.texts.__getitem__) if len(found) > 1 else found
        every = {self.name[first]}
        for member in members:
            every.update(self._aliases[self._first_alias[member] : self._first_alias[member + 1]])
        return sorted(every - {name}, key=self.texts.__getitem__)

    def ranked(self) -> Iterator[int]:
        """The most quoted first, those with a name before others."""
        ranks: defaultdict[tuple[int, bool], array[int]] = defaultdict(lambda: array("I"))
        for person, (quotes, named) in enumerate(zip(self.quotes, self.named, strict=True)):
            ranks[-quotes, not named].append(person)
        return chain.from_iterable(ranks[rank] for rank in sorted(ranks))


class _Words:
    """The folded words of some texts, numbered."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._held, self._first = array("I"), array("I", [0])
        self.add(texts)

    def __len__(self) -> int:
        return len(self._first) - 1

    def add(self, texts: Iterable[str]) -> None:
        number = self._numbers.__getitem__
        for text in texts:
            self._held.extend(map(number, _words(text)))
            self._first.append(len(self._held))

    @property
    def words(self) -> list[str]:
        return list(self._numbers)

    def key(self, text: int) -> bytes:
        """The same for texts of the same words."""
        return self._held[self._first[text] : self._first[text + 1]].tobytes()

    def of(self, name: int, aliases: Sequence[int]) -> set[int]:
        """The words of some texts."""
        found = set(self._held[self._first[name] : self._first[name + 1]])
        for alias in aliases:
            found.update(self._held[self._first[alias] : self._first[alias + 1]])
        return found


_Group = tuple[Sequence[int], int]
"""People of one entry, the most quoted first, and the text that is their name."""


def _entries(people: _People, words: _Words, readers: Readers) -> list[_Group]:
    """Everybody, each in one entry; sources that only their articles tell apart share one."""
    groups: dict[bytes, int | array[int]] = {}
    for person in people.ranked():
        key = words.key(people.name[person])
        others = groups.setdefault(key, person)
        if isinstance(others, array):
            others.append(person)
        elif others != person:
            groups[key] = array("I", [others, person])
    entries: list[_Group] = []
    namesakes: list[list[int]] = []
    for group in groups.values():
        if isinstance(group, int):
            entries.append(((group,), people.name[group]))
            continue
        named = [person for person in group if people.named[person]]
        if named and people.is_body[named[0]] and is_generic(people.texts[people.name[named[0]]]):
            named = []
        known = set(named)
        if described := array("I", (person for person in group if person not in known)):
            entries.append((described, people.name[described[0]]))
        if len(named) > 1:
            namesakes.append(named)
        elif named:
            entries.append((named, people.name[named[0]]))
    entries.extend(_told_apart(people, readers, namesakes))
    return entries


def _told_apart(
    people: _People, readers: Readers, namesakes: Sequence[Sequence[int]]
) -> Iterator[_Group]:
    """People of one name with what the latest article says of each: "John Smith (senator)"."""
    everyone = [people.id[person] for named in namesakes for person in named]
    said: dict[int, str] = {}
    for at in range(0, len(everyone), PEOPLE_A_READ):
        for row in readers.rows(
            "SELECT s.person, r.role, r.organisation, r.place FROM roles r"
            " JOIN speakers s ON s.id = r.speaker JOIN articles a ON a.id = r.article"
            " WHERE s.person IN (SELECT value FROM json_each(?)) ORDER BY a.published, a.id",
            (json.dumps(everyone[at : at + PEOPLE_A_READ]),),
        ):
            said[row["person"]] = row["role"] or row["organisation"] or row["place"]
    for named in namesakes:
        alike: list[int] = []
        for person in named:
            name = people.texts[people.name[person]]
            if label := said.get(people.id[person]):
                people.texts.append(f"{name} ({label})")
                yield (person,), len(people.texts) - 1
            elif " " in name:
                yield (person,), people.name[person]
            else:
                alike.append(person)
        if alike:
            yield alike, people.name[alike[0]]


def _in_order(people: _People, entries: Iterable[_Group]) -> Iterator[_Group]:
    """The most quoted first, those with a name before others."""
    ranks: defaultdict[tuple[int, bool], list[_Group]] = defaultdict(list)
    for entry in entries:
        ranks[-people.quoted(entry[0]), not people.named[entry[0][0]]].append(entry)
    for rank in sorted(ranks):
        yield from sorted(ranks.pop(rank), key=_first_person)


def _first_person(entry: _Group) -> int:
    return entry[0][0]


def _words(text: str) -> list[str]:
    """The folded words of a name."""
    if text.isascii() and text.replace(" ", "").isalnum() and len(text) < LONGEST_WORD:
        return text.lower().split()
    return folded(text)
