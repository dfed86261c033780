"""What people decide about who is who: to look at every join, to join, to split, and to take either back.

Every decision is one transaction, and later ingests hold to it. Speakers are named by number: any speaker of
an article stands for the person that it belongs to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from store.closing import Closing
from store.db import BUSY_SECONDS, open_writer, readable_errors
from store.errors import ArchiveError, NoArchive
from store.people import links
from store.places import is_file
from store.schema import ARCHIVE


class CannotDecide(ArchiveError):
    """A decision does not fit what the archive holds. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a decision did."""

    number: int
    """Of the link that takes it back when it is undone; 0 where nothing is left to undo."""
    people: tuple[int, ...]
    """The numbers of the people that it was about, as they are now."""


class Decisions(Closing):
    """An archive opened to decide on its speakers. Not for sharing between threads."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """Raises NoArchive where there is none, and other ArchiveErrors."""
        if not is_file(path):
            raise NoArchive(f"There is no archive at {path}: give another path with --archive.")
        self._path = path
        self._db = open_writer(path, ARCHIVE, busy_seconds=busy_seconds)
        self._connection: sqlite3.Connection = self._db.conn

    def merge(self, one: int, other: int) -> Decision:
        """Join the person of speaker ``one`` to that of ``other``.

        Raises CannotDecide where they are one already.
        """
        with self._deciding() as run:
            person, kept = self._person(one), self._person(other)
            if person == kept:
                raise CannotDecide(f"Speakers {one} and {other} are one person already.")
            lifted = links.apart(run, person, kept)
            number = links.link(
                run, person, kept, by=links.USER, why=f"{self._names(one, other)}: joined by hand"
            )
            for each in lifted:
                links.cut(run, each, number)
            links.refresh(run, {person, kept})
        return Decision(number, (kept,))

    def split(self, speakers: Iterable[int]) -> Decision:
        """Take these speakers out of their person and make them one of their own.

        Raises CannotDecide where they are not of one person, or are all of it.
        """
        out = sorted(set(speakers))
        with self._deciding() as run:
            people = {self._person(speaker) for speaker in out}
            if len(people) != 1:
                raise CannotDecide(
                    "Those speakers are not one person: split some of one person at a time."
                )
            (person,) = people
            rest = sorted(set(links.members(run, person)) - set(out))
            if not rest:
                raise CannotDecide(
                    "That would leave nobody behind: name only those that are somebody else."
                )
            number = links.keep_apart(
                run, out[0], rest[0], why=f"{self._names(out[0], rest[0])}: split by hand"
            )
            for crossing in self._crossing(person, set(out)):
                links.cut(run, crossing, number)
            tops = {self._gather(out, number), self._gather(rest, number)}
            links.refresh(run, {person, *tops})
        return Decision(number, tuple(sorted(tops)))

    def undo(self, number: int) -> Decision:
        """Take back the link ``number``: a rule's join, a person's join or split.

        A person's decision is forgotten, and all is as it was before it. Two whom a rule joined are kept
        apart from now on. Raises CannotDecide where a later decision rests on it.
        """
        with self._deciding() as run:
            row = run.execute(
                "SELECT speaker, other, same, made_by, why, decision, cut FROM links WHERE id = ?",
                (number,),
            ).fetchone()
            if row is None:
                raise CannotDecide(
                    f"There is no {number}: `dateline speakers merges` lists the numbers."
                )
            speaker, other, same, made_by, why, decision, cut = row
            if cut is not None:
                raise CannotDecide(f"{number} is not in force since {cut}: undo {cut} first.")
            if decision is not None:
                raise CannotDecide(f"{number} is part of {decision}: undo {decision}.")
            before = {self._person(speaker), self._person(other)}
            new = 0
            if not same:
                self._undo_split(number)
            elif made_by == links.USER:
                self._undo_merge(number, speaker)
            else:
                new = links.keep_apart(run, speaker, other, why=f"{why}: undone by hand")
                links.cut(run, number, new)
                links.hang(run, speaker, speaker)
            after = {self._person(speaker), self._person(other)}
            links.refresh(run, before | after | self._tops(before))
        return Decision(new, tuple(sorted(after)))

    def _undo_merge(self, number: int, speaker: int) -> None:
        run = self._connection
        run.execute("UPDATE links SET cut = NULL WHERE cut = ?", (number,))
        run.execute("DELETE FROM links WHERE id = ?", (number,))
        links.hang(run, speaker, speaker)

    def _undo_split(self, number: int) -> None:
        run = self._connection
        parts = run.execute(
            "SELECT id, speaker, cut FROM links WHERE decision = ? ORDER BY id", (number,)
        ).fetchall()
        for part, _, later in parts:
            if later is not None:
                raise CannotDecide(
                    f"{later} came after {number} and cut {part}: undo {later} first."
                )
        run.execute("DELETE FROM links WHERE decision = ?1 OR id = ?1", (number,))
        for _, speaker, _ in parts:
            links.hang(run, speaker, speaker)
        restored = run.execute(
            "SELECT id, speaker, other FROM links WHERE cut = ? ORDER BY id", (number,)
        ).fetchall()
        for link, speaker, other in restored:
            above = links.above(run, speaker)
            if above is not None or self._person(speaker) == self._person(other):
                later = above[0] if above else "a later join"
                raise CannotDecide(f"{later} came after {number}: undo that first.")
            run.execute("UPDATE links SET cut = NULL WHERE id = ?", (link,))
            links.hang(run, speaker, self._person(other))

    def _crossing(self, person: int, out: set[int]) -> list[int]:
        """The links in force of a person between the speakers ``out`` and the others."""
        rows = self._connection.execute(
            "SELECT links.id, links.speaker, links.other FROM links"
            " JOIN speakers ON speakers.id = links.speaker"
            " WHERE links.same AND links.cut IS NULL AND speakers.person = ? ORDER BY links.id",
            (person,),
        )
        return [link for link, speaker, other in rows if (speaker in out) != (other in out)]

    def _gather(self, speakers: list[int], decision: int) -> int:
        """Hold together what a split left in pieces; the number of the person."""
        run = self._connection
        tops = [speaker for speaker in speakers if links.above(run, speaker) is None]
        for top in tops:
            links.hang(run, top, top)
        for top in tops[1:]:
            links.link(run, top, tops[0], by=links.SPLIT, why="stay together", decision=decision)
        return tops[0]

    def _tops(self, people: Iterable[int]) -> set[int]:
        """The people that the speakers at the top of ``people`` belong to now."""
        return {self._person(person) for person in people}

    def _names(self, one: int, other: int) -> str:
        rows = self._connection.execute(
            "SELECT name FROM speakers WHERE id IN (?1, ?2) ORDER BY id = ?2", (one, other)
        )
        return " and ".join(f'"{row[0]}"' for row in rows)

    def _person(self, speaker: int) -> int:
        row = self._connection.execute(
            "SELECT person FROM speakers WHERE id = ?", (speaker,)
        ).fetchone()
        if row is None:
            raise CannotDecide(
                f"There is no speaker {speaker}: `dateline speakers list NAME` shows the numbers."
            )
        return int(row[0])

    @contextmanager
    def _deciding(self) -> Iterator[sqlite3.Connection]:
        """One transaction, after which running readers look again."""
        with readable_errors(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                links.bump(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()  # nothing, where a full disk has done so
                raise

    def close(self) -> None:
        self._db.close()
