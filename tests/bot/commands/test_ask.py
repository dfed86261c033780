"""``/ask``: answers in public, what is unknown in private."""

from __future__ import annotations

import pytest

QUESTION = "How many ships are waiting outside the breakwater?"


async def test_an_answer_is_public_with_question_words_and_citation(stage, shown, labels) -> None:
    result = await stage.ann.slash(stage.channel, "ask", question=QUESTION)
    text = shown(result.response)
    assert not result.ephemeral and not result.deferred
    assert text.startswith(f"-# Asked: {QUESTION}")
    assert "ships are waiting outside the breakwater" in text
    assert "¶3" in text and "March 2021" in text and "#:~:text=" in text
    assert "Context" in labels(result.response)


async def test_dates_narrow_the_answer(stage, shown) -> None:
    result = await stage.ann.slash(
        stage.channel, "ask", question=QUESTION, after="5 March 2021", before="2021-03-05"
    )
    text = shown(result.response)
    assert "from 5 March 2021 · until 5 March 2021" in text
    assert "50 ships" in text.replace("*", "")
    assert "week 4" not in text


async def test_what_the_archive_does_not_know_is_for_the_asker_alone(stage, shown) -> None:
    result = await stage.ann.slash(
        stage.channel, "ask", question="What did Napoleon say about tariffs?"
    )
    assert result.ephemeral
    assert "does not know" in shown(result.response)
    assert '"' not in shown(result.response)


@pytest.mark.parametrize("date", ["yesterday-ish", "2021-13-40", "'; DROP TABLE articles"])
async def test_a_date_that_is_none_is_explained(stage, shown, date) -> None:
    result = await stage.ann.slash(stage.channel, "ask", question=QUESTION, after=date)
    assert result.ephemeral
    said = shown(result.response).replace("\\", "")
    assert said.startswith(f"{date} is not a date I can read")
    assert [type(error).__name__ for error in stage.env.errors] == ["CommandInvokeError"]


async def test_it_answers_in_direct_messages(stage, shown) -> None:
    result = await stage.ann.user.slash("ask", question=QUESTION)
    assert "ships are waiting" in shown(result.response)


async def test_nobody_is_ever_mentioned(stage) -> None:
    await stage.ann.slash(stage.channel, "ask", question="@everyone " + QUESTION)
    sent = next(each for each in stage.env.http_requests if each.path.endswith("/callback"))
    assert sent.json["data"]["allowed_mentions"]["parse"] == []
