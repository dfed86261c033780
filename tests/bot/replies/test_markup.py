"""No text of an article or of a user can act as Discord markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.blocks import Block, BlockKind, Run
from bot.replies.markup import escape, inline, markdown, shown, visible

ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
"""Discord's own rule for an escape."""


def bare(text: str) -> str:
    """What of ``text`` is left to act as markup: a letter in the place of what is escaped."""
    return ESCAPED.sub("x", text)


@pytest.mark.parametrize(
    "text",
    [
        "**bold**",
        "__under__ _em_ *em*",
        "~~struck~~",
        "||spoiler||",
        "`code` ```block```",
        "[click](https://evil.example)",
        "<@123> <@!123> <@&123> <#123>",
        "</ask:123> <t:1:R> <:name:1> <id:home>",
        "<https://evil.example>",
        "https://evil.example",
        "# heading",
        "-# small",
        "- item",
        "+ item",
        "> quote",
        ">>> quote",
        "1. item",
        "line\n# heading\n  - item\n12. item",
        "\\",
        "\\*",
    ],
)
def test_nothing_acts_as_markup(text: str) -> None:
    shown = escape(text)
    left = bare(shown)
    assert not re.search(r"[*_~|`<>\[\]\\]", left)
    assert "://" not in left
    assert not re.search(r"^\s*([-+#]|\d+[.)])", left, re.MULTILINE)
    assert ESCAPED.sub(r"\1", shown) == text


@pytest.mark.parametrize("text", ["@everyone", "@here", "hi @EVERYONE"])
def test_nobody_is_mentioned(text: str) -> None:
    assert not re.search("@(everyone|here)", escape(text), re.IGNORECASE)


def test_invisible_characters_go() -> None:
    assert visible("a\u202eb\u200bc\u2066d\x00e\x1b[31mf\ufeffg") == "abcde[31mfg"


def test_letters_that_show_nothing_go_and_hidden_texts_with_them() -> None:
    assert visible("a\u3164b\u034fc\U000e0061\U000e0100d") == "abcd"


def test_marks_do_not_climb_over_other_lines() -> None:
    assert visible("e" + "\u0301" * 50 + "x\u0316\u0301") == "e" + "\u0301" * 4 + "x\u0316\u0301"


def test_marks_go_on_where_a_style_begins_or_ends_within_a_letter() -> None:
    letter = [Run("e" + "\u0301" * 3), Run("\u0316" * 3, bold=True), Run("\u0301" * 9 + "x")]
    assert [run.text for run in shown(letter)] == ["e" + "\u0301" * 3, "\u0316", "x"]
    assert re.findall(r"[\u0301\u0316]", inline(letter)) == [*["\u0301"] * 3, "\u0316"]


@pytest.mark.parametrize(
    "text", ["discord.gg/abc", "https://DISCORD.com/invite/abc", "discordapp.com/oauth2/authorize"]
)
def test_no_invitation_is_passed_on(text: str) -> None:
    assert re.search(r"\.(?:gg|com/invite|com/oauth2)\\/", escape(text), re.IGNORECASE)


def test_empty_lines_do_not_draw_a_text_out() -> None:
    assert escape("a\n \n\t\n\n  \nb") == "a\n\nb"


def test_nor_do_empty_lines_of_several_styles() -> None:
    hidden = [Run("a\n\n"), Run("\u115f", bold=True), Run("\n"), Run("\n", bold=True)]
    assert inline([*hidden, Run("\n", italic=True), Run("\nb")]) == "a\n\nb"


def test_a_lone_surrogate_becomes_sendable() -> None:
    visible("a\ud800b").encode("utf-8")


def test_bold_can_not_be_closed_by_its_text() -> None:
    assert inline((Run("a** b", bold=True),)) == r"**a\*\* b**"


def test_bold_marks_stand_at_the_words() -> None:
    assert inline((Run("x"), Run(" two words ", bold=True), Run("y"))) == "x **two words** y"


def test_bold_runs_side_by_side_are_one() -> None:
    assert inline((Run("a", bold=True), Run("b", bold=True))) == "**ab**"


def test_styles_side_by_side_stay_apart() -> None:
    assert inline((Run("a", bold=True), Run("b", italic=True))) == "**a**\u200b_b_"


def test_bold_over_lines_is_bold_on_each() -> None:
    block = Block(BlockKind.QUOTE, (Run("one\n\ntwo", bold=True),))
    assert markdown(block) == "> **one**\n> \n> **two**"


def test_a_link_text_holds_no_brackets() -> None:
    assert inline((Run("a [b]", url="https://x.example/"),)) == "[a (b)](https://x.example/)"


def test_a_link_does_not_read_as_another_address() -> None:
    shown = inline((Run("see https://news.example", url="https://x.example/"),))
    assert shown == r"see https\://news.example"


@given(st.text())
def test_escaping_keeps_every_visible_character(text: str) -> None:
    shown = escape(text).replace("@\u200b", "@")
    assert ESCAPED.sub(r"\1", shown).split() == visible(text).split()


@given(st.lists(st.tuples(st.text(alphabet="*_|~`a \n\\[]<>@#-1."), st.booleans()), max_size=6))
def test_bold_opens_and_closes(parts: list[tuple[str, bool]]) -> None:
    shown = inline(tuple(Run(text, bold=bold) for text, bold in parts))
    for line in bare(shown).split("\n"):
        assert line.count("**") % 2 == 0
        assert "*" not in line.replace("**", "")
