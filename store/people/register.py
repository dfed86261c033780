"""Who is who, to look at: people with the articles that print them, and the links that make them one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from store.closing import Closing
from store.db import Readers, bring_up_to_date
from store.model import SpeakerKind
from store.people.links import NAME, SPLIT, USER
from store.schema import ARCHIVE
from store.search.speakers import Speakers


@dataclass(frozen=True, slots=True)
class Appearance:
    """A speaker as one article has it."""

    number: int
    name: str
    role: str
    organisation: str
    place: str
    article: int
    headline: str
    published: str
    quotes: int
    link: int
    """The link that makes it this person; 0 for the one that the others hang on."""
    why: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person, body or described source across articles."""

    number: int
    name: str
    kind: SpeakerKind
    named: bool
    quotes: int
    appearances: tuple[Appearance, ...]
    """In the order they are dated."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two speakers that are one, or are known not to be."""

    number: int
    same: bool
    by_hand: bool
    """Decided by a person."""
    name: str
    article: int
    other_name: str
    other_article: int
    why: str


class Register(Closing):
    """An archive opened to look at its people."""

    def __init__(self, path: Path) -> None:
        """Raises NoArchive, NotAnArchive or NewerArchive."""
        bring_up_to_date(path, ARCHIVE)
        self._readers = Readers(path, ARCHIVE)

    def find(self, name: str, limit: int) -> tuple[Person, ...]:
        """The people that hold all words of ``name`` in theirs, the likeliest first, misspelt or not."""
        found = Speakers(self._readers).find(name, limit)
        numbers = [number for named in found for number in named.people]
        return self.people(numbers)[:limit]

    def people(self, numbers: Sequence[int]) -> tuple[Person, ...]:
        """The people that these speakers belong to, in the order that they are first named in."""
        rows = self._readers.rows(
            "SELECT p.*, min(chosen.key) FROM json_each(?) AS chosen"
            " JOIN speakers s ON s.id = chosen.value JOIN people p ON p.id = s.person"
            " GROUP BY p.id ORDER BY min(chosen.key)",
            (json.dumps(list(numbers)),),
        )
        return tuple(
            Person(
                number=row["id"],
                name=row["name"],
                kind=SpeakerKind(row["kind"]),
                named=bool(row["named"]),
                quotes=row["quotes"],
                appearances=_appearances(self._readers, row["id"]),
            )
            for row in rows
        )

    def most_quoted(self, limit: int) -> tuple[Person, ...]:
        """Those who are quoted most."""
        rows = self._readers.rows(
            "SELECT id FROM people WHERE named ORDER BY quotes DESC, articles DESC, id LIMIT ?",
            (limit,),
        )
        return self.people([row["id"] for row in rows])

    def merges(self, limit: int, *, same_name: bool = False) -> tuple[Link, ...]:
        """The links in force, the latest first: of different names and by hand, or all of them."""
        rows = self._readers.rows(
            "SELECT links.*, s.name, s.article, o.name AS other_name, o.article AS other_article"
            " FROM links JOIN speakers s ON s.id = links.speaker"
            " JOIN speakers o ON o.id = links.other"
            " WHERE links.cut IS NULL AND links.made_by NOT IN (?, ?)"
            " ORDER BY links.id DESC LIMIT ?",
            (SPLIT, SPLIT if same_name else NAME, limit),
        )
        return tuple(_link(row) for row in rows)

    def close(self) -> None:
        self._readers.close()


def _link(row: sqlite3.Row) -> Link:
    return Link(
        number=row["id"],
        same=bool(row["same"]),
        by_hand=row["made_by"] == USER,
        name=row["name"],
        article=row["article"],
        other_name=row["other_name"],
        other_article=row["other_article"],
        why=row["why"],
    )


def _appearances(readers: Readers, person: int) -> tuple[Appearance, ...]:
    rows = readers.rows(
        "SELECT s.id, s.name, s.quotes, r.role, r.organisation, r.place, a.id AS article,"
        " a.headline, a.published, links.id AS link, links.why"
        " FROM speakers s JOIN articles a ON a.id = s.article"
        " LEFT JOIN roles r ON r.speaker = s.id"
        " LEFT JOIN links ON links.speaker = s.id AND links.same AND links.cut IS NULL"
        " WHERE s.person = ? ORDER BY a.published, a.id",
        (person,),
    )
    return tuple(
        Appearance(
            number=row["id"],
            name=row["name"],
            role=row["role"] or "",
            organisation=row["organisation"] or "",
            place=row["place"] or "",
            article=row["article"],
            headline=row["headline"],
            published=row["published"],
            quotes=row["quotes"],
            link=row["link"] or 0,
            why=row["why"] or "",
        )
        for row in rows
    )
