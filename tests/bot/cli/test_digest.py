"""``dateline digest`` and ``/digest`` at the prompt, over the bundled archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from bot.chat import run_line
from bot.terminal import as_text
from store import Archive


@pytest.fixture
def run(archive_path: Path):
    def run(*args: str) -> Result:
        return CliRunner().invoke(cli, ["--archive", str(archive_path), "digest", *args])

    return run


@pytest.fixture(scope="module")
def stats(archive_path: Path):
    with Archive.open(archive_path) as archive:
        return archive.stats()


def test_the_newest_day_by_itself(run, stats) -> None:
    result = run()
    assert result.exit_code == 0
    assert result.output.startswith("The archive on ")


def test_all_days_with_what_was_said(run, stats) -> None:
    result = run("--since", stats.first, "--length", "long")
    assert f"{stats.articles:,} new articles" in result.output
    assert "\n> " in result.output and "\n— " in result.output and "\n¶" in result.output


def test_a_speaker_and_a_topic_choose(run, stats) -> None:
    name = stats.most_quoted[0][0]
    found = json.loads(run("--since", stats.first, "--speaker", name, "--json").stdout)
    assert 0 < found["articles"] < stats.articles
    assert all(
        name in {(story["voice"] or {}).get("name"), *story["others"]} for story in found["stories"]
    )
    topic = found["stories"][0]["headline"]["headline"]
    about = json.loads(run("--since", stats.first, "--topic", topic, "--json").stdout)
    assert topic in {story["headline"]["headline"] for story in about["stories"]}


def test_nothing_found_is_exit_status_one(run, stats) -> None:
    result = run("--since", stats.first, "--topic", "quuxwort zibble")
    assert result.exit_code == 1 and "Nothing new." in result.output


def test_the_prompt_takes_the_same_options(archive_path: Path, stats) -> None:
    name = stats.most_quoted[0][0]
    with Archive.open(archive_path) as archive:
        reply, found = run_line(archive, f"/digest since:{stats.first} speaker:{name}")
        assert "The archive on" in as_text(reply)
        assert 0 < found.articles < stats.articles
        _, about = run_line(archive, f"/digest since:{stats.first} topic:quuxwort zibble")
        assert about.stories == ()
