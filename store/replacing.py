"""A database's file replaced by another one: only while nobody uses it, and the old one is kept beside it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from store.errors import ArchiveBusy
from store.lock import alone

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite calls its files beside a database, after its name."""
_LOCKED_FROM, _LOCKED_BYTES = 0x40000002, 510
"""Where SQLite locks a file that is in use (https://www.sqlite.org/src/file/src/os.h, SHARED_FIRST)."""


@contextmanager
def nobody_uses(path: Path) -> Iterator[None]:
    """Keep ingests away from the database at ``path``. Raises ArchiveBusy where anything has it open."""
    with alone(path, stop=lambda: True):
        check_unused(path)
        yield


def check_unused(path: Path) -> None:
    """Raises ArchiveBusy where another process has the database open, damaged or not. Changes nothing.

    Every connection to a database in WAL holds a shared lock on it for as long as it is open.
    """
    try:
        import fcntl
    except ImportError:  # Windows renames nothing that is open
        return
    if not path.is_file():
        return
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKED_BYTES, _LOCKED_FROM)
        except OSError as error:
            raise _in_use(path) from error


def _in_use(path: Path) -> ArchiveBusy:
    return ArchiveBusy(
        f"{path} is in use: stop the bot and whatever else has it open, then repeat."
    )


def replace(path: Path, new: Path, why: str, now: datetime) -> Path | None:
    """Put ``new`` (in the same folder, and on the disk) in the place of ``path``.

    What was there is kept as ``archive.db.before-WHY-20300102T030405Z``, with what SQLite had beside it:
    that path, None where there was nothing. A kill in between leaves one of the two in its place or
    nothing, and both whole. Raises ArchiveBusy where the system does not let go of it.
    """
    there = [end for end in ("", *BESIDE) if path.with_name(path.name + end).exists()]
    name = f"{path.name}.before-{why}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    aside = _free(path.with_name(name)) if there else None
    if path.exists():
        _same_owner(path, new)
    if aside:
        for end in there:
            try:
                path.with_name(path.name + end).rename(path.with_name(aside.name + end))
            except PermissionError as error:
                raise _in_use(path) from error
    new.rename(path)
    on_disk(path.absolute().parent)
    return aside


def on_disk(path: Path) -> None:
    """Wait until a file, or a folder's list of names, would outlive a power cut."""
    try:
        number = os.open(path, os.O_RDONLY)
    except PermissionError:  # Windows opens no folders
        return
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _same_owner(old: Path, new: Path) -> None:
    shutil.copymode(old, new)
    with suppress(PermissionError, AttributeError):  # not root, or Windows
        os.chown(new, old.stat().st_uid, old.stat().st_gid)


def _free(path: Path) -> Path:
    """The path, or one like it that is not taken."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free
