"""A backup put back: found, checked, and only then in the place of what is there, which is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from store.backup import manifest
from store.backup.copying import copied
from store.backup.folder import Backup, Folder, opened, writing_into
from store.backup.take import KINDS, Progress
from store.backup.verify import verify
from store.errors import ArchiveError, BackupError
from store.places import is_file
from store.replacing import nobody_uses, replace, staged
from store.search import index


@dataclass(frozen=True, slots=True)
class Good:
    """What may be put back: databases that were just checked."""

    path: Path
    """Of the backup, or of the one file."""
    files: dict[str, Path]
    """By their names in ``KINDS``."""
    taken: datetime | None
    """None for a file, which does not say."""
    passed_over: tuple[str, ...] = ()
    """Of newer backups that are not good, why."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A database that was put back."""

    path: Path
    aside: Path | None
    """Where that is kept which was in its place."""


def find(
    source: Path,
    names: Collection[str] = tuple(KINDS),
    progress: Progress = lambda done, total: None,
) -> Good:
    """The newest good backup of a folder, the backup at ``source``, or the database file there.

    ``names``: which of ``KINDS`` are wanted. Raises BackupError where there is nothing good, with the
    reasons.
    """
    if is_file(source):
        return _one_file(source, names, progress)
    if not source.is_dir():
        raise BackupError(f"There is nothing at {source}: give a folder of backups, or a backup.")
    if is_file(source / manifest.NAME):
        try:
            return _checked(opened(source), names, progress)
        except ArchiveError as error:
            raise BackupError(f"{source} is not good: {error}.") from error
    folder = Folder(source)
    reasons = [f"{path}: its {manifest.NAME} can't be read" for path in folder.unreadable()]
    return _newest(source, folder.backups(), reasons, names, progress)


def put_back(
    good: Good,
    databases: dict[str, Path],
    *,
    now: datetime,
    progress: Progress = lambda done, total: None,
) -> tuple[Restored, ...]:
    """Put ``good`` in the place of ``databases`` (by the same names). ``now`` is aware.

    All of them or none: what a kill leaves in between is not opened, and undone by the next. The index is built
    anew. Raises ArchiveBusy where one of them is in use, or BackupError where nothing can be written; then all
    is as it was.
    """
    total, done = sum(path.stat().st_size for path in good.files.values()), 0
    targets = {name: databases[name] for name in good.files}
    archive = targets.get("archive.db")

    def forget_index() -> None:
        # By its own marks it would pass for that of an archive which went another way since.
        if archive:
            index.forget(archive.with_suffix(".index"))

    new = {path: staged(path) for path in targets.values()}
    with nobody_uses(list(new)), writing_into(next(iter(new)).absolute().parent):
        try:
            for name, path in good.files.items():
                target = targets[name]
                with writing_into(target.absolute().parent):
                    for count in copied(path, new[target]):
                        done += count
                        progress(done, total)
            aside = replace(new, "restore", now, forget_index)
            return tuple(Restored(path, kept) for path, kept in aside.items())
        finally:
            for path in new.values():
                path.unlink(missing_ok=True)


def _newest(
    source: Path,
    backups: Iterable[Backup],
    reasons: list[str],
    names: Collection[str],
    progress: Progress,
) -> Good:
    for backup in backups:
        try:
            good = _checked(backup, names, progress)
        except ArchiveError as error:
            reasons.append(f"{backup.path}: {error}")
        else:
            return Good(good.path, good.files, good.taken, tuple(reasons))
    listed = "".join(f"\n  {reason}" for reason in reasons)
    raise BackupError(f"There is no good backup in {source}{':' if listed else '.'}{listed}")


def _checked(backup: Backup, names: Collection[str], progress: Progress) -> Good:
    wanted = [saved for saved in backup.manifest.files if saved.name in names]
    if not wanted:
        raise BackupError(f"it has no {' and no '.join(names)}")
    total, done = 2 * sum(saved.bytes for saved in wanted), 0  # each is read, and then checked

    def read(count: int) -> None:
        nonlocal done
        done += count
        progress(min(done, total), total)

    files = {}
    for saved in wanted:
        path = backup.path / saved.name
        if saved.name not in KINDS or not path.is_file():
            raise BackupError(f"its {saved.name} is gone")
        if path.stat().st_size != saved.bytes or manifest.digest(path, read) != saved.sha256:
            raise BackupError(f"its {saved.name} is not what was saved")
        verify(path, KINDS[saved.name], _from(progress, done, total))
        done += saved.bytes
        files[saved.name] = path
    return Good(backup.path, files, backup.manifest.taken)


def _from(progress: Progress, before: int, total: int) -> Progress:
    """The same for what comes after so many bytes of the total."""
    return lambda done, _total: progress(min(before + done, total), total)


def _one_file(path: Path, names: Collection[str], progress: Progress) -> Good:
    """A database without a manifest: what it is says its application id."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            (number,) = database.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error as error:
        raise BackupError(f"{path} is no database, or it is damaged ({error}).") from error
    name = next((name for name, kind in KINDS.items() if kind.application_id == number), "")
    if name not in names:
        raise BackupError(f"{path} is no {' and no '.join(names)} of Dateline's: give another.")
    try:
        verify(path, KINDS[name], progress)
    except BackupError as error:
        raise BackupError(f"{path} is not good: {error}.") from error
    return Good(path, {name: path}, None)
