"""The one connection to ``bot.db`` that every part of it works through."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from store.closing import Closing
from store.db import BUSY_SECONDS, open_writer, readable_errors, stop_at
from store.deadline import check_time, until
from store.guilds.schema import GUILDS


class Tables(Closing):
    """An open ``bot.db``. Safe to call from any thread."""

    def __init__(self, database: Database, path: Path) -> None:
        self._db = database
        self._path = path
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open or create it. Raises ArchiveError's kinds, with a sentence for people."""
        database = open_writer(path, GUILDS)
        # What is deleted is overwritten: it is about people, and freed pages are read by whoever has the file.
        database.execute("PRAGMA secure_delete = ON")
        return cls(database, path)

    def close(self) -> None:
        with self._lock:
            self._db.close()

    @contextmanager
    def _work(self) -> Iterator[Database]:
        """One transaction: all of what is done inside is stored, or nothing.

        Raises QueryTimeout where whoever asks waits no more: then nothing is.
        """
        with self._lock, readable_errors(self._path):
            check_time()
            stop_at(self._db.conn, until())
            with self._transaction():
                yield self._db

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """A place in the queue of writers, which waits for its turn.

        One that began by reading would have to give up at once where another process wrote meanwhile.
        """
        if self._db.conn.in_transaction:
            with self._db.atomic():
                yield
            return
        self._db.conn.execute("BEGIN IMMEDIATE")
        with self._db.conn:
            yield

    def _empty_log(self) -> None:
        """Let the file alone say what is stored: pages from before a deletion still stand in the log.

        Where another process reads or writes at this moment, it is not waited for: SQLite does it later.
        """
        with self._lock, readable_errors(self._path):
            self._db.execute("PRAGMA busy_timeout = 0")
            try:
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                self._db.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def instant(moment: datetime) -> str:
    """How an aware moment is stored: ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
