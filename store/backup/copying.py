"""A database copied while others write to it, by SQLite's own backup (https://www.sqlite.org/backup.html)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from store.db import BUSY_SECONDS, Format, open_read_only, readable_errors
from store.errors import ArchiveBusy, BackupError

_PAGES_A_STEP = 1_024


def copy(source: Path, target: Path, kind: Format, copied: Callable[[int, int], None]) -> None:
    """Write what ``source`` holds at this moment to ``target``, which must not exist.

    Those who write to ``source`` go on meanwhile. The copy is one file, without a WAL beside it.
    ``copied`` is called with (bytes copied, bytes in all). Raises NotAnArchive, NewerArchive or ArchiveBusy
    about ``source``, OSError or ``sqlite3.Error`` about ``target``.
    """
    with (
        closing(open_read_only(source, kind)) as reader,
        closing(sqlite3.connect(target, isolation_level=None, timeout=BUSY_SECONDS)) as writer,
    ):
        with readable_errors(source):
            # One moment: without it, each write of another process would begin the copy anew.
            reader.execute("BEGIN")
            if not reader.execute("PRAGMA user_version").fetchone()[0]:
                raise ArchiveBusy(f"{source} is just being made: try again in a moment.")
            size: int = reader.execute("PRAGMA page_size").fetchone()[0]
            reader.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
        writer.execute("PRAGMA locking_mode = EXCLUSIVE")  # no file of shared memory beside it
        writer.execute("PRAGMA journal_mode = OFF")
        writer.execute("PRAGMA synchronous = OFF")  # all of it is synced at the end
        reader.backup(
            writer,
            pages=_PAGES_A_STEP,
            progress=lambda _status, left, total: copied((total - left) * size, total * size),
        )
        reader.rollback()
        (mode,) = writer.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise BackupError(f"{target} can't be made one file (its journal is {mode}).")
