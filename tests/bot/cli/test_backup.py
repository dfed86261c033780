"""``dateline backup``: what is printed, the exit status, and that no secret is in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from store.guilds import Guilds

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.secret-part-of-a-token-that-is-none"


@pytest.fixture
def home(archive_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_TOKEN", TOKEN)
    shutil.copy(archive_path, tmp_path / "archive.db")
    Guilds.open(tmp_path / "bot.db").close()
    (tmp_path / ".env").write_text(f"DATELINE_PROXY=http://me:{TOKEN}@proxy.example\n")
    return tmp_path


def test_a_backup_is_described(home: Path) -> None:
    result = CliRunner().invoke(cli, ["backup", "b"])
    assert result.exit_code == 0, result.output
    assert "archive.db: " in result.stdout and "spans compared" in result.stdout
    assert "Saved in b/dateline-000001-" in result.stdout
    again = CliRunner().invoke(cli, ["backup", "b", "--keep", "1"])
    assert "Removed 1 older than the newest 1." in again.stdout


def test_as_json(home: Path) -> None:
    (home / "bot.db").unlink()
    result = CliRunner().invoke(cli, ["backup", "b", "--json"])
    said = json.loads(result.stdout)
    assert [each["name"] for each in said["files"]] == ["archive.db"]
    assert said["missing"] == ["bot.db"]
    assert Path(said["path"], "archive.db").is_file()


def test_no_secret_is_in_it(home: Path) -> None:
    assert CliRunner().invoke(cli, ["backup", "b"]).exit_code == 0
    files = [path for path in (home / "b").rglob("*") if path.is_file()]
    assert len(files) == 4
    assert not [path for path in files if TOKEN.encode() in path.read_bytes()]


def test_only_the_owner_can_read_it(home: Path) -> None:
    assert CliRunner().invoke(cli, ["backup", "b"]).exit_code == 0
    assert (home / "b").stat().st_mode & 0o077 == 0
