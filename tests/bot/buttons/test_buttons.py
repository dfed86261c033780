"""Buttons: paging, context, article; their state outlives a restart."""

from __future__ import annotations

import pytest

from bot.buttons.kept import is_too_long, packed, unpacked
from bot.buttons.page import page_id
from bot.replies.limits import CUSTOM_ID

LONG = "an engineer of the port, who asked not to be named because she may not speak to reporters"


async def said(stage):
    return (await stage.ann.slash(stage.channel, "said", speaker="Mara Oss")).response


async def long_question(stage):
    result = await stage.ann.slash(stage.channel, "said", speaker=LONG)
    return result.response


async def press(actor, message, label, ids, labels):
    number = labels(message).index(label)
    return await actor.click(message, custom_id=ids(message)[number])


async def test_next_and_previous_turn_the_askers_message(stage, shown, labels, ids) -> None:
    message = await said(stage)
    turned = await press(stage.ann, message, "Next", ids, labels)
    assert turned.response.id == message.id
    text = shown(turned.response)
    assert "6 to 7 of 7" in text and "Berth 1" in text and "Berth 7" not in text
    assert text.startswith("-# Asked: Mara Oss")
    assert "Previous" in labels(turned.response) and "Next" not in labels(turned.response)
    back = await press(stage.ann, turned.response, "Previous", ids, labels)
    assert "1 to 5 of 7" in shown(back.response)


async def test_anyone_else_gets_the_page_alone(stage, shown, labels, ids) -> None:
    message = await said(stage)
    result = await press(stage.admin, message, "Next", ids, labels)
    assert result.ephemeral and result.response.id != message.id
    assert "6 to 7 of 7" in shown(result.response)
    assert "1 to 5 of 7" in shown(message)
    own = await press(stage.admin, result.response, "Previous", ids, labels)
    assert own.response.id == result.response.id
    assert "1 to 5 of 7" in shown(own.response)


async def test_context_shows_the_paragraphs_around(stage, shown, labels, ids) -> None:
    message = await said(stage)
    result = await press(stage.ann, message, "Context", ids, labels)
    assert result.ephemeral
    text = shown(result.response)
    assert "¶1 TARN — The harbour was quiet" in text
    assert '¶2 **"Berth 7 of the harbour stays closed' in text
    assert "¶3 At least 70 ships" in text
    assert labels(result.response) == ["Article", "Show in channel"]


async def test_article_opens_from_the_context(stage, shown, labels, ids) -> None:
    context = await press(stage.ann, await said(stage), "Context", ids, labels)
    result = await press(stage.ann, context.response, "Article", ids, labels)
    assert result.ephemeral
    assert shown(result.response).startswith("### Harbour closure enters week 7")


@pytest.mark.parametrize("label", ["Next", "Context"])
async def test_a_button_outlives_the_bot(stage, desks, shown, labels, ids, label) -> None:
    message = await said(stage)
    await stage.env.restart_bot(desks.client())
    result = await press(stage.ann, message, label, ids, labels)
    assert "Berth" in shown(result.response)
    assert not stage.env.errors


async def test_article_pages_outlive_the_bot(stage, desks, shown, labels, ids) -> None:
    message = (
        await stage.ann.slash(stage.channel, "article", headline="inquiry ferry findings")
    ).response
    await stage.env.restart_bot(desks.client())
    turned = await press(stage.ann, message, "Next", ids, labels)
    assert "page 2 of" in shown(turned.response)
    assert labels(turned.response) == ["Previous", "Next"]


async def test_a_long_question_outlives_the_bot(stage, desks, shown, labels, ids) -> None:
    message = await long_question(stage)
    assert all(len(each) <= CUSTOM_ID for each in ids(message))
    assert "#" in ids(message)[-1]
    await stage.env.restart_bot(desks.client())
    turned = await press(stage.ann, message, "Next", ids, labels)
    assert "6 to 7 of 7" in shown(turned.response)


async def test_a_question_that_was_forgotten_is_explained(stage, desks, shown, labels, ids) -> None:
    message = await long_question(stage)
    (desks.folder / "bot.db").unlink()
    await stage.env.restart_bot(desks.client())
    result = await press(stage.ann, message, "Next", ids, labels)
    assert result.ephemeral
    assert "too old" in shown(result.response)
    assert len(stage.env.errors) == 1


@pytest.mark.parametrize(
    "arguments", [("",), ("a|b", "", "%7C%25|"), ("x\ny", "ü", ""), ("%", "|"), ("=", "#")]
)
def test_arguments_come_back_from_an_id(arguments) -> None:
    assert unpacked(packed(arguments)) == arguments


def test_only_long_questions_need_a_key() -> None:
    assert not is_too_long(page_id(("ask", "3", "short")))
    assert is_too_long(page_id(("ask", "3", "w" * 100)))
    assert len(page_id(("who-said", "999999999", "w" * 400), "0" * 16)) <= CUSTOM_ID


async def test_changes_turn_the_article_into_what_was_corrected(
    stage, desks, shown, labels, ids
) -> None:
    before = await stage.ann.slash(stage.channel, "article", headline="Harbour closure week 3")
    assert "Changes" not in labels(before.response)
    desks.correct(3, "At least 30 ships", "At least 35 ships")
    message = await stage.ann.slash(stage.channel, "article", headline="Harbour closure week 3")
    result = await press(stage.ann, message.response, "Changes", ids, labels)
    text = shown(result.response)
    assert text.startswith("### Changes: Harbour closure enters week 3")
    assert "¶3 At least ~~30~~ __35__ ships are waiting" in text
    assert labels(result.response) == ["Article"]
