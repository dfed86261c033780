"""Databases' files replaced by others: all or none, only while nobody uses them, and the old ones are kept beside them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from store.errors import ArchiveBusy, DiskFailure
from store.lock import alone
from store.places import is_file
from store.unfinished import BESIDE, Move, begin, end_of, moves_of, on_disk, undo

_LOCKED_FROM, _LOCKED_BYTES = 0x40000002, 510
"""Where SQLite locks a file that is in use (https://www.sqlite.org/src/file/src/os.h, SHARED_FIRST)."""


@contextmanager
def nobody_uses(paths: Sequence[Path]) -> Iterator[None]:
    """Keep ingests away from databases. Raises ArchiveBusy where anything has one of them open.

    A replacement that was cut off is undone first.
    """
    with ExitStack() as stack:
        held = list(paths)
        for path in held:
            stack.enter_context(alone(path, stop=lambda: True))
            check_unused(path)
        for path in paths:
            for move in moves_of(path):
                if not any(_is_same(move.path, each) for each in held):
                    stack.enter_context(alone(move.path, stop=lambda: True))
                    check_unused(move.path)
                    held.append(move.path)
        for path in held:
            try:
                undo(moves_of(path))
                remove(staged(path))
            except OSError as error:
                raise DiskFailure(
                    f"What was cut off at {path} can't be undone ({error.strerror}): "
                    "let this user write to its folder, and see whether its disk fails."
                ) from error
        yield


def settle(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Undo and remove what a replacement that was cut off has left at databases; at which. Raises ArchiveBusy."""
    left = tuple(path for path in paths if moves_of(path) or is_file(staged(path)))
    if left:
        with nobody_uses(left):
            pass
    return left


def staged(path: Path) -> Path:
    """Where what is to replace the database at ``path`` is made."""
    return path.with_name(f".{path.name}.new")


def remove(path: Path) -> None:
    """Remove a database, with what SQLite has beside it."""
    for end in ("", *BESIDE):
        path.with_name(path.name + end).unlink(missing_ok=True)


def kept(path: Path) -> tuple[Path, ...]:
    """What replacements have kept of the database at ``path``, the oldest first."""
    found = path.absolute().parent.glob(f"{escape(path.name)}.before-*")
    names = (file.name for file in found if not file.name.endswith(BESIDE))
    return tuple(path.with_name(name) for name in sorted(names))


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


def replace(
    new: Mapping[Path, Path], why: str, now: datetime, meanwhile: Callable[[], None] = lambda: None
) -> dict[Path, Path | None]:
    """Put other files (in the same folders, and on the disk) in the place of databases: all or none.

    ``new``: database → what replaces it. What was there is kept as ``archive.db.before-WHY-20300102T030405Z``,
    with what SQLite had beside it: by database, None where there was nothing. ``meanwhile`` is called when
    nothing can be opened any more. After a kill or a power cut in between nothing is opened until ``nobody_uses``
    has put everything back. Raises ArchiveBusy where somebody has a file open; then all is as it was.
    """
    moves = [_planned(path, why, now) for path in new]
    for path, file in new.items():
        if path.exists():
            _same_owner(path, file)
    begin(moves)
    try:
        meanwhile()
        for move in moves:
            check_unused(move.path)
            _replace(move, new[move.path])
    except BaseException:
        undo(moves)
        raise
    end_of(moves)
    return {move.path: move.aside if move.there else None for move in moves}


def _planned(path: Path, why: str, now: datetime) -> Move:
    there = tuple(end for end in ("", *BESIDE) if path.with_name(path.name + end).exists())
    name = f"{path.name}.before-{why}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return Move(path, _free(path.with_name(name)), there)


def _replace(move: Move, new: Path) -> None:
    """The database goes first and comes last: never is a log beside one that it is not of."""
    folder = move.path.absolute().parent
    for end in move.there:
        try:
            beside = move.path.with_name(move.path.name + end)
            beside.rename(move.aside.with_name(move.aside.name + end))
        except PermissionError as error:
            raise _in_use(move.path) from error
        on_disk(folder)
    new.rename(move.path)
    on_disk(folder)


def _same_owner(old: Path, new: Path) -> None:
    shutil.copymode(old, new)
    with suppress(PermissionError, AttributeError):  # not root, or Windows
        os.chown(new, old.stat().st_uid, old.stat().st_gid)


def _free(path: Path) -> Path:
    """The path, or one like it that is not taken, neither by a database nor by a log."""
    number, free = 1, path
    while any(free.with_name(free.name + end).exists() for end in ("", *BESIDE)):
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def _is_same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute()
