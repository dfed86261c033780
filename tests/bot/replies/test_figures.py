"""How other figures are shown: value as printed, who says so, headline, date and paragraph."""

from __future__ import annotations

from bot.replies import BlockKind, answer_reply
from bot.replies.figures import figures_blocks
from bot.replies.markup import markdown
from bot.terminal import as_text
from store.model import (
    Answer,
    Certainty,
    Citation,
    Fragment,
    OtherFigure,
    Passage,
    Question,
    QuestionKind,
)

HERE = Citation(7, "Ferry Sinks", "2021-03-02", 2, 10, 12)
THERE = Citation(8, "Search Ends", "2021-03-05", 4, 90, 100, url="https://wire.example/search")
OTHERS = (
    OtherFigure("more\nthan 30", "Coast Guard", THERE),
    OtherFigure("58", "", HERE),
)


def test_nothing_is_shown_where_there_is_none() -> None:
    assert figures_blocks(()) == ()


def test_each_figure_has_a_line_under_a_heading() -> None:
    heading, first, second = figures_blocks(OTHERS)
    assert (heading.kind, heading.text) == (BlockKind.HEADING, "Other figures")
    assert first.text == "more than 30, according to Coast Guard — Search Ends, 5 March 2021, ¶4"
    assert second.text == "58 — Ferry Sinks, 2 March 2021, ¶2"
    assert [run.text for run in first.runs if run.bold] == ["more than 30"]
    assert "https://wire.example/search#:~:text=more%20than%2030" in markdown(first)


def test_they_follow_the_passages_of_an_answer() -> None:
    answer = Answer(
        Question("how many", QuestionKind.HOW_MANY),
        Certainty.FOUND,
        (Passage((Fragment("It says 41 were rescued.", 8, 32, ((8, 10),)),), HERE),),
        total=1,
        other_figures=OTHERS,
    )
    shown = as_text(answer_reply(answer))
    assert shown.index("**41**") < shown.index("Other figures") < shown.index("**more than 30**")


def test_hostile_text_stays_text() -> None:
    block = figures_blocks((OtherFigure("[58](x)", "@everyone", HERE),))[1]
    assert markdown(block).startswith(r"**\[58\](x)**")
    assert "@everyone" not in markdown(block)
