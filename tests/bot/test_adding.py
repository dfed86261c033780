"""The process that adds to the archive, and how many of them there are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot import adding
from bot.adding import Additions, add
from bot.errors import UserError
from store import Archive
from store.adding.order import Order


async def nobody_listens(records: int) -> None:
    pass


async def test_one_that_never_ends_is_killed_and_leaves_nothing(
    wire_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "LONGEST_SECONDS", 0.2)
    monkeypatch.setattr(adding, "_PATIENCE_SECONDS", 0.2)
    with Archive.open(wire_archive) as archive:
        before = archive.change_number()
        endless = tmp_path / "endless"
        os.mkfifo(endless)
        with pytest.raises(UserError, match="took too long to read"):
            await add(wire_archive, Order("x", file=str(endless), name="x.txt"), nobody_listens)
        assert archive.change_number() == before


def test_one_at_a_time_for_a_server_and_a_few_in_all() -> None:
    additions = Additions(at_once=2)
    with additions.one(1):
        with pytest.raises(UserError, match="from here"), additions.one(1):
            pass
        with additions.one(2), pytest.raises(UserError, match="Others"), additions.one(3):
            pass
        with additions.one(3):
            pass
    with additions.one(1):
        pass
