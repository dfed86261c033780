"""Connections to a SQLite file: one that writes, and read-only ones, a connection a thread.

WAL lets readers go on while the writer commits. A file is recognised by its application id, and one
that a later version wrote is refused (https://www.sqlite.org/pragma.html#pragma_application_id).
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

from store.closing import Closing
from store.deadline import check_time, until
from store.errors import (
    ArchiveBusy,
    ArchiveError,
    DiskFailure,
    NewerArchive,
    NoArchive,
    NotAnArchive,
    QueryTimeout,
)
from store.places import check_folder, is_file
from store.unfinished import refuse

BUSY_SECONDS = 10.0
"""How long a connection waits for another process before it says so."""
QUERY_SECONDS = 5.0
"""The longest that one read may take."""
_STEPS_BETWEEN_CLOCK_READS = 20_000
PAGE_BYTES = 8_192
"""Of a new file: two articles to a page of SQLite's usual 4 KB leave a fifth of it empty."""
CACHE_KIB = 4_096
"""What the writer keeps of the file in memory. The system's cache has the rest, and is as fast at 150,000
articles; memory stays the same however large an archive grows."""


@dataclass(frozen=True, slots=True)
class Format:
    """What a database file is: checked whenever one is opened."""

    name: str
    """What people call it: "an archive"."""
    application_id: int
    version: int
    migrations: Migrations


def open_writer(path: Path, kind: Format, *, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Open (or create) the database at ``path`` for writing and bring its schema up to date.

    Raises NotAnArchive, NewerArchive, DiskFailure or ArchiveBusy, and leaves the file as it was.
    """
    refuse(path)
    check_folder(path)
    with readable_errors(path):
        connection = sqlite3.connect(path, timeout=busy_seconds, check_same_thread=False)
    try:
        with readable_errors(path):
            _recognise(connection, path, kind, may_be_new=True)
            connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                # One write makes the file and says what it is: none is ever found that does not.
                connection.execute("PRAGMA journal_mode = MEMORY")
                connection.execute(f"PRAGMA application_id = {kind.application_id}")
            connection.execute("PRAGMA journal_mode = WAL")
            # What was committed has to outlive a power cut: the index, posts and readings build on it.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            database = Database(connection, strict=True)
            _migrate(database, kind)
            return database
    except BaseException:
        connection.close()
        raise


def _migrate(database: Database, kind: Format) -> None:
    """All that is new of the schema, or nothing; of two processes at once, the second finds it done."""
    if _version(database.conn) == kind.version:
        return
    database.conn.execute("BEGIN IMMEDIATE")
    with database.conn:
        kind.migrations.apply(database)
        database.conn.execute(f"PRAGMA user_version = {kind.version}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def bring_up_to_date(path: Path, kind: Format) -> None:
    """Migrate the database at ``path`` if an earlier version wrote it; any other is left alone.

    Raises DiskFailure where it can't be written, NotAnArchive or ArchiveBusy.
    """
    refuse(path)
    if not _is_there(path):
        return
    with readable_errors(path), closing(sqlite3.connect(_to_read(path), uri=True)) as found:
        application_id = found.execute("PRAGMA application_id").fetchone()[0]
        version = _version(found)
    if application_id == kind.application_id and version < kind.version:
        open_writer(path, kind).close()


def _is_there(path: Path) -> bool:
    """Whether there is a file with anything in it. Raises DiskFailure where that can't be told."""
    return is_file(path) and path.stat().st_size > 0


def _to_read(path: Path) -> str:
    """The address of a database for reading.

    SQLite writes an index of the log beside it, and needs none on a disk that nobody can write.
    """
    address = f"{path.resolve().as_uri()}?mode=ro"
    log = Path(f"{path}-wal")
    if not hasattr(os, "statvfs") or (log.exists() and log.stat().st_size):
        return address
    return f"{address}&immutable=1" if os.statvfs(path).f_flag & os.ST_RDONLY else address


def open_read_only(path: Path, kind: Format) -> sqlite3.Connection:
    """A connection that reads, to be closed from any thread. Raises NotAnArchive, NewerArchive or DiskFailure."""
    refuse(path)
    with readable_errors(path):
        connection = sqlite3.connect(
            _to_read(path),
            uri=True,
            timeout=BUSY_SECONDS,
            check_same_thread=False,  # closed from the thread that closes the archive
        )
    try:
        with readable_errors(path):
            connection.execute("PRAGMA query_only = ON")
            _recognise(connection, path, kind, may_be_new=False)
    except BaseException:
        connection.close()
        raise
    return connection


class Readers(Closing):
    """Read-only connections to one file, one for each thread that asks."""

    def __init__(
        self,
        path: Path,
        kind: Format,
        *,
        query_seconds: float = QUERY_SECONDS,
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        """``tick`` is called now and again amid long queries. Raises NoArchive, NotAnArchive or NewerArchive."""
        self.path = path
        self._kind = kind
        self._query_seconds = query_seconds
        self._tick = tick
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        refuse(path)
        if not _is_there(path):
            raise NoArchive(
                f"There is no archive at {path}: make one with `dateline --archive {path} ingest PATH`."
            )
        self._connection()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = open_read_only(self.path, self._kind)
            connection.row_factory = sqlite3.Row
            self._local.connection = connection
            with self._lock:
                self._opened.append(connection)
        return connection

    def rows(
        self, sql: str, parameters: tuple[Any, ...] | dict[str, Any] = ()
    ) -> list[sqlite3.Row]:
        """All rows of a query. Raises QueryTimeout past the time limit, or where an answer would be too late."""
        check_time()
        connection = self._connection()
        moment = min(time.perf_counter() + self._query_seconds, until())
        stop_at(connection, moment, self._tick)
        with readable_errors(self.path):
            return connection.execute(sql, parameters).fetchall()

    def row(
        self, sql: str, parameters: tuple[Any, ...] | dict[str, Any] = ()
    ) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        rows = self.rows(sql, parameters)
        return rows[0] if rows else None

    @contextmanager
    def moment(self) -> Iterator[None]:
        """All that this thread reads inside is of one moment, whatever is written meanwhile: keep it short."""
        connection = self._connection()
        with readable_errors(self.path):
            connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.rollback()

    def close(self) -> None:
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
        self._local = threading.local()


def stop_at(
    connection: sqlite3.Connection, moment: float, tick: Callable[[], None] = lambda: None
) -> None:
    """From now on, what runs on the connection is interrupted at ``moment`` (of ``time.perf_counter``).

    ``tick`` is called each time before the clock is looked at.
    """

    def is_over() -> int:
        tick()
        return int(time.perf_counter() > moment)

    connection.set_progress_handler(is_over, _STEPS_BETWEEN_CLOCK_READS)


@contextmanager
def readable_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences that name the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _readable(error, path) from error


def _readable(error: sqlite3.DatabaseError, path: Path) -> ArchiveError:
    # The low byte says what it is, the rest where it happened (https://www.sqlite.org/rescode.html).
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF:
        case sqlite3.SQLITE_INTERRUPT:
            return QueryTimeout(
                "The question took too long: try fewer or rarer words, or a shorter span of dates."
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return ArchiveBusy(
                f"{path} is in use by another program that is writing to it: try again when it is done."
            )
        case sqlite3.SQLITE_FULL:
            return DiskFailure(
                f"{path} can't be written, because its disk is full: make room, then try again. "
                "What was stored before is kept."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return DiskFailure(
                f"{path} can't be opened or written ({error}): let this user write to it and to its folder."
            )
        case sqlite3.SQLITE_IOERR:
            return DiskFailure(
                f"{path} can't be read or written ({error}): see whether its disk is full or fails."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_FORMAT:
            return NotAnArchive(
                f"{path} is not a database, or it is damaged ({error}): run `dateline doctor --repair`, restore a backup, "
                "or give another path."
            )
    return NotAnArchive(f"{path} can't be used ({error}).")


def _recognise(
    connection: sqlite3.Connection, path: Path, kind: Format, *, may_be_new: bool
) -> None:
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    version = _version(connection)
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if may_be_new and not tables:
        return
    if application_id != kind.application_id:
        raise NotAnArchive(
            f"{path} is a database, but not {kind.name} of Dateline's: give another path."
        )
    if version > kind.version:
        raise NewerArchive(
            f"{path} was written by a newer Dateline (schema {version}, this one knows {kind.version}): "
            "update with `pip install --upgrade dateline-bot`."
        )
