"""The README's pictures show what the program answers today. Drawing them needs a browser; this does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pictures.recorded import PICTURES, THEMES, drawn_from, file_of, hash_of, recorded
from tests.pictures.scene import played
from tests.pictures.terminal import FILE, drawn

README = Path(__file__).parents[2] / "README.md"
LARGEST = 300_000
"""Bytes of a picture: a README loads quickly."""
AGAIN = "the program answers otherwise now: draw the pictures again with python -m tests.pictures"


async def test_the_replies_are_what_the_program_answers(tmp_path: Path) -> None:
    async with played(tmp_path) as scene:
        replies = scene.replies()
    assert replies == recorded(), AGAIN


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_was_drawn_from_these_replies(name: str, theme: str) -> None:
    assert drawn_from(name, theme) == hash_of(name, recorded()), AGAIN
    assert file_of(name, theme).stat().st_size < LARGEST


def test_the_terminal_shows_what_it_answers(archive_path: Path) -> None:
    assert drawn(archive_path) == FILE.read_text(encoding="utf-8"), AGAIN


def test_the_readme_shows_each_with_a_description() -> None:
    text = README.read_text(encoding="utf-8")
    shown = dict(re.findall(r'<img src="\.github/([\w-]+)-light\.png"[^>]*\balt="([^"]+)"', text))
    dark = re.findall(r'prefers-color-scheme: dark\)" srcset="\.github/([\w-]+)-dark\.png"', text)
    assert set(shown) == set(dark) == set(PICTURES)
    assert all(len(alt) > 100 for alt in shown.values())
