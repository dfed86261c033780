"""A folder of backups: which there are, the name of the next, and what a killed one left behind."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from store.backup.manifest import NAME, Manifest
from store.errors import BackupError
from store.unfinished import on_disk

_CALLED = re.compile(r"dateline-(\d{6,})-\d{8}T\d{6}Z")
_UNFINISHED = re.compile(r"\.dateline-\d{6,}-\d{8}T\d{6}Z\.part")
_LOCK = ".dateline-lock"


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup."""

    path: Path
    manifest: Manifest


class Folder:
    """Where backups are kept."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def backups(self) -> list[Backup]:
        """Those whose manifest can be read, the newest first."""
        found = []
        for path in self._called():
            with suppress(BackupError):
                found.append(opened(path))
        return sorted(found, key=lambda each: each.manifest.number, reverse=True)

    def unreadable(self) -> list[Path]:
        """Folders that are called like a backup and are none."""
        readable = {each.path for each in self.backups()}
        return sorted(path for path in self._called() if path not in readable)

    def _called(self) -> list[Path]:
        try:
            return [path for path in self.path.iterdir() if _CALLED.fullmatch(path.name)]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise BackupError(f"{self.path} can't be read ({error.strerror}).") from error

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder, made where there is none, against other backups.

        Raises BackupError where another is under way, or where nothing can be written.
        """
        with writing_into(self.path):
            if not self.path.absolute().parent.is_dir():
                raise BackupError(
                    f"The folder {self.path.parent} does not exist: create it, or give another."
                )
            self.path.mkdir(mode=0o700, exist_ok=True)
            lock = FileLock(self.path / _LOCK)
            try:
                lock.acquire(timeout=0)
            except Timeout as error:
                raise BackupError(
                    f"Another backup into {self.path} is under way: try again when it is done."
                ) from error
        try:
            yield
        finally:
            lock.release()

    def clear(self) -> int:
        """Remove what backups that were killed have left; how many. To be called while it is held."""
        left = [path for path in self.path.iterdir() if _UNFINISHED.fullmatch(path.name)]
        for path in left:
            shutil.rmtree(path)
        return len(left)

    @contextmanager
    def next(self, now: datetime) -> Iterator[tuple[int, Path]]:
        """The number of the next backup, and a folder to write it into: finished when the ``with`` ends.

        ``now`` is aware. To be used while it is held.
        """
        number = 1 + max((_number(path) for path in self._called()), default=0)
        name = f"dateline-{number:06}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        part = self.path / f".{name}.part"
        part.mkdir(mode=0o700)
        try:
            yield number, part
            for path in part.iterdir():
                on_disk(path)
            on_disk(part)
            part.rename(self.path / name)
            on_disk(self.path)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise

    def rotate(self, keep: int) -> list[Path]:
        """Remove all but the ``keep`` newest backups; which. To be called while it is held."""
        gone = [each.path for each in self.backups()[keep:]]
        for path in gone:
            # Renamed first: a kill leaves nothing half that is called like a backup.
            part = path.with_name(f".{path.name}.part")
            path.rename(part)
            shutil.rmtree(part)
        return gone


def opened(path: Path) -> Backup:
    """The backup in a folder. Raises BackupError where there is none."""
    try:
        return Backup(path, Manifest.from_json((path / NAME).read_text("utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(f"its {NAME} can't be read") from error


@contextmanager
def writing_into(folder: Path) -> Iterator[None]:
    """Turn the system's errors of writing into ``folder`` into one sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise no_room(folder) from error
        raise BackupError(
            f"Nothing can be written into {folder} ({error.strerror or error}): give another folder."
        ) from error


def no_room(folder: Path) -> BackupError:
    """The disk is full."""
    return BackupError(
        f"There is no room for a backup in {folder}: make some, or give a folder on another disk."
    )


def _number(path: Path) -> int:
    called = _CALLED.fullmatch(path.name)
    return int(called[1]) if called else 0
