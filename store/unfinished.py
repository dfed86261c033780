"""A replacement of database files that may be cut off: noted before the first file is touched, undone by the next one.

The note stands beside the first of the files, and what leads to it beside each of the others. While it is there,
none of them is opened; its removal is the one moment at which all are new.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from store.errors import HalfReplaced

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite calls its files beside a database, after its name."""


@dataclass(frozen=True, slots=True)
class Move:
    """One database that makes room for another."""

    path: Path
    aside: Path
    """What it is called from then on, in the same folder; what SQLite has beside it likewise."""
    there: tuple[str, ...]
    """What of it is there, by the ends of the names: "" is the database."""


def refuse(path: Path) -> None:
    """Raises HalfReplaced where the database at ``path`` is amid a replacement, under way or cut off."""
    if _first(path):
        raise HalfReplaced(
            f"{path} is being restored or repaired, or that was cut off: run `dateline restore` or "
            "`dateline doctor --repair` again, which begins with what was there before."
        )


def begin(moves: Sequence[Move]) -> None:
    """Note what is about to be done; from then on nothing of it is opened."""
    first, *others = moves
    for other in others:
        _write(_note(other.path), {"first": _from(other.path, _note(first.path))})
    noted = [
        {**asdict(move), "path": _from(first.path, move.path), "aside": move.aside.name}
        for move in moves
    ]
    _write(_note(first.path), {"moves": noted})


def moves_of(path: Path) -> tuple[Move, ...]:
    """What the replacement was to do that was cut off at ``path``; () where there is none."""
    first = _first(path)
    if not first:
        return ()
    moves = []
    for values in _read(first)["moves"]:
        moved = first.parent / values["path"]
        moves.append(Move(moved, moved.with_name(values["aside"]), tuple(values["there"])))
    return tuple(moves)


def undo(moves: Sequence[Move]) -> None:
    """Put everything back where it was; all or nothing, for it may be cut off as well."""
    for move in moves:
        if "" in move.there and not move.aside.exists():
            continue  # it did not come to that, or it is back already
        folder = move.path.absolute().parent
        move.path.unlink(missing_ok=True)  # a copy: the backup has it, or the damaged file
        on_disk(folder)
        for end in BESIDE:
            beside = move.path.with_name(move.path.name + end)
            if end not in move.there:
                beside.unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                move.aside.with_name(move.aside.name + end).replace(beside)
        on_disk(folder)
        with suppress(FileNotFoundError):
            move.aside.replace(move.path)
        on_disk(folder)
    end_of(moves)


def end_of(moves: Sequence[Move]) -> None:
    """The files are those of one time again, all of them: they may be opened."""
    for move in moves:
        _note(move.path).unlink(missing_ok=True)
        on_disk(move.path.absolute().parent)


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


def _note(path: Path) -> Path:
    return path.with_name(f".{path.name}.replacing")


def _first(path: Path) -> Path | None:
    """The note that counts for the database at ``path``; None where nothing was begun, or all is done."""
    note = _note(path)
    try:
        values = _read(note)
        if "first" in values:
            note = note.parent / values["first"]
            values = _read(note)
    except (OSError, ValueError):
        return None  # not begun: a note is on the disk before the first file is touched
    return note if "moves" in values else None


def _read(note: Path) -> dict[str, Any]:
    return dict(json.loads(note.read_text("utf-8")))


def _write(note: Path, values: dict[str, Any]) -> None:
    note.write_text(json.dumps(values), "utf-8")
    on_disk(note)
    on_disk(note.absolute().parent)


def _from(here: Path, path: Path) -> str:
    """``path`` as it is found from beside ``here``: by its name alone, wherever both are mounted later."""
    same = here.absolute().parent == path.absolute().parent
    return path.name if same else str(path.absolute())
