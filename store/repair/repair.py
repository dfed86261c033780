"""A damaged database read as far as it can be, and a whole one put in its place."""

from __future__ import annotations

import math
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from store import integrity
from store.backup.verify import verify
from store.db import PAGE_BYTES, Format, Readers
from store.errors import ArchiveError, NewerArchive, NoArchive, RepairError
from store.places import is_file
from store.repair.cells import Value
from store.repair.mending import Mended, mend
from store.repair.pages import Pages
from store.repair.report import Found, Repaired, TableReport, gone_article
from store.repair.salvage import DERIVED, Salvage, Traces
from store.repair.tables import Table, indexes_of, tables_of
from store.replacing import nobody_uses, remove, replace, staged
from store.schema import ARCHIVE
from store.unfinished import on_disk, refuse

Progress = Callable[[int, int, int], None]
"""Called with (pages read, work done, work in all)."""
Part = Callable[[int, int], None]
"""Called with (done, in all) of a part of the work."""
_NEW = frozenset({"_sqlite_migrations", "fingerprints"})
"""Tables that are not read: the new database has the one, and the next ingest makes the other anew."""
_READ, _MENDED, _CHECKED = range(5), range(5, 8), range(8, 10)
"""Tenths of the time that are spent on reading, mending and checking, about."""
_CACHE_KIB = 65_536
"""Rows come by their numbers and go into each index at another place: with less of them in memory, most wait."""
_USER_VERSION = 60
"""Where the file's header has the version of the schema."""
_OF_ARTICLES = ("quotes", "facts", "referents", "speakers")
"""Tables with what was found in articles: where a row of one is gone, its article is to be read again."""


def problems_of(
    path: Path, kind: Format, progress: Part = lambda done, total: None
) -> tuple[str, ...]:
    """What is wrong with a database, all of it checked; nothing where it is whole.

    ``progress`` is called with (bytes checked, bytes in all), twice the file, as they are estimated. Raises NewerArchive, NoArchive where there is none, or HalfReplaced.
    """
    refuse(path)
    if not is_file(path):
        raise NoArchive(f"There is no {path}.")
    try:
        size = path.stat().st_size
        verify(path, kind, lambda done, _total: progress(done, 2 * size))
        if kind is not ARCHIVE:
            return ()
        with Readers(path, kind, query_seconds=math.inf) as readers:
            return integrity.check(
                readers,
                lambda done, total: progress(size + size * done // total, 2 * size),
                pages=False,
            )[1]
    except NewerArchive:
        raise
    except ArchiveError as error:
        return (str(error),)


def repair(
    path: Path,
    kind: Format,
    *,
    now: datetime,
    progress: Progress = lambda pages, done, total: None,
) -> Repaired:
    """Build a new database of all that can be read of the one at ``path``, and put it in its place.

    The damaged one is kept beside it. Nothing is kept that does not pass `dateline doctor`. ``now`` is aware.
    Raises ArchiveBusy where anything has it open, RepairError where nothing can be read or written; then all
    is as it was.
    """
    new = staged(path)
    with nobody_uses([path]), _sentences(path):
        if shutil.disk_usage(path.absolute().parent).free < path.stat().st_size:
            raise RepairError(f"There is no room for a second {path.name} beside it: make some.")
        try:
            with Pages(path) as pages:
                part = _Parts(pages.count, progress).part
                found = _rebuild(pages, new, kind, part)
            wrong = problems_of(new, kind, part(_CHECKED))
            if wrong:
                raise RepairError(f"What can be read of {path} does not hold together: {wrong[0]}.")
            on_disk(new)
            aside = replace({path: new}, "repair", now)[path]
        finally:
            remove(new)
    return Repaired(path, aside, found)


class _Parts:
    """The parts of the work, which take about so much time each."""

    def __init__(self, pages: int, progress: Progress) -> None:
        self._pages = pages
        self._progress = progress

    def part(self, share: range) -> Part:
        def progress(done: int, total: int) -> None:
            pages = self._pages
            read = min(done, total) if share is _READ else pages
            work = share.start * pages + len(share) * pages * min(done, total) // total
            self._progress(read, work, _CHECKED.stop * pages)

        return progress


def _rebuild(pages: Pages, new: Path, kind: Format, part: Callable[[range], Part]) -> Found:
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        connection.execute(f"PRAGMA application_id = {kind.application_id}")
        connection.execute("PRAGMA synchronous = OFF")  # all of it is synced at the end
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        database = Database(connection, strict=True)
        _make_schema(database, kind, pages.number_at(_USER_VERSION))
        tables = {name: each for name, each in tables_of(connection).items() if name not in _NEW}
        indexes = [index for table in tables.values() for index in indexes_of(connection, table)]
        salvage = Salvage(pages, tables.values(), indexes)
        if salvage.is_of_others:
            raise RepairError(f"The file is a database, but not {kind.name} of Dateline's.")
        with database.atomic():
            _insert(connection, salvage, tables, part(_READ))
        kind.migrations.apply(database)
        connection.execute(f"PRAGMA user_version = {kind.version}")
        with database.atomic():
            return _mended(database, salvage.traces, kind, part(_MENDED))


def _make_schema(database: Database, kind: Format, version: int) -> None:
    """The tables as the file's version has them; where that is damaged, as this one does."""
    pending = kind.migrations.pending(database)
    later = pending[version].name if 0 < version < len(pending) else None
    kind.migrations.apply(database, stop_before=later)


def _insert(
    connection: sqlite3.Connection,
    salvage: Salvage,
    tables: dict[str, Table],
    progress: Part,
) -> None:
    """All rows that can be read. Raises RepairError where there is none."""
    if "meta" in tables:
        connection.execute("DELETE FROM meta")
    inserted = 0
    for table, values in salvage.rows(progress):
        try:
            added = connection.execute(table.insertion(len(values)), values).rowcount
        except sqlite3.IntegrityError:
            salvage.traces.broken[table.name] += 1
            continue
        inserted += added
        if added and table.alias is not None and isinstance(rowid := values[table.alias], int):
            salvage.saved[table.name].add(rowid)
    if not inserted:
        raise RepairError("Nothing of it can be read: restore a backup.")


def _mended(database: Database, traces: Traces, kind: Format, progress: Part) -> Found:
    connection = database.conn
    tables = sorted(tables_of(connection).keys() - DERIVED - _NEW)
    lost = {
        table: max(0, traces.indexed[table] - _count(connection, table), traces.broken[table])
        for table in tables
    }
    mended = Mended()
    if kind is ARCHIVE:
        mended.articles = set(_unsaved(connection, traces, "articles"))
        mended.incomplete = {
            article
            for table in _OF_ARTICLES
            for known in _unsaved(connection, traces, table).values()
            if isinstance(article := known.get("article"), int)
        }
        mend(database, mended, progress)
    else:
        mended.dropped["follow_matches"] = connection.execute(
            "DELETE FROM follow_matches WHERE follow NOT IN (SELECT id FROM follows)"
        ).rowcount
    told = traces.named.get("articles", {}) | mended.altered
    return Found(
        tables=tuple(
            TableReport(
                table,
                saved=_count(connection, table),
                gone=lost[table] + mended.dropped[table],
                bad_pages=traces.bad_pages[table],
            )
            for table in tables
        ),
        articles=tuple(
            gone_article(number, told.get(number, {})) for number in sorted(mended.articles)
        ),
        incomplete=len(mended.incomplete - mended.articles),
        unknown=traces.unknown,
    )


def _unsaved(
    connection: sqlite3.Connection, traces: Traces, table: str
) -> dict[int, dict[str, Value]]:
    """What is known of a table's rows that were not found in the end."""
    query = f"SELECT 1 FROM {table} WHERE id = ?"
    named = traces.named.get(table, {})
    return {
        number: known
        for number, known in named.items()
        if not connection.execute(query, (number,)).fetchone()
    }


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """Turn what goes wrong with reading and writing into one sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise RepairError(f"The repaired {path.name} can't be written ({error}).") from error
    except (OSError, ValueError) as error:
        raise RepairError(f"{path} can't be repaired ({error}): restore a backup.") from error
