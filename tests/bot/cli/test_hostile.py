"""A hostile archive on the command line and in exports: nothing acts in a terminal, a sheet, a reader or a line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from harmless import in_terminal, is_hidden
from lxml import etree, html
from poisoned import poisoned

from bot.__main__ import cli
from store import ArchiveError
from store.export.sheet import COLUMNS
from tests.data.hostile import short_strings

STRINGS = 500
FORMULA = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TAGS = {"div", "blockquote", "p", "cite", "a"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "archive.db"
    poisoned(path, STRINGS)
    return path


def run(archive: Path, *arguments: str) -> str:
    """Both streams of a command, which ends with an answer or with a sentence."""
    done = CliRunner().invoke(cli, ["--archive", str(archive), *arguments])
    assert done.exit_code in (0, 1, 2), done.output
    assert isinstance(done.exception, SystemExit | ArchiveError | None), done.exception
    return done.output


@pytest.mark.parametrize(
    "command",
    [
        ("article", "3"),
        ("search", "clerk of ward"),
        ("who-said", "clerk of ward"),
        ("ask", "what did the clerk of ward 3 write?", "--explain"),
        ("facts", "ward 3"),
        ("digest",),
        ("stats",),
        ("speakers", "list", "a"),
        ("check", "“The clerk of ward 3 wrote”"),
    ],
    ids=lambda command: command[0],
)
def test_what_is_printed_can_be_shown(archive: Path, command: tuple[str, ...]) -> None:
    assert in_terminal(run(archive, *command)) == ""
    if command[0] not in ("check",):
        told = run(archive, *(each for each in command if each != "--explain"), "--json")
        assert not any(map(is_hidden, set(told) - {"\n"}))


@pytest.mark.parametrize("command", ["ask", "said", "search", "speaker", "article", "timeline"])
def test_what_is_typed_is_an_answer_or_a_sentence(archive: Path, command: str) -> None:
    for text in short_strings(12, 2_000, seed=len(command)):
        typed = text.replace("\x00", "").encode("utf-8", "replace").decode() or "x"
        assert in_terminal(run(archive, command, "--", typed)) == ""


def test_no_cell_of_a_sheet_is_run(archive: Path, tmp_path: Path) -> None:
    run(archive, "export", "-o", str(tmp_path / "all.csv"))
    with (tmp_path / "all.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert len(rows) > STRINGS // 8
    assert not [cell for row in rows for cell in row if cell.lstrip(" ").startswith(FORMULA)]


def test_a_feed_has_no_markup_but_its_own(archive: Path, tmp_path: Path) -> None:
    run(archive, "export", "-o", str(tmp_path / "feed.xml"))
    found = etree.fromstring((tmp_path / "feed.xml").read_bytes())
    items = found.findall("channel/item")
    assert len(items) > STRINGS // 8
    for item in items:
        described = html.fragment_fromstring(item.findtext("description"), create_parent="div")
        assert {each.tag for each in described.iter()} <= TAGS
        for link in [item.findtext("link") or "https://", *described.xpath("//a/@href")]:
            assert link.startswith(("http://", "https://"))


def test_each_article_is_one_line(archive: Path, tmp_path: Path) -> None:
    run(archive, "export", "-o", str(tmp_path / "all.jsonl"))
    written = (tmp_path / "all.jsonl").read_text("utf-8")
    lines = written.splitlines()
    assert len(lines) == written.count("\n") == STRINGS // 13
    assert all(json.loads(line)["text"].startswith("The clerk of ward") for line in lines)
