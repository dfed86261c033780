"""``dateline facts``, ``on-this-day`` and ``timeline`` over the bundled archive, and charts as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from store import Archive


@pytest.fixture
def run(archive_path: Path):
    def run(*args: str) -> Result:
        return CliRunner().invoke(cli, ["--archive", str(archive_path), *args])

    return run


def verbatim(archive: Archive, passage: dict) -> bool:
    view = archive.article(passage["citation"]["article_id"])
    assert view is not None
    body = view.article.body
    return all(body[each["start"] : each["end"]] == each["text"] for each in passage["fragments"])


def test_facts_are_verbatim_and_say_what_contradicts_them(run, archive_path: Path) -> None:
    found = json.loads(run("facts", "flood deaths", "--json").stdout)
    assert found["total"] >= len(found["sentences"]) == 4
    with Archive.open(archive_path) as archive:
        for sentence in found["sentences"]:
            assert verbatim(archive, sentence["passage"])
            (fragment,) = sentence["passage"]["fragments"]
            marked = [fragment["text"][start:end] for start, end in fragment["emphasis"]]
            assert marked == [figure["text"] for figure in sentence["figures"]]
            for figure in sentence["figures"]:
                for other in figure["others"]:
                    cited = other["citation"]
                    view = archive.article(cited["article_id"])
                    assert view.article.body[cited["start"] : cited["end"]] == other["text"]
    others = [o for s in found["sentences"] for f in s["figures"] for o in f["others"]]
    assert len(others) >= 3


def test_facts_for_a_reader(run) -> None:
    result = run("facts", "flood", "deaths", "--limit", "1")
    assert result.exit_code == 0
    assert "**Other figures:**" in result.output and "¶" in result.output


def test_on_this_day(run, archive_path: Path) -> None:
    found = json.loads(run("on-this-day", "14 March", "--json").stdout)
    published = [story["headline"]["published"] for story in found["stories"]]
    assert published == sorted(published, reverse=True)
    assert {day[4:] for day in published} == {"-03-14"}
    with Archive.open(archive_path) as archive:
        assert all(verbatim(archive, story["quote"]) for story in found["stories"])


def test_timeline(run, archive_path: Path) -> None:
    with Archive.open(archive_path) as archive:
        name = archive.stats().most_quoted[0][0]
        found = json.loads(run("timeline", name, "--json").stdout)
        passages = [step["passage"] for step in found["steps"]]
        assert all(verbatim(archive, passage) for passage in passages)
        said = archive.said_by(name, limit=1_000).passages
    published = [passage["citation"]["published"] for passage in passages]
    assert published == sorted(published) and 3 <= len(published) <= 6
    assert published[0] == min(each.citation.published for each in said)
    assert published[-1] == max(each.citation.published for each in said)


@pytest.mark.parametrize(
    "command", [("stats",), ("speaker", "marrane"), ("timeline", "marrane", "--topic", "flood")]
)
def test_the_chart_as_a_file(run, tmp_path: Path, command) -> None:
    file = tmp_path / "chart.png"
    result = run(*command, "--chart", str(file))
    assert result.exit_code == 0, result.output
    assert "Bar chart. " in result.output
    assert file.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("command", "status", "told"),
    [
        (("facts", "xylophone", "quotas"), 1, "does not know"),
        (("on-this-day", "02-29"), 1, "Nothing in this archive"),
        (("on-this-day", "someday"), 2, "is not a day"),
        (("timeline", "Zebulon Quist"), 1, "does not know"),
        (("timeline", "Zebulon Quist", "--chart", "none.png"), 1, "There is no chart"),
        (("stats", "--chart", "chart.gif"), 2, "does not end in .png"),
        (("stats", "--chart", "no/such/folder/chart.png"), 1, "chart.png"),
        (("facts",), 2, "Missing argument"),
    ],
)
def test_nothing_and_wrong_usage(run, tmp_path, monkeypatch, command, status, told) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*command)
    assert result.exit_code == status
    assert told in result.output
    assert not list(tmp_path.iterdir())
