"""A bad input gets one clear sentence on stderr, the right exit status, and leaves the archive whole."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from store import Archive
from store.schema import ARCHIVE

ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("DATELINE_")}


def dateline(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The real process, as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *args],
        cwd=cwd,
        env=ENVIRONMENT | {"PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        timeout=120,
    )


def one_sentence(result: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in result.stderr
    return result.stderr.strip().splitlines()[-1]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of one article, in the folder where commands run."""
    source = tmp_path / "ferry.txt"
    source.write_text("Ferry Stops - 2021-03-01\n\nThe ferry stopped.", encoding="utf-8")
    result = dateline("ingest", "ferry.txt", "--search-only", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    return tmp_path / "archive.db"


def articles(path: Path) -> int:
    with Archive.open(path) as archive:
        return archive.stats().articles


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "no such file"), (b"", "empty"), (bytes(range(256)) * 20, "not an article")],
    ids=["missing", "empty", "binary"],
)
def test_a_source_that_gives_nothing(archive: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (archive.parent / "bad.bin").write_bytes(content)
    result = dateline("ingest", "bad.bin", cwd=archive.parent)
    assert result.returncode == 1
    assert said in result.stderr
    assert "bad.bin" in result.stderr
    assert "Traceback" not in result.stderr
    assert articles(archive) == 1


def test_a_bad_line_is_counted_with_its_place_and_the_good_ones_are_kept(archive: Path) -> None:
    lines = '{"id": "a", "text": "One."}\n{"id": \n{"id": "c", "text": "Three."}\n'
    (archive.parent / "dump.jsonl").write_text(lines, encoding="utf-8")
    result = dateline("ingest", "dump.jsonl", "--search-only", cwd=archive.parent)
    assert result.returncode == 0
    assert "dump.jsonl#2: not JSON" in result.stderr
    assert "2 added" in result.stderr
    assert "1 skipped" in result.stderr
    assert articles(archive) == 3


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (("ask", "why", "--frobnicate"), 2, "No such option"),
        (("asq", "why"), 2, "Did you mean 'ask'?"),
        (("ask",), 2, "Missing QUESTION"),
        (("said", "x", "--after", "2021-02-30"), 2, "is not a date"),
        (("ingest", "ferry.txt", "--format", "pdf"), 1, "use one of csv, feed, html"),
        (("ask", "why", "--archive", "none.db"), 1, "There is no archive at none.db"),
        (("ask", "why", "--archive", "ferry.txt"), 1, "is not a database"),
        (("search", "--batch", "none.jsonl"), 1, "No such file"),
        (("ask", ""), 2, "no words in that to look for"),
        (("who-said", " ?! ", ""), 2, "no words in that to look for"),
        (("check", ""), 2, "no words in that to look for"),
        (("article", ""), 2, "no words in that to look for"),
        (("search", "ferry", "before:2001-13-45"), 2, "can't read the date in before:2001-13-45"),
        (
            ("said", "Obe", "--after", "2005", "--before", "2001"),
            2,
            "No day lies within 2005 – 2001",
        ),
        (("search", "-storm"), 2, "-storm only says what is to be left out"),
        (("search", "ferry", "-x"), 2, "No such option"),
    ],
)
def test_wrong_usage(archive: Path, args: tuple[str, ...], status: int, said: str) -> None:
    result = dateline(*args, cwd=archive.parent)
    assert result.returncode == status, result.stderr
    assert said in one_sentence(result)


def test_a_newer_archive_is_refused_for_reading_and_writing(archive: Path) -> None:
    connection = sqlite3.connect(archive)
    connection.execute(f"PRAGMA user_version = {ARCHIVE.version + 1}")
    connection.close()
    for args in (("ask", "why"), ("ingest", "ferry.txt")):
        result = dateline(*args, cwd=archive.parent)
        assert result.returncode == 1
        assert "newer Dateline" in one_sentence(result)


def test_a_locked_archive_says_so_and_is_left_as_it_was(archive: Path) -> None:
    other = archive.parent / "other.txt"
    other.write_text("Bus Stops - 2021-03-02\n\nThe bus stopped.", encoding="utf-8")
    connection = sqlite3.connect(archive)
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = dateline("ingest", "other.txt", "--search-only", cwd=archive.parent)
    finally:
        connection.execute("ROLLBACK")
        connection.close()
    assert result.returncode == 1
    assert "in use by another program" in one_sentence(result)
    assert articles(archive) == 1


def test_run_without_a_token_names_it(archive: Path) -> None:
    result = dateline("run", cwd=archive.parent)
    assert result.returncode == 1
    assert "DATELINE_TOKEN" in result.stderr
    assert "Traceback" not in result.stderr
