"""An operation as it goes when nothing happens: what every disturbed one has to come to."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import replaced
import tantivy
import variations
from contents import difference, digest, rows, unsound
from forks import Ended, Fault, ForkServer
from operations import ARTICLES, OPERATIONS

from store import Archive, integrity
from store.backup import Folder, restore
from store.db import Readers, bring_up_to_date
from store.guilds import Guilds
from store.schema import ARCHIVE

PAGE = 4096
Contents = dict[str, list[tuple[Any, ...]]]


class Undisturbed:
    """One operation's beginning, course and end."""

    def __init__(self, name: str, server: ForkServer, folder: Path) -> None:
        """Does it twice in ``folder``: once to count what it changes, once to see how long it takes."""
        self.name = name
        self.operation = OPERATIONS[name]
        self.folder = folder
        self._copies = 0
        self._template = folder / "before"
        self._template.mkdir()
        self.operation.prepare(self._template)
        counted = self.copied()
        course = server.run(name, counted, fault=Fault.COUNT if server.counts else None)
        assert not course.error, course.error
        self.said = course.said
        self.calls = course.calls
        """Its changes of files."""
        timed = self.copied()
        began = time.monotonic()
        server.run(name, timed)
        self.seconds = time.monotonic() - began
        size = sum(file.stat().st_size for file in timed.rglob("*"))
        self.pages = size // PAGE
        """What it takes of a disk at its end, at the most."""
        self.contents = self.of(timed)
        assert self.of(counted) == self.contents, difference(self.of(counted), self.contents)

    def copied(self, folder: Path | None = None) -> Path:
        """The files that it begins with, in ``folder`` or one of their own; its sources lie beside that."""
        self._copies += 1
        folder = folder or self.folder / f"{self._copies}"
        shutil.copytree(self._template, folder, dirs_exist_ok=True)
        return folder

    def of(self, folder: Path) -> Contents:
        """All that matters of what it has made."""
        if self.operation.replaces:
            return replaced.contents(folder)
        found = rows(folder / self.operation.database)
        if (folder / "archive.index").exists():
            found["index"] = searched(folder / "archive.db")
        return found

    def check(self, folder: Path, ended: Ended, start: int = 0) -> int:
        """Everything that was committed is there, and nothing is half there. Where to go on from.

        ``ended``: how the operation came to an end that had begun at step ``start``.
        """
        path = folder / self.operation.database
        if self.operation.replaces:
            replaced.check(self._template, folder, self.contents)
            return 0
        if self.operation.stepwise:
            return self._step(path, start + max(0, len(ended.said) - 1))
        if path.is_file() and path.stat().st_size and _tables(path):
            bring_up_to_date(path, ARCHIVE)
            problems = unsound(path)
            with Readers(path, ARCHIVE) as readers:
                problems += integrity.check(readers)[1]
            assert not problems, problems
        else:
            assert not ended.said, f"{ended.said} and no archive"
        self._promised(path, ended.said)
        return 0

    def _step(self, path: Path, last: int) -> int:
        """The step that is next: what was said last is there, and at most one step more."""
        Guilds.open(path).close()  # makes what a kill amid its making left out
        assert not unsound(path)
        state = digest(rows(path))
        steps = [step for step in (last + 1, last) if state in self.said[step : step + 1]]
        assert steps, f"after step {last} of {self.name}: the database is of no step after it"
        return steps[0]

    def _promised(self, path: Path, said: list[str]) -> None:
        """What an ingest says of each record, and an extraction of how many articles it has done."""
        if self.name == "backup":
            good = [restore.find(one.path) for one in Folder(path.parent / "backups").backups()]
            assert not said or said[-1] in [one.path.name for one in good]
            return
        if not said or self.name.startswith("index"):
            return
        with closing(sqlite3.connect(path)) as db:
            if self.name.startswith("extract"):
                fresh = db.execute("SELECT count(*) FROM extractions WHERE method = 'fast'")
                assert fresh.fetchone()[0] >= int(said[-1])
                return
            for number, record in (text.split(" ", 1) for text in said):
                kept = db.execute(
                    "SELECT 1 FROM articles WHERE id = ?1 UNION"
                    " SELECT 1 FROM revisions WHERE article = ?1 AND record = ?2",
                    (number, record),
                )
                assert kept.fetchone(), f"{record} was stored and is lost"

    def finished(self, folder: Path) -> None:
        """It has come to what it comes to when nothing happens."""
        if self.operation.stepwise:
            assert not unsound(folder / self.operation.database)
        else:
            self.check(folder, Ended())
        if self.operation.replaces:
            assert not replaced.lying_about(folder)
        found = self.of(folder)
        assert found == self.contents, difference(found, self.contents)


Known = Callable[[str], Undisturbed]
"""Gives an operation by its name."""


def searched(archive: Path) -> list[tuple[Any, ...]]:
    """What the index finds of each article, and how many passages, quotes and titles it has.

    How many articles share a document of their words is how it came to be.
    """
    with Archive.open(archive) as opened:
        assert not opened.behind()
        found: list[tuple[Any, ...]] = []
        for one in variations.articles(ARTICLES):
            hits = opened.hits(one["title"], limit=1)
            found.append((one["id"], hits[0].article_id if hits else None))
    index = tantivy.Index.open(str(archive.with_suffix(".index")))
    every = [(tantivy.Occur.Must, tantivy.Query.all_query())]
    others = [
        (tantivy.Occur.MustNot, tantivy.Query.term_query(index.schema, "kind", kind))
        for kind in ("words", "marker")
    ]
    counted = index.searcher().search(tantivy.Query.boolean_query(every + others), limit=1)
    return [*found, ("documents", counted.count)]


def _tables(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'articles'")
        return int(found.fetchone()[0])
