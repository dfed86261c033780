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
from store.db import open_writer, readable_errors, stop_at
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
        # What is written down here has to outlive a power cut: posts are sent on the strength of it.
        database.execute("PRAGMA synchronous = FULL")
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
            with self._db.atomic():
                yield self._db


def instant(moment: datetime) -> str:
    """How an aware moment is stored: ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
