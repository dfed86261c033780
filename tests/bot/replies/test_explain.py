"""How a question was read, and why a passage stands where it does, in rows."""

from bot.replies.answer import answer_reply
from bot.replies.blocks import Reply
from bot.replies.explain import explanation
from store.model import (
    Answer,
    Certainty,
    Citation,
    Correction,
    Fragment,
    Passage,
    Period,
    Question,
    QuestionKind,
)

WEEK = Period("last week", "2021-03-01", "2021-03-07", limits=True)
YEAR = Period("in 2016", "2016", "2016", limits=False)
QUESTION = Question(
    text="how many waited last week on the qay in 2016 -Velm",
    kind=QuestionKind.HOW_MANY,
    words=("waited", "quay", "2016"),
    names=("Ada Obe", "2016"),
    excluded=("velm",),
    after="2021-03-01",
    before="2021-03-07",
    corrections=(Correction("qay", "quay"),),
    periods=(WEEK, YEAR),
)
PASSAGE = Passage(
    (Fragment("At least 80 waited.", 0, 19),),
    Citation(1, "Night Ferry Stops", "2021-03-01", 3, 0, 19),
    score=3.25,
    scored=(("length", -0.25), ("words in the best sentence", 3.5), ("names", 0.001)),
)
ANSWER = Answer(QUESTION, Certainty.FOUND, (PASSAGE,), 1)


def shown(reply: Reply) -> str:
    return "\n".join("".join(run.text for run in block.runs) for block in reply.blocks)


def test_everything_that_was_read_has_a_row() -> None:
    assert explanation(ANSWER).read == (
        ("kind", "how many"),
        ("words", "waited quay 2016"),
        ("names", "Ada Obe · 2016"),
        ("without", "velm"),
        ("after", "2021-03-01"),
        ("before", "2021-03-07"),
        ("corrected", "qay → quay"),
        ("days", "last week = 1 March 2021 to 7 March 2021 (printed then)"),
        ("days", "in 2016 = 2016 (part of what is asked)"),
        ("certainty", "found"),
    )


def test_the_parts_of_a_score_stand_by_their_weight() -> None:
    (one,) = explanation(ANSWER).passages
    assert one.score == "3.25"
    assert one.what == "Night Ferry Stops ¶3: At least 80 waited."
    assert one.parts == ("+3.50 words in the best sentence", "-0.25 length")


def test_the_reader_is_told_which_days_limit_and_when_they_could_not() -> None:
    assert "Read as: 1 March 2021 to 7 March 2021 (typed: last week)" in shown(answer_reply(ANSWER))
    assert "2016 (typed" not in shown(answer_reply(ANSWER))
    wider = Question(text="x", periods=(WEEK,))
    reply = answer_reply(Answer(wider, Certainty.CLOSEST, (PASSAGE,), 1))
    assert "Nothing was found of that time (1 March 2021 to 7 March 2021)" in shown(reply)
    nothing = answer_reply(Answer(QUESTION, Certainty.UNKNOWN))
    assert "Read as: 1 March 2021" in shown(nothing)


def test_days_with_one_end() -> None:
    since = Question(
        text="x", after="2002-03", periods=(Period("since March", "2002-03", "", True),)
    )
    reply = answer_reply(Answer(since, Certainty.FOUND, (PASSAGE,), 1))
    assert "Read as: since March 2002" in shown(reply)
