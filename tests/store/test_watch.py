from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.watch import settled

SECONDS = 0.4


@pytest.fixture
def watched(inbox: Path) -> Iterator[Iterator[list[str]]]:
    """Names of the files that come, round by round; the first round is of what is there."""
    ended = threading.Event()
    rounds = settled(inbox, stop=ended.is_set, seconds=SECONDS)
    yield (sorted(file.relative_to(inbox).as_posix() for file in files) for files in rounds)
    ended.set()
    assert next(rounds, None) is None


def old(path: Path) -> None:
    path.write_text("The ferry stopped.")
    time.sleep(SECONDS)


def test_first_what_is_there_then_what_comes(inbox: Path, watched: Iterator[list[str]]) -> None:
    (inbox / "b").mkdir()
    (inbox / ".hidden").write_text("no")
    old(inbox / "b" / "one.txt")
    assert next(watched) == ["b/one.txt"]
    (inbox / "b" / "two.txt").write_text("The ferry sailed.")
    assert next(watched) == ["b/two.txt"]
    (inbox / "b" / "one.txt").write_text("The ferry stopped again.")
    (inbox / "b" / ".two.txt.part").write_text("no")
    assert next(watched) == ["b/one.txt"]


def test_a_file_comes_once_nobody_writes_to_it_any_more(
    inbox: Path, watched: Iterator[list[str]]
) -> None:
    growing = inbox / "growing.txt"
    growing.write_text("The")

    def write() -> None:
        for word in "ferry stopped in the harbor on Monday".split():
            time.sleep(SECONDS / 4)
            with growing.open("a") as file:
                file.write(f" {word}")

    writer = threading.Thread(target=write)
    writer.start()
    assert next(watched) == []
    assert next(watched) == ["growing.txt"]
    assert not writer.is_alive()
    assert growing.read_text() == "The ferry stopped in the harbor on Monday"


def test_a_folder_that_is_moved_in_comes_with_its_files(
    inbox: Path, tmp_path: Path, watched: Iterator[list[str]]
) -> None:
    assert next(watched) == []
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "deep" / "one.txt").write_text("The ferry stopped.")
    outside.rename(inbox / "moved")
    assert next(watched) == ["moved/deep/one.txt"]


def test_what_is_gone_again_does_not_come(inbox: Path, watched: Iterator[list[str]]) -> None:
    assert next(watched) == []
    (inbox / "gone.txt").write_text("no")
    (inbox / "stays.txt").write_text("The ferry stopped.")
    (inbox / "gone.txt").unlink()
    assert next(watched) == ["stays.txt"]


def test_it_ends_with_its_folder(inbox: Path) -> None:
    rounds = settled(inbox, stop=lambda: False, seconds=SECONDS)
    assert list(next(rounds)) == []
    inbox.rmdir()
    assert next(rounds, None) is None
