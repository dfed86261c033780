"""``dateline restore``: what is printed, and the exit status."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from database_rows import rows_of

from bot.__main__ import cli
from store.guilds import Guilds
from store.unfinished import Move, begin


@pytest.fixture
def home(archive_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place with both databases, backed up, and then changed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_BACKUP_DIR", raising=False)
    shutil.copy(archive_path, tmp_path / "archive.db")
    Guilds.open(tmp_path / "bot.db").close()
    assert run("backup", "b").exit_code == 0
    with Guilds.open(tmp_path / "bot.db") as guilds:
        guilds.set_note("since then", "lost")
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, list(args))


def notes(home: Path) -> list:
    return rows_of(home / "bot.db")["notes"]


def test_the_newest_is_put_back(home: Path) -> None:
    result = run("restore", "b")
    assert result.exit_code == 0, result.output
    assert "Good: b/dateline-000001-" in result.stdout
    assert "Restored bot.db; what was there is bot.db.before-restore-" in result.stdout
    assert not notes(home)
    assert run("doctor").exit_code == 0


def test_one_alone_and_as_json(home: Path) -> None:
    said = json.loads(run("restore", "b", "--only", "archive", "--json").stdout)
    assert said["files"] == ["archive.db"]
    (restored,) = said["restored"]
    assert restored["path"] == "archive.db" and Path(restored["aside"]).is_file()
    assert notes(home)


def test_a_dry_run_changes_nothing(home: Path) -> None:
    result = run("restore", "b", "--dry-run")
    assert result.exit_code == 0 and "Good: b/dateline-000001-" in result.stdout
    assert "Restored" not in result.stdout
    assert notes(home)


def test_the_folder_of_the_settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = run("restore")
    assert asked.exit_code == 2 and "DATELINE_BACKUP_DIR" in asked.output
    monkeypatch.setenv("DATELINE_BACKUP_DIR", "b")
    assert run("restore").exit_code == 0
    assert not notes(home)


def test_one_that_was_cut_off_is_told_and_undone(home: Path) -> None:
    assert run("restore", "b").exit_code == 0
    (kept,) = home.glob("bot.db.before-restore-*")
    moved = [Move(home / name, home / f"{name}.aside", ("",)) for name in ("bot.db", "archive.db")]
    begin(moved)
    (home / "bot.db").rename(home / "bot.db.aside")
    for command in (("stats",), ("doctor",), ("backup", "b")):
        told = run(*command)
        assert told.exit_code == 1 and "was cut off: run `dateline restore` or" in str(
            told.exception
        )
    result = run("restore", "b", "--only", "bot")
    assert result.exit_code == 0, result.output
    assert "A restore or repair of bot.db was cut off: it is undone." in result.stderr
    assert f"Kept from earlier: {kept.name}" in result.stdout
    doctor = run("doctor")
    assert doctor.exit_code == 0
    assert f"Kept from before a restore or a repair: {kept.name}" in doctor.stdout
    assert not list(home.glob(".*.db.*")) and not (home / "bot.db.aside").exists()
