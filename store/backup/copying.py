"""A database copied while others write to it, by SQLite's own backup (https://www.sqlite.org/backup.html)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from store.db import BUSY_SECONDS, Format, open_read_only, readable_errors
from store.errors import ArchiveBusy, BackupError
from store.unfinished import on_disk

_PAGES_A_STEP = 1_024
_BYTES_A_STEP = 1 << 20
_BYTES_A_SYNC = 1 << 26
"""So many bytes wait for the disk at the most: others' commits would have to wait for all of them."""


def copy(source: Path, target: Path, kind: Format, told: Callable[[int, int], None]) -> None:
    """Write what ``source`` holds at this moment to ``target``, which must not exist.

    Those who write to ``source`` go on meanwhile. The copy is one file, without a WAL beside it.
    ``told`` is called with (bytes copied, bytes in all). Raises NotAnArchive, NewerArchive or ArchiveBusy
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
        writer.execute("PRAGMA synchronous = OFF")  # it is synced here, and at the end
        synced = 0

        def progress(_status: int, left: int, total: int) -> None:
            nonlocal synced
            done = (total - left) * size
            if done - synced >= _BYTES_A_SYNC:
                synced = done
                on_disk(target)
            told(done, total * size)

        reader.backup(writer, pages=_PAGES_A_STEP, progress=progress)
        reader.rollback()
        (mode,) = writer.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise BackupError(f"{target} can't be made one file (its journal is {mode}).")


def copied(source: Path, target: Path) -> Iterator[int]:
    """Write a file that nobody changes to ``target``, and wait for the disk; yields the bytes of each part."""
    waiting = 0
    with source.open("rb") as reader, target.open("wb") as writer:
        while part := reader.read(_BYTES_A_STEP):
            writer.write(part)
            waiting += len(part)
            if waiting >= _BYTES_A_SYNC:
                waiting = 0
                writer.flush()
                os.fsync(writer.fileno())
            yield len(part)
    on_disk(target)
