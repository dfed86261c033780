"""A folder that may not be looked into: one sentence at every door, and no traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from unprivileged import raised_without_access

from store import Archive
from store.backup import take
from store.backup.restore import find
from store.errors import DiskFailure
from store.feeds.book import FeedBook
from store.guilds import GUILDS, Guilds
from store.lock import alone
from store.people.decisions import Decisions
from store.places import is_file
from store.repair import problems_of
from store.replacing import settle
from store.write import Writer

NOW = datetime(2030, 1, 2, tzinfo=UTC)
DOORS: dict[str, Callable[[Path], Any]] = {
    "backup": lambda path: take(
        path.parents[1] / "b", {"archive.db": path, "bot.db": path}, now=NOW
    ),
    "restore": find,
    "doctor": lambda path: problems_of(path, GUILDS),
    "what was cut off": lambda path: settle([path]),
    "ingest": Writer,
    "lock": lambda path: alone(path).__enter__(),
    "archive": Archive.open,
    "bot.db": Guilds.open,
    "feeds": FeedBook,
    "people": Decisions,
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child without rights is forked")
@pytest.mark.parametrize("door", DOORS)
def test_a_folder_that_may_not_be_looked_into(door: str, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "some.db").write_bytes(b"")
    name, text = raised_without_access(folder, lambda: DOORS[door](folder / "some.db"))
    assert name == "DiskFailure", text
    assert "can't be opened (Permission denied)" in text
    assert "\n" not in text and "let this user" in text


def test_a_name_that_no_system_takes(tmp_path: Path) -> None:
    with pytest.raises(DiskFailure, match="can't be opened"):
        is_file(tmp_path / ("long" * 200) / "archive.db")
