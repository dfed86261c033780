"""``dateline stats --feedback``: what members think, the poorest answers first."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from store.guilds import Feedback, Guilds

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def run(wire_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_BOT_DB", str(tmp_path / "bot.db"))

    def invoke(*arguments: str):
        return CliRunner().invoke(cli, ["--archive", str(wire_archive), "stats", *arguments])

    return invoke


def judge(path: Path) -> None:
    with Guilds.open(path) as guilds:
        key = guilds.keep_lookup("ask|Is the harbour closed?||", now=NOW)
        for member, good in ((1, True), (2, False), (3, False)):
            guilds.judge(Feedback(member, 9, 1, 10, 20, key, good), now=NOW)
        guilds.judge(Feedback(1, 9, 999, 10, 20, "gone", True), now=NOW)


def test_counts_headlines_and_questions(run, tmp_path: Path) -> None:
    judge(tmp_path / "bot.db")
    result = run("--feedback")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0] == "Feedback of members: 👍 2, 👎 2"
    assert lines[1] == "👍 1 👎 2 · Harbour closure enters week 1"
    assert lines[2] == "Asked: /ask · Is the harbour closed?"
    assert lines[3] == "👍 1 👎 0 · (no headline)"


def test_as_json(run, tmp_path: Path) -> None:
    judge(tmp_path / "bot.db")
    found = json.loads(run("--feedback", "--json").stdout)
    assert (found["good"], found["poor"]) == (2, 2)
    assert found["answers"][0]["question"] == "ask|Is the harbour closed?||"


def test_without_a_bot_nothing_is_created(run, tmp_path: Path) -> None:
    result = run("--feedback")
    assert result.exit_code == 1 and "the bot has not run here" in result.output
    assert not (tmp_path / "bot.db").exists()
