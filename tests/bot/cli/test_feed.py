"""``dateline feed``: what is printed, and the exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from served import ALLOWED, FEED, Served, page, rss

from bot.__main__ import cli

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_PRIVATE_NETWORKS", ALLOWED)
    archive = ["--archive", str(tmp_path / "wire.db")]
    return lambda *args: CliRunner().invoke(cli, [*archive, *args])


def test_from_adding_to_removing(run: Run, served: Served) -> None:
    url = served.give("/rss", FEED, ETag='"1"')
    added = run("feed", "add", url, "--every", "15")
    assert added.exit_code == 0, added.output
    assert "The Tarn Wire: 1 new" in added.stderr
    assert "Followed: The Tarn Wire" in added.stderr
    assert "Mara Oss" in run("who-said", "cross the sound").stdout

    again = run("feed", "add", url)
    assert (again.exit_code, len(served.asked)) == (0, 1)
    assert "already" in again.stderr

    shown = run("feed", "list")
    assert shown.exit_code == 0
    for words in ("The Tarn Wire", url, "1 article,", " ago", "next check in 1", "minutes"):
        assert words in shown.stdout
    (listed,) = json.loads(run("feed", "list", "--json").stdout)
    assert (listed["title"], listed["articles"], listed["failures"]) == ("The Tarn Wire", 1, 0)

    polled = run("feed", "poll", "--json")
    assert polled.exit_code == 0
    (report,) = json.loads(polled.stdout)
    assert (report["added"], report["feed"]["url"]) == (0, url)
    assert "nothing new" in polled.stderr
    due = run("feed", "poll", "--due")
    assert (due.exit_code, "No feed is due" in due.stderr) == (0, True)

    removed = run("feed", "remove", url)
    assert (removed.exit_code, "1 article of it stay" in removed.stderr) == (0, True)
    assert run("feed", "list").exit_code == 1
    assert "Mara Oss" in run("who-said", "cross the sound").stdout


def test_what_is_no_feed_is_not_followed(run: Run, served: Served) -> None:
    head = '<link rel="alternate" type="application/atom+xml" href="/atom">'
    url = served.give("/", page("Tarn", "News of Tarn.", head=head))
    result = run("feed", "add", url)
    assert result.exit_code == 1
    assert served.url("/atom") in result.stderr
    assert "Not followed" in result.stderr
    assert run("feed", "list").exit_code == 1


def test_a_feed_that_is_down_is_followed(run: Run, served: Served) -> None:
    url = served.give("/rss", "", 500)
    result = run("feed", "add", url)
    assert (result.exit_code, "(500)" in result.stderr) == (0, True)
    polled = run("feed", "poll")
    assert polled.exit_code == 1
    shown = run("feed", "list").stdout
    assert "2 failures in a row" in shown
    assert "(500)" in shown


def test_gone_is_said(run: Run, served: Served) -> None:
    url = served.give("/rss", "", 410)
    assert "polled no more" in run("feed", "add", url).stderr
    shown = run("feed", "list").stdout
    assert f"dateline feed poll {url}" in shown
    assert "next check" not in shown


def test_the_first_poll_can_wait(run: Run, served: Served) -> None:
    url = served.give("/rss", FEED)
    assert run("feed", "add", url, "--later").exit_code == 0
    assert served.asked == []
    assert "not checked yet, due now" in run("feed", "list").stdout


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["add", "http://10.0.0.1/rss"], 1, "private network"),
        (["add", "tarn.example"], 1, "https://"),
        (["add", "https://ann:s3cret@tarn.example/"], 1, "name and password"),
        (["add"], 2, "URL"),
        (["add", "https://tarn.example/", "--every", "1"], 2, "5<=x<=10080"),
        (["list"], 1, "There is no archive"),
        (["poll"], 1, "There is no archive"),
        (["remove", "https://tarn.example/"], 1, "There is no archive"),
    ],
)
def test_mistakes_get_one_sentence(
    run: Run, args: list[str], status: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("feed", *args)
    assert (result.exit_code, said in result.stderr + str(result.exception)) == (status, True)
    assert "s3cret" not in result.output + str(result.exception)


def test_a_feed_does_not_speak_to_the_terminal(run: Run, served: Served) -> None:
    url = served.give("/rss", rss(title="\u202eTarn\x1b[2J [red]Wire".replace("\x1b", "&#27;")))
    added = run("feed", "add", url)
    shown = run("feed", "list").stdout
    for text in (added.stderr, shown):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "[red]Wire" in shown


def test_help_has_examples(run: Run) -> None:
    for name in ("add", "list", "remove", "poll"):
        assert "Examples:" in run("feed", name, "--help").stdout
