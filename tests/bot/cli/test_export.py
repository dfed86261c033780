"""``dateline export``: files whole or not at all, and what is said on stderr."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from store import Archive


@pytest.fixture
def run(archive_path: Path):
    def run(*args: str) -> Result:
        return CliRunner().invoke(cli, ["--archive", str(archive_path), "export", *args])

    return run


@pytest.fixture(scope="module")
def most_quoted(archive_path: Path) -> str:
    with Archive.open(archive_path) as archive:
        return archive.stats().most_quoted[0][0]


def test_the_ending_of_the_file_says_the_format(run, tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.csv", "a.rss", "a.xml", "a"):
        result = run("-o", str(tmp_path / name), "--limit", "3")
        assert (result.exit_code, result.stdout) == (0, ""), result.output
        assert "3 " in result.stderr
    assert [json.loads(line)["exported"] for line in (tmp_path / "a").open()] == [1, 1, 1]
    assert len(list(csv.reader((tmp_path / "a.csv").open(newline="")))) == 4
    assert (tmp_path / "a.rss").read_bytes() == (tmp_path / "a.xml").read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "a",
        "a.csv",
        "a.jsonl",
        "a.rss",
        "a.xml",
    ]


def test_stdout_has_the_records_and_nothing_else(run, archive_path: Path) -> None:
    records = [json.loads(line) for line in run().stdout.splitlines()]
    with Archive.open(archive_path) as archive:
        assert len(records) == archive.stats().articles


def test_quotes_of_a_speaker_misspelt(run, most_quoted: str) -> None:
    typed = most_quoted[:-1].lower() + most_quoted[-1] * 2
    result = run("--format", "csv", "--speaker", typed)
    assert f"as '{most_quoted}'" in result.stderr
    rows = list(csv.DictReader(io.StringIO(result.stdout, newline="")))
    assert rows
    assert {row["speaker"].split()[-1] for row in rows} == {most_quoted.split()[-1]}
    dates = [row["date"] for row in rows]
    assert dates == sorted(dates, reverse=True)


def test_a_mark_for_excel(run) -> None:
    assert run("--format", "csv", "--bom", "--limit", "1").stdout_bytes.startswith(
        b"\xef\xbb\xbfwords,"
    )


def test_a_feed_can_be_read(run) -> None:
    read = feedparser.parse(run("--format", "rss", "--limit", "5").stdout_bytes)
    assert not read.bozo
    assert len(read.entries) == 5


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["--speaker", "Zebulon Quux"], 1, "Nobody in the archive is known as"),
        (["--about", "zzyzxq"], 1, "0 articles"),
        (["--about", "?!"], 2, "no word in it"),
        (["--format", "rss", "--limit", "5000"], 2, "at the most"),
        (["--bom"], 2, "--format csv"),
        (["--format", "pdf"], 2, "pdf"),
        (["-o", "no/such/folder/x.csv"], 1, "can't write no/such/folder/x.csv"),
    ],
)
def test_what_can_not_be_done_is_said(run, args: list[str], status: int, said: str) -> None:
    result = run(*args)
    text = result.stderr + str(result.exception or "")
    assert said in text
    assert result.exit_code == status


def test_the_archive_is_not_written_over(run, archive_path: Path) -> None:
    before = archive_path.stat().st_size
    result = run("-o", str(archive_path))
    assert result.exit_code == 2
    assert "archive itself" in result.stderr
    assert archive_path.stat().st_size == before


def test_a_failure_half_way_leaves_the_old_file(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("as it was")

    def full(found):
        yield "{}\n"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.export.records.lines", full)
    result = run("-o", str(target))
    assert result.exit_code == 1
    assert "No space left" in result.stderr
    assert target.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name != "posix", reason="a shell's pipe")
def test_a_reader_that_stops_early_ends_it_quietly(archive_path: Path) -> None:
    command = f"'{sys.executable}' -m bot --archive '{archive_path}' export | head -c 10"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, env=environment, timeout=120
    )
    assert done.stdout == '{"exported'
    assert "Traceback" not in done.stderr
