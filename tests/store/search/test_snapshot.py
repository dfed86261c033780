"""Names are read once, and a list of choices does not wait long for them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from store import Archive
from store.search.searcher import Searcher


def test_choices_come_when_names_are_read_and_none_before(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.search.searcher.PATIENCE", 0.01)
    being_read = searcher.snapshot._names.lock
    with being_read:
        assert searcher.suggest_speakers("ada") == ()
    assert [choice.value for choice in searcher.suggest_speakers("ada")] == ["Ada Obe"]


def test_names_that_nobody_has_read_are_read_as_they_are_later(searcher: Searcher) -> None:
    before = searcher.snapshot
    unread = before.following(before.view)
    assert unread._names is before._names
    assert not unread.is_stale
    assert unread.speakers is before.speakers
    # Few of them are read anew with each change.
    assert unread.following(before.view)._names is not before._names


def test_names_are_read_in_the_background(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.prepare()
        give_up = time.monotonic() + 60
        names = archive._searcher.snapshot._names
        while names.speakers is None and time.monotonic() < give_up:
            time.sleep(0.01)
        assert names.speakers is not None
        assert [choice.value for choice in archive.suggest_speakers("ruud")] == ["Jonas Ruud"]
