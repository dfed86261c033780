"""``/forget-me``: says what there is, deletes it when that is confirmed, and nobody else's."""

from __future__ import annotations


async def judge(stage) -> None:
    answer = (await stage.ann.slash(stage.channel, "said", speaker="Mara Oss")).response
    await stage.ann.click(answer, label="👍")
    await stage.admin.click(answer, label="👎")


async def test_nothing_is_deleted_before_it_is_confirmed(stage, shown, labels, desks) -> None:
    await judge(stage)
    result = await stage.ann.slash(stage.channel, "forget-me")
    assert result.ephemeral
    assert shown(result.response).startswith("About you I keep 1 entry:\n1 × Your 👍 and 👎")
    assert labels(result.response) == ["Delete them all"]
    assert desks.guilds.judgements() == (1, 1)


async def test_all_about_the_member_goes_also_after_a_restart(stage, shown, labels, desks) -> None:
    await judge(stage)
    message = (await stage.ann.slash(stage.channel, "forget-me")).response
    await stage.env.restart_bot(desks.client())
    result = await stage.ann.click(message, label="Delete them all")
    assert shown(result.response) == "Deleted: 1 entry. I keep nothing about you now."
    assert not labels(result.response)
    assert desks.guilds.judgements() == (0, 1)
    again = await stage.ann.slash(stage.channel, "forget-me")
    assert shown(again.response) == "I keep nothing about you." and not labels(again.response)


async def test_it_works_in_direct_messages(stage, shown) -> None:
    await judge(stage)
    message = (await stage.ann.user.slash("forget-me")).response
    result = await stage.ann.user.click(message, label="Delete them all")
    assert shown(result.response).startswith("Deleted: 1 entry")
