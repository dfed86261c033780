"""``dateline doctor --repair``: what is printed, and that the next steps it names do what it says."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from damage import overwrite, page_size

from bot.__main__ import cli
from store.guilds import Guilds
from store.sample import articles_folder


@pytest.fixture
def home(archive_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(archive_path, tmp_path / "archive.db")
    with Guilds.open(tmp_path / "bot.db") as guilds:
        guilds.set_note("kept", "yes")
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, list(args))


def lose(home: Path, table: str) -> None:
    """Overwrite a page in the middle of a table."""
    path = home / "archive.db"
    with closing(sqlite3.connect(path)) as db:
        pages = db.execute("SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno", (table,))
        numbers = [number for (number,) in pages][1:]
    overwrite(path, (numbers[len(numbers) // 2] - 1) * page_size(path), b"\xff" * 8_192)


def count(home: Path, table: str) -> int:
    with closing(sqlite3.connect(home / "archive.db")) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_nothing_is_done_where_nothing_is_wrong(home: Path) -> None:
    before = (home / "archive.db").read_bytes()
    result = run("doctor", "--repair")
    assert result.exit_code == 0, result.output
    assert "was damaged" not in result.output
    assert (home / "archive.db").read_bytes() == before


def test_articles_that_are_gone_are_named_and_come_back(home: Path) -> None:
    articles = count(home, "articles")
    lose(home, "articles")
    told = run("doctor")
    assert told.exit_code == 1 and "dateline doctor --repair" in str(told.exception)
    result = run("doctor", "--repair")
    assert result.exit_code == 0, result.output
    gone = [line for line in result.stdout.splitlines() if line.startswith("  gone: article ")]
    assert gone and len(gone) == articles - count(home, "articles")
    assert all(".txt" in line or ".html" in line for line in gone), gone
    assert "every quote is the text at its offsets" in result.stdout
    assert run("ingest", str(articles_folder()), "--fast").exit_code == 0
    assert count(home, "articles") == articles


def test_quotes_that_are_gone_are_found_again(home: Path) -> None:
    quotes = count(home, "quotes")
    lose(home, "quotes")
    result = run("doctor", "--repair")
    assert result.exit_code == 0 and "`dateline extract --again`" in result.stdout
    assert count(home, "quotes") < quotes
    assert run("extract", "--again").exit_code == 0
    assert count(home, "quotes") == quotes


def test_bot_db_as_json(home: Path) -> None:
    overwrite(home / "bot.db", 0, b"\xff" * 100)
    told = run("doctor")
    assert told.exit_code == 1 and "bot.db" in told.output
    said = json.loads(run("doctor", "--repair", "--json").stdout)
    (repaired,) = said["repaired"]
    assert (repaired["path"], repaired["articles"]) == ("bot.db", [])
    assert Path(repaired["aside"]).is_file()
    with Guilds.open(home / "bot.db") as guilds:
        assert guilds.note("kept") == "yes"
