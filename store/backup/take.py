"""A backup taken: both databases copied, checked, described, and only then called one."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from store.backup import manifest
from store.backup.copying import copy
from store.backup.folder import Backup, Folder, no_room, writing_into
from store.backup.manifest import Manifest, Saved
from store.backup.verify import verify
from store.db import Format
from store.errors import BackupError, NoArchive, NotAnArchive
from store.guilds.schema import GUILDS
from store.places import is_file
from store.schema import ARCHIVE
from store.unfinished import refuse

KINDS = {"bot.db": GUILDS, "archive.db": ARCHIVE}
"""What the databases of a backup are called in it, in the order in which they are copied: ``bot.db`` says up
to which change of the archive a server has been told, so that the archive must be the later one."""

Progress = Callable[[int, int], None]
"""Called with (bytes done, bytes in all); each byte is copied, checked and then read back."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a backup came to."""

    backup: Backup
    missing: tuple[Path, ...]
    """Databases that are not there and so are not in it."""
    removed: tuple[Path, ...]
    """Earlier backups that were one too many."""
    cleared: int
    """Backups that were killed before, and are gone now."""


def take(
    folder: Path,
    databases: dict[str, Path],
    *,
    now: datetime,
    keep: int | None = None,
    progress: Progress = lambda done, total: None,
) -> Taken:
    """Copy ``databases`` (by their names in ``KINDS``) into a new folder in ``folder``, while they are in use.

    ``keep``: how many backups are left afterwards; None leaves all. ``now`` is aware. Raises BackupError, or
    ArchiveError about a database that can't be read; then no backup is there that was not before, and none
    is gone.
    """
    for path in databases.values():
        refuse(path)
    there = {name: databases[name] for name in KINDS if is_file(databases[name])}
    missing = tuple(path for name, path in databases.items() if name not in there)
    if not there:
        raise NoArchive(f"There is nothing to back up: no {' and no '.join(map(str, missing))}.")
    store = Folder(folder)
    with store.held(), writing_into(folder):
        cleared = store.clear()
        sizes = {name: _size(path) for name, path in there.items()}
        if shutil.disk_usage(folder).free < sum(sizes.values()):
            raise no_room(folder)
        with store.next(now) as (number, part):
            tell = _Tell(progress, 3 * sum(sizes.values()))
            files = tuple(
                _save(path, part / name, KINDS[name], tell) for name, path in there.items()
            )
            made = Manifest(number, now, version("dateline-bot"), files)
            (part / manifest.NAME).write_text(made.to_json(), "utf-8")
        (newest, *_) = store.backups()
        removed = store.rotate(keep) if keep is not None else []
    return Taken(newest, missing, tuple(removed), cleared)


def _save(source: Path, target: Path, kind: Format, tell: _Tell) -> Saved:
    before = tell.done
    with _target_errors(target.parent.parent):
        copy(source, target, kind, lambda copied, _total: tell.at(before + copied))
    copied = tell.done
    try:
        whole = verify(target, kind, lambda checked, _total: tell.at(copied + checked))
    except (BackupError, NotAnArchive) as error:
        raise BackupError(
            f"{source} is damaged, so that nothing was saved: {error.__cause__ or error}. "
            "`dateline doctor --repair` saves what can be read, `dateline restore` puts a backup back."
        ) from error
    return Saved(
        name=target.name,
        bytes=target.stat().st_size,
        sha256=manifest.digest(target, tell.more),
        version=whole.version,
        rows=whole.rows,
        spans=whole.spans,
    )


class _Tell:
    """How far it is, over all files."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.done = 0
        self._progress = progress
        self._total = total

    def at(self, done: int) -> None:
        self.done = done
        self._progress(min(done, self._total), self._total)

    def more(self, count: int) -> None:
        self.at(self.done + count)


def _size(path: Path) -> int:
    """Bytes that its copy may have."""
    wal = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (wal.stat().st_size if wal.is_file() else 0)


@contextmanager
def _target_errors(folder: Path) -> Iterator[None]:
    """SQLite's errors of writing the copy; those about the source have their sentences already."""
    try:
        yield
    except sqlite3.Error as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise no_room(folder) from error
        raise BackupError(f"A copy in {folder} can't be written ({error}).") from error
