"""Databases to be backed up."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.guilds import Guilds


@pytest.fixture
def databases(archive_path: Path, tmp_path: Path) -> dict[str, Path]:
    """The bundled archive, and a bot.db with fifty notes."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(archive_path, home / "archive.db")
    with Guilds.open(home / "bot.db") as guilds:
        for guild in range(1, 51):
            guilds.set_note(f"note {guild}", "kept " * guild)
    return {"archive.db": home / "archive.db", "bot.db": home / "bot.db"}


@pytest.fixture
def now() -> datetime:
    return datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
