"""``dateline check``, and ``/check`` in the chat, over the bundled archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from bot.chat import run_line
from bot.terminal import as_text
from store import Archive

ALTERED = "“A minister has resigned. A window has not been explained” - Ilse Marrane"


@pytest.fixture
def run(archive_path: Path):
    def run(*args: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(
            cli, ["--archive", str(archive_path), "check", *args], input=stdin
        )

    return run


def test_the_words_that_differ(run) -> None:
    result = run(ALTERED)
    assert result.exit_code == 0, result.output
    assert "≠ Altered" in result.output
    assert "A [-door-] {+**window**+} has not" in result.output


def test_json(run) -> None:
    (verdict,) = json.loads(run(ALTERED, "--json").stdout)["verdicts"]
    assert verdict["kind"] == "altered"
    assert verdict["claim"]["speaker"] == "Ilse Marrane"
    changed = [edit for edit in verdict["edits"] if edit["kind"] != "kept"]
    assert changed == [
        {"kind": "deleted", "text": "door"},
        {"kind": "inserted", "text": "window"},
    ]
    assert verdict["passage"]["citation"]["paragraph"] > 0


def test_a_message_on_stdin_with_several(run) -> None:
    result = run("-", stdin="“Who gets them?”\n“Applause is permitted” - Lena Toft\n" + ALTERED)
    assert result.exit_code == 0, result.output
    for label in ("1. ✓ Verbatim", "2. ⇄ Right words, other speaker", "3. ≠ Altered"):
        assert label in result.output


def test_a_speaker_apart(run) -> None:
    assert "✓ Verbatim" in run("applause is permitted", "--speaker", "Hallam").output


def test_nothing_found_ends_with_1(run) -> None:
    result = run("Purple cheese is eaten on Sundays by the cabinet")
    assert result.exit_code == 1
    assert "does not mean" in result.output


def test_the_chat_checks_too(archive_path: Path) -> None:
    with Archive.open(archive_path) as archive:
        for line in (f"/check {ALTERED}", f"/check quote {ALTERED}"):
            assert "≠ Altered" in as_text(run_line(archive, line)[0])
        reply, _ = run_line(archive, "/check applause is permitted speaker:Lena Toft")
        assert "other speaker" in as_text(reply)
