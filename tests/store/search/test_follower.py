"""The archive followed on its own threads, through its door."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from store import Archive
from store.model import Answer, Certainty
from store.search import follower, snapshot

Add = Callable[[str, str], None]


def headlines(answer: Answer) -> list[str]:
    return [passage.citation.headline for passage in answer.passages]


def until(true: Callable[[], bool]) -> bool:
    give_up = time.monotonic() + 20
    while not true() and time.monotonic() < give_up:
        time.sleep(0.02)
    return true()


def test_whoever_asks_after_a_few_changes_sees_them(path: Path, add: Add) -> None:
    with Archive.open(path) as archive:
        assert archive.ask("lighthouse").certainty == Certainty.UNKNOWN
        add("new.txt", "A lighthouse was lit.")
        assert headlines(archive.ask("lighthouse")) == ["More"]
        assert archive.behind() == 0


def test_many_changes_are_followed_while_questions_are_answered(
    path: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "FEW", 0)
    with Archive.open(path) as archive:
        add("new.txt", "A lighthouse was lit.")
        assert archive.ask("ferry").passages
        assert until(lambda: bool(archive.ask("lighthouse").passages))


def test_words_and_names_that_were_kept_are_read_anew_when_it_is_quiet(
    path: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "MANY_DOCUMENTS", 0)
    monkeypatch.setattr(snapshot, "MANY_SPEAKERS", 0)
    monkeypatch.setattr(follower, "QUIET", 0.05)
    with Archive.open(path) as archive:
        assert archive.ask("lighthose").certainty == Certainty.UNKNOWN
        assert archive.suggest_speakers("obe")
        add("new.txt", "A lighthouse was lit.")
        assert until(lambda: bool(archive.ask("lighthose").passages))
        assert [choice.value for choice in archive.suggest_speakers("obe")] == ["Ada Obe"]


def test_it_ends_while_changes_wait(path: Path, add: Add) -> None:
    archive = Archive.open(path)
    add("new.txt", "A lighthouse was lit.")
    archive.ask("ferry")
    archive.close()
    archive.close()
