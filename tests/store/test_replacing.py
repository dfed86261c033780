"""A restore and a repair that end at any of their steps, as by a power cut: never are old and new opened together.

A child process does each; before one after another of its changes of names it ends, at once and without tidying up.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import replaced
from contents import rows
from damage import overwrite
from folders import cleared

from store import Archive
from store.backup import take
from store.backup.restore import find, put_back
from store.errors import HalfReplaced
from store.guilds import GUILDS, Guilds
from store.repair import problems_of, repair
from store.replacing import replace, settle
from store.unfinished import Move, begin
from store.write import Writer

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked")
STEPS = {"os.rename", "os.remove", "os.rmdir"}
DONE, ENDED = 0, 77


def ends_before(step: int, work: Callable[[], Any]) -> bool:
    """Do ``work`` in a child that ends before its change of names with this number; whether it came to that."""
    child = os.fork()
    if not child:
        left = step

        def watch(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal left
            writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
            if event in STEPS or writes:
                left -= 1
                if not left:
                    os._exit(ENDED)

        status = 1
        try:
            sys.addaudithook(watch)
            work()
            status = DONE
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (DONE, ENDED)
    return status == ENDED


def each_stop(work: Callable[[Path], Any], before: Path) -> Iterator[Path]:
    """``before`` again and again, with the work on it ended ever later."""
    for step in count(1):
        folder = before.with_name(f"{before.name} {step}")
        shutil.copytree(before, folder)
        if not ends_before(step, lambda folder=folder: work(folder)):
            return
        yield folder
        cleared(folder)


@pytest.fixture
def before(archive_path: Path, tmp_path: Path) -> Path:
    """Both databases, with a backup, and changed since."""
    folder = tmp_path / "before"
    folder.mkdir()
    shutil.copy(archive_path, folder / "archive.db")
    with Guilds.open(folder / "bot.db") as guilds:
        guilds.set_note("kept", "yes")
    replaced.backed_up(folder, indexed=False)
    return folder


@pytest.fixture
def restore(before: Path) -> Callable[[Path], Any]:
    """The restore without the search for a good backup, which changes nothing."""
    good = find(before / "backups")
    return lambda folder: put_back(good, replaced.paths(folder), now=replaced.NOW)


def test_a_restore_is_done_or_not_wherever_it_ends(
    before: Path, restore: Callable[[Path], Any], tmp_path: Path
) -> None:
    whole = Path(shutil.copytree(before, tmp_path / "whole"))
    restore(whole)
    after = replaced.contents(whole)
    told = 0
    for folder in each_stop(restore, before):
        told += replaced.check(before, folder, after)
        restore(folder)
        assert replaced.contents(folder) == after
        assert not replaced.lying_about(folder)
    assert told > 5


def test_what_undoes_it_may_end_anywhere_too(before: Path, restore: Callable[[Path], Any]) -> None:
    for folder in each_stop(restore, before):
        if (folder / "bot.db").exists() and not (folder / "archive.db").exists():
            half = folder.rename(
                before.with_name("half")
            )  # one is put back, of the other all is aside
            break
    ended = 0
    for folder in each_stop(lambda folder: settle(list(replaced.paths(folder).values())), half):
        replaced.check(before, folder)
        ended += 1
    assert ended > 5


def test_a_repair_is_done_or_not_wherever_it_ends(before: Path, tmp_path: Path) -> None:
    shutil.rmtree(before / "backups")
    overwrite(before / "bot.db", 0, b"\xff" * 100)

    def work(folder: Path) -> None:
        repair(folder / "bot.db", GUILDS, now=replaced.NOW)

    whole = Path(shutil.copytree(before, tmp_path / "whole"))
    work(whole)
    after = rows(whole / "bot.db")
    for folder in each_stop(work, before):
        replaced.check(before, folder)
        settle([folder / "bot.db"])
        if problems_of(folder / "bot.db", GUILDS):
            work(folder)
        assert rows(folder / "bot.db") == after
        assert not replaced.lying_about(folder)


def test_what_is_cut_off_is_told_and_taken_for_no_archive(
    before: Path, restore: Callable[[Path], Any], tmp_path: Path
) -> None:
    begin(
        [Move(before / name, before / f"{name}.aside", ("",)) for name in ("bot.db", "archive.db")]
    )
    for refused in (
        lambda: Archive.open(before / "archive.db"),
        lambda: Guilds.open(before / "bot.db"),
        lambda: Writer(before / "archive.db"),
        lambda: take(tmp_path / "b", replaced.paths(before), now=replaced.NOW),
        lambda: problems_of(before / "bot.db", GUILDS),
    ):
        with pytest.raises(HalfReplaced, match="was cut off: run `dateline restore` or"):
            refused()
    # Moved together, the one is still found from the other.
    moved = before.rename(tmp_path / "elsewhere")
    assert settle([moved / "archive.db"]) == (moved / "archive.db",)
    Archive.open(moved / "archive.db").close()
    Guilds.open(moved / "bot.db").close()
    assert not replaced.lying_about(moved)


def test_a_note_that_was_not_written_whole_says_nothing(before: Path) -> None:
    begin([Move(before / "bot.db", before / "bot.db.aside", ("",))])
    note = before / ".bot.db.replacing"
    note.write_bytes(note.read_bytes()[:-5])
    Guilds.open(before / "bot.db").close()


def test_what_fails_at_the_second_is_undone_at_the_first(before: Path) -> None:
    bot, archive = before / "bot.db", before / "archive.db"
    archive.unlink()
    names = sorted(file.name for file in before.iterdir())
    was = {file: file.read_bytes() for file in before.iterdir() if file.is_file()}
    new = before / "new"
    new.write_bytes(b"new")
    with pytest.raises(FileNotFoundError):
        replace({bot: new, archive: before / "gone"}, "restore", replaced.NOW)
    assert sorted(file.name for file in before.iterdir()) == names
    assert {file: file.read_bytes() for file in was} == was
