"""``dateline ingest``: its report, its ending by a signal, two at a time, folders that are watched."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import pytest
import variations
from click.testing import CliRunner, Result
from served import ALLOWED, serving

from bot.__main__ import cli
from bot.cli._progress import line

Start = Callable[..., "subprocess.Popen[str]"]
FUTURE = '{"id": "f", "title": "Comet", "date": "2999-01-01", "text": "The comet will return."}\n'


def run(archive: Path, *args: str) -> Result:
    return CliRunner().invoke(cli, ["ingest", "--archive", str(archive), "--search-only", *args])


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def start(archive: Path) -> Iterator[Start]:
    """Starts real processes, all of which are gone after the test."""
    started: list[subprocess.Popen[str]] = []

    def begin(*args: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "bot", "ingest", "--archive", str(archive)]
        process = subprocess.Popen(
            [*command, "--search-only", *args], stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def until(process: subprocess.Popen[str], words: str) -> str:
    """What a process says on stderr, up to a line with ``words``."""
    assert process.stderr is not None
    said = ""
    for text in process.stderr:
        said += text
        if words in text:
            return said
    raise AssertionError(f"it never said {words!r}: {said}")


def test_a_report_has_a_line_a_record(archive: Path, inbox: Path, tmp_path: Path) -> None:
    one, other = variations.articles(2)
    (inbox / "a.jsonl").write_text(variations.as_line(one) + "{broken\n" + FUTURE, encoding="utf-8")
    (inbox / "b.txt").write_text(variations.as_dump(other), encoding="utf-8")
    report = tmp_path / "report.jsonl"
    result = run(archive, str(inbox), "--report", str(report))
    assert result.exit_code == 0, result.output
    first, broken, future, text = read_lines(report)
    assert first == {
        "source": "a.jsonl#a0",
        "outcome": "added",
        "article_id": 1,
        "title": one["title"],
        "date": one["date"],
    }
    assert (broken["source"], broken["outcome"]) == ("", "skipped")
    assert (broken["skipped"], "not JSON" in broken["reason"]) == ("a.jsonl#2", True)
    assert (future["date"], future["warning"]) == ("2999-01-01", "its date is yet to come")
    assert (text["source"], text["article_id"]) == ("b.txt", 3)
    assert "a.jsonl#f (2999-01-01)" in result.stderr
    assert "3 added, 0 unchanged, 0 corrected, 0 duplicates, 1 skipped" in result.stderr

    result = run(archive, str(inbox), "--report", str(report), "--json")
    assert read_lines(report) == [
        {"source": "a.jsonl", "outcome": "unchanged", "articles": 2},
        {"source": "b.txt", "outcome": "unchanged", "articles": 1},
    ]
    told = json.loads(result.stdout)
    assert (told["added"], told["unchanged"], told["stopped"]) == (0, 3, False)


def test_a_report_that_can_not_be_written_is_said_before_anything_is_read(
    archive: Path, inbox: Path
) -> None:
    result = run(archive, str(inbox), "--report", str(inbox / "missing" / "report.jsonl"))
    assert result.exit_code == 1
    assert "report.jsonl" in result.stderr
    assert not archive.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
class TestOfAPipe:
    """A pipe gives a process its records when the test says so."""

    @pytest.fixture
    def pipe(self, tmp_path: Path) -> Path:
        path = tmp_path / "pipe"
        os.mkfifo(path)
        return path

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_a_signal_ends_it_with_what_was_read_stored(
        self, archive: Path, pipe: Path, start: Start, number: int
    ) -> None:
        process = start(str(pipe))
        with pipe.open("wb", buffering=0) as out:
            give(out, *variations.articles(3))
            interrupt(process, number)
            with suppress(BrokenPipeError):  # it had read all there was, and has ended already
                give(out, *list(variations.articles(5))[3:])
            said = until(process, "carries on")
        assert process.wait() == 130
        # How many it had read when the signal came is for the system to say.
        (added,) = re.findall(r"([1-5]) added", said)
        shown = CliRunner().invoke(cli, ["stats", "--json", "--archive", str(archive)]).stdout
        assert json.loads(shown)["articles"] == int(added)

    def test_a_second_one_ends_it_at_once(self, archive: Path, pipe: Path, start: Start) -> None:
        process = start(str(pipe))
        with pipe.open("wb", buffering=0) as out:
            give(out, *variations.articles(3))
            interrupt(process, signal.SIGINT)
            process.send_signal(signal.SIGINT)
            # It may have ended its work before the second came: a shell shows either as 130.
            assert process.wait() in (130, -signal.SIGINT)
        with pytest.raises(AssertionError):
            until(process, "Traceback")

    def test_of_two_at_once_the_second_says_so_and_waits(
        self, archive: Path, pipe: Path, inbox: Path, start: Start
    ) -> None:
        *rest, last = variations.articles(4)
        (inbox / "last.txt").write_text(variations.as_dump(last), encoding="utf-8")
        first = start(str(pipe))
        with pipe.open("wb", buffering=0) as out:
            give(out, *rest)
            second = start(str(inbox))
            until(second, "waiting for it to end")
        assert "3 added" in until(first, "added")
        assert "1 added" in until(second, "added")
        assert (first.wait(), second.wait()) == (0, 0)
        shown = CliRunner().invoke(cli, ["stats", "--json", "--archive", str(archive)]).stdout
        assert json.loads(shown)["articles"] == 4

    def test_one_that_waits_can_be_ended(self, pipe: Path, inbox: Path, start: Start) -> None:
        start(str(pipe))
        with pipe.open("wb", buffering=0) as out:
            give(out, *variations.articles(1))
            second = start(str(inbox))
            until(second, "waiting for it to end")
            second.send_signal(signal.SIGINT)
            assert "in use by another ingest" in until(second, "in use")
            assert second.wait() == 1


def give(out: IO[bytes], *articles: dict[str, str]) -> None:
    out.write("".join(map(variations.as_line, articles)).encode())


def interrupt(process: subprocess.Popen[str], number: int) -> None:
    """Send a signal once the process is ready for it, and wait until it says that it came."""
    process.send_signal(number)
    until(process, "Ctrl-C again")


def test_a_watched_folder_is_taken_in_until_it_is_ended(
    archive: Path, inbox: Path, start: Start
) -> None:
    made = list(variations.articles(3))
    (inbox / "a.txt").write_text(variations.as_dump(made[0]), encoding="utf-8")
    os.utime(inbox / "a.txt", (0, 0))
    process = start("--watch", str(inbox))
    assert "1 added" in until(process, "added")
    (inbox / "b.txt").write_text(variations.as_dump(made[1]), encoding="utf-8")
    assert "1 added" in until(process, "added")
    corrected = {**made[0], "text": made[0]["text"].replace("the", "that", 1)}
    (inbox / "a.txt").write_text(variations.as_dump(corrected), encoding="utf-8")
    assert "1 corrected" in until(process, "corrected")
    process.send_signal(signal.SIGINT)
    assert process.wait() == 0


@pytest.mark.parametrize("args", [["--watch", "a.txt"], ["--watch", "https://wire.example/"]])
def test_only_a_folder_is_watched(archive: Path, args: list[str]) -> None:
    result = run(archive, *args)
    assert (result.exit_code, "one folder" in result.stderr) == (2, True)


def test_addresses_are_fetched_and_keep_their_own(
    archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_PRIVATE_NETWORKS", ALLOWED)
    (one,) = variations.articles(1)
    with serving() as server:
        url = server.give("/story.html", variations.as_page(one).encode())
        result = run(archive, url, "--report", "report.jsonl")
        assert (result.exit_code, "1 added" in result.stderr) == (0, True), result.output
        result = run(archive, url.replace("story", "missing"))
        assert (result.exit_code, "Skipped" in result.stderr) == (1, True)
    (told,) = read_lines(tmp_path / "report.jsonl")
    assert (told["source"], told["title"]) == (url, one["title"])
    shown = CliRunner().invoke(cli, ["article", "1", "--json", "--archive", str(archive)])
    assert json.loads(shown.stdout)["article"]["url"] == url


def test_progress_in_a_line() -> None:
    assert line("Reading", "articles", 1200, 40, 100, 60.0) == (
        "Reading: 1,200 articles, 20 a second, 40%, about 2 minutes left"
    )
    assert line("Reading", "articles", 3, 0, 0, 60.0) == "Reading: 3 articles, 0.1 a second"
    assert re.search("100%, about 0 minutes", line("Reading", "articles", 9, 9, 9, 60.0))
