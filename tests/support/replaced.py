"""A restore and a repair as operations that are disturbed: both databases are the old ones or the new ones, never a mix.

What was there before has committed changes in its log alone, as a process leaves them that was killed.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from contents import difference, rows, unsound
from damage import overwrite, page_size

from store import Archive
from store.backup import restore, take
from store.db import Readers
from store.errors import HalfReplaced, NotAnArchive
from store.guilds import GUILDS, Guilds
from store.repair import problems_of, repair
from store.replacing import kept, settle
from store.schema import ARCHIVE

NOW = datetime(2025, 3, 28, 8, tzinfo=UTC)
KINDS = {"archive.db": ARCHIVE, "bot.db": GUILDS}
Contents = dict[str, list[tuple[Any, ...]]]
_MAY_LIE = ("archive.db", "bot.db", "archive.index", "backups")
_BESIDE = ("-wal", "-shm", "-lock")


def paths(folder: Path) -> dict[str, Path]:
    return {name: folder / name for name in KINDS}


def changed_in_log(folder: Path) -> None:
    """Change both databases, so that the changes are in their logs."""
    for name, change in (
        ("archive.db", "UPDATE articles SET byline = 'Changed Since'"),
        ("bot.db", "INSERT INTO notes VALUES ('since the backup', 'kept')"),
    ):
        path, written = folder / name, folder / f"written {name}"
        shutil.copy(path, written)
        with closing(sqlite3.connect(written)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA wal_autocheckpoint = 0")
            db.execute(change)
            db.commit()
            for end in ("", "-wal"):
                shutil.copy(f"{written}{end}", f"{path}{end}")
        for end in ("", *_BESIDE):
            Path(f"{written}{end}").unlink(missing_ok=True)


def backed_up(folder: Path, *, indexed: bool = True) -> None:
    """Both are saved, and changed after that."""
    take(folder / "backups", paths(folder), now=NOW)
    if indexed:
        Archive.open(folder / "archive.db").close()
    changed_in_log(folder)


def damaged(folder: Path) -> None:
    """Of the archive a page of articles is gone, and of bot.db the beginning."""
    changed_in_log(folder)
    archive, bot = folder / "archive.db", folder / "bot.db"
    with closing(sqlite3.connect(f"{archive.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'quotes'").fetchone()
    overwrite(archive, (root - 1) * page_size(archive), bytes(8_192))
    overwrite(bot, 0, b"\xff" * 100)


def put_back(folder: Path, say: Callable[[str], None], _start: int) -> None:
    good = restore.find(folder / "backups")
    for one in restore.put_back(good, paths(folder), now=NOW):
        say(str(one.path))
    for path in paths(folder).values():
        for file in kept(path):
            say(str(file))


def repaired(folder: Path, say: Callable[[str], None], _start: int) -> None:
    settle(list(paths(folder).values()))
    for name, kind in KINDS.items():
        if problems_of(folder / name, kind):
            say(str(repair(folder / name, kind, now=NOW).path))


def contents(folder: Path) -> Contents:
    """All that both hold."""
    return {
        f"{name} {table}": found
        for name, path in paths(folder).items()
        for table, found in rows(path).items()
        if table != "readings"
    }


def check(before: Path, folder: Path, after: Contents | None = None) -> bool:
    """What can be opened is wholly old or wholly new, and nothing that was there is lost. Whether nothing can be.

    ``before``: the folder that the operation began with; ``after``: what it comes to, None while that is not known.
    """
    together = (before / "backups").exists()
    with tempfile.TemporaryDirectory() as name:
        # Opening changes files: the operation goes on from what the kill left.
        seen = Path(shutil.copytree(folder, Path(name, "seen")))
        states = {_state(before, seen, each, after) for each in KINDS}
        assert len(states) == 1 or not together, f"a mix: {states}"
        undone = Path(shutil.copytree(folder, Path(name, "undone")))
        settle(list(paths(undone).values()))
        for each, path in paths(undone).items():
            there = map(_bytes, (path, *kept(path)))
            assert _bytes(before / each) in there, f"{each} as it was is lost"
        settled = {_state(before, undone, each, after) for each in KINDS}
        assert "told" not in settled and (len(settled) == 1 or not together), settled
    return "told" in states


def lying_about(folder: Path) -> list[str]:
    """What is neither a database, nor beside one, nor kept under a name that says so."""
    allowed = {one + end for one in _MAY_LIE for end in ("", *_BESIDE)}
    return sorted(
        file.name
        for file in folder.iterdir()
        if file.name not in allowed and ".before-" not in file.name
    )


def _state(before: Path, folder: Path, name: str, after: Contents | None) -> str:
    path = folder / name
    whole = _bytes(before / name) == _bytes(path)
    try:
        if name == "archive.db":
            Readers(path, ARCHIVE).close()
        else:
            Guilds.open(path).close()
    except HalfReplaced:
        return "told"
    except NotAnArchive:
        assert whole
    if whole:
        return "old"
    assert not unsound(path)
    found = {f"{name} {table}": held for table, held in rows(path).items() if table != "readings"}
    if after is not None:
        wanted = {table: held for table, held in after.items() if table in found}
        assert found == wanted, difference(found, wanted)
    return "new"


def _bytes(path: Path) -> str:
    """Of a database and of its log."""
    made = hashlib.sha256()
    for file in (path, Path(f"{path}-wal")):
        made.update(file.read_bytes() if file.is_file() else b"")
        made.update(b"|")
    return made.hexdigest()
