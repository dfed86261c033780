"""News of what is followed: once, whatever stops or fails, and where they were asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import discord
import pytest

from store.guilds import LEASE
from store.guilds.follows import DAY, GAP

EIGHT = datetime(2026, 1, 1, 8, tzinfo=UTC)
SEND = "/channels/*/messages"


@pytest.fixture
def told(shown):
    """The news in a channel, the earliest first."""

    def read(channel) -> list[str]:
        texts = [shown(message) for message in channel.history()]
        return [text for text in texts if "### News of what" in text]

    return read


async def follow(stage, who=None, **options):
    who = who or stage.ann
    return await who.slash(stage.channel, "follow speaker", name="Mara Oss", **options)


async def here(stage, **options):
    return await follow(stage, stage.admin, where="here, for everyone", **options)


async def test_a_member_is_told_by_direct_message_within_a_minute(stage, desks, told) -> None:
    await follow(stage)
    await stage.env.advance_time(120)
    assert told(stage.ann.user.dm_channel) == []
    desks.publish(1)
    await stage.env.advance_time(120)
    (text,) = told(stage.ann.user.dm_channel)
    assert text.startswith("### News of what you follow · 1\n")
    assert "**Mara Oss**" in text and "Ferry 1 is safe again" in text
    await stage.env.advance_time(15 * 60)
    assert len(told(stage.ann.user.dm_channel)) == 1
    assert told(stage.channel) == []


async def test_words_are_told_as_they_are_printed(stage, desks, told) -> None:
    await stage.ann.slash(stage.channel, "follow words", words="ferry morning")
    await stage.ann.slash(stage.channel, "follow words", words="crates storm")
    desks.publish(3)
    await stage.env.bot.follows.tick(EIGHT)
    (text,) = told(stage.ann.user.dm_channel)
    assert "the words “ferry morning”" in text and "storm" not in text
    assert '> "**Ferry** 3 is safe again' in text


async def test_what_comes_in_together_is_told_together(stage, desks, told) -> None:
    await here(stage)
    for number in range(1, 9):
        desks.publish(number)
    await stage.env.bot.follows.tick(EIGHT)
    (text,) = told(stage.channel)
    assert text.count("is safe again") == 5
    assert "3 more: /said Mara Oss" in text
    desks.publish(9)
    await stage.env.bot.follows.tick(EIGHT + GAP / 2)
    assert len(told(stage.channel)) == 1
    await stage.env.bot.follows.tick(EIGHT + GAP)
    assert "Ferry 9" in told(stage.channel)[-1] and "Ferry 8" not in told(stage.channel)[-1]


async def test_a_member_who_is_told_in_a_channel_is_mentioned(stage, desks, told) -> None:
    await follow(stage, where="here, for me")
    desks.publish(1)
    await stage.env.bot.follows.tick(EIGHT)
    (text,) = told(stage.channel)
    assert text.startswith(f"<@{stage.ann.id}>\n### News of what you follow · 1")


async def test_once_a_day(stage, desks, told) -> None:
    await follow(stage, when="once a day")
    for hours, number, expected in ((0, 1, 1), (2, 2, 1), (23, 3, 1), (24, 4, 2)):
        desks.publish(number)
        await stage.env.bot.follows.tick(EIGHT + timedelta(hours=hours))
        assert len(told(stage.ann.user.dm_channel)) == expected
    assert all(f"Ferry {n}" in told(stage.ann.user.dm_channel)[-1] for n in (2, 3, 4))


async def test_once_over_a_restart(stage, desks, told) -> None:
    await here(stage)
    desks.publish(1)
    await stage.env.bot.follows.tick(EIGHT)
    await stage.env.restart_bot(desks.client())
    desks.publish(2)
    await stage.env.bot.follows.tick(EIGHT + DAY)
    await stage.env.bot.follows.tick(EIGHT + 2 * DAY)
    first, second = told(stage.channel)
    assert "Ferry 1" in first and "Ferry 2" in second and "Ferry 1" not in second


@pytest.mark.parametrize("where", ["direct message", "here, for me", "here, for everyone"])
async def test_a_message_that_arrived_before_the_kill_is_found(
    stage, desks, told, shown, where
) -> None:
    who = stage.admin if where == "here, for everyone" else stage.ann
    channel = who.user.dm_channel if where == "direct message" else stage.channel
    await follow(stage, who, where=where)
    desks.publish(1)
    await stage.env.bot.follows.tick(EIGHT)
    assert len(told(channel)) == 1
    # As a kill leaves it between the message and its confirmation.
    (message,) = [each for each in channel.history() if told(channel)[0] == shown(each)]
    with desks.guilds._work() as db:
        db.execute(
            "UPDATE follow_places SET begun = 1, holder = 'killed', leased = ?, posted_in = ?,"
            " anchor = ?",
            [(EIGHT + LEASE).isoformat(), channel.id, message.id - 1],
        )
    await stage.env.restart_bot(desks.client())
    await stage.env.bot.follows.tick(EIGHT + timedelta(seconds=10))
    await stage.env.bot.follows.tick(EIGHT + LEASE + timedelta(seconds=10))
    desks.publish(2)
    await stage.env.bot.follows.tick(EIGHT + LEASE + GAP + timedelta(seconds=20))
    first, second = told(channel)
    assert "Ferry 1" in first and "Ferry 2" in second and "Ferry 1" not in second


async def test_an_error_of_the_server_is_tried_again(stage, desks, told) -> None:
    await here(stage)
    desks.publish(1)
    stage.env.inject_error("POST", SEND, status=503, times=1)
    await stage.env.bot.follows.tick(EIGHT)
    for minutes in range(1, 5):
        await stage.env.bot.follows.tick(EIGHT + timedelta(minutes=minutes))
    assert len(told(stage.channel)) == 1


async def test_closed_direct_messages_are_told_at_the_next_command(stage, desks, shown) -> None:
    await follow(stage)
    desks.publish(1)
    stage.env.inject_error("POST", SEND, status=403, code=50007, times=1)
    await stage.env.bot.follows.tick(EIGHT)
    result = await stage.ann.slash(stage.channel, "about")
    notice = shown(result.followups[-1])
    assert "paused: Discord does not let me send you direct messages" in notice
    listed = await stage.ann.slash(stage.channel, "following")
    assert "(paused: Discord does not let me" in shown(listed.response)
    assert not listed.followups, "once"
    await follow(stage)
    await stage.env.bot.follows.tick(EIGHT + GAP)
    assert [m for m in stage.ann.user.dm_channel.history() if "Ferry 1" in shown(m)]


async def test_a_lost_permission_pauses_by_its_name(stage, desks, told, shown) -> None:
    await here(stage)
    await stage.env.bot.get_channel(stage.channel.id).set_permissions(
        stage.env.bot.get_guild(stage.guild.id).default_role, send_messages=False
    )
    await stage.env.settle()
    desks.publish(1)
    await stage.env.bot.follows.tick(EIGHT)
    result = await stage.admin.slash(stage.channel, "about")
    assert "in #news I need the permission Send Messages" in shown(result.followups[-1])
    assert told(stage.channel) == []


async def test_a_deleted_channel_pauses(stage, desks, shown) -> None:
    gone = stage.guild.create_text_channel("gone")
    await stage.admin.slash(gone, "follow speaker", name="Mara Oss", where="here, for everyone")
    await stage.env.bot.get_channel(gone.id).delete()
    await stage.env.settle()
    desks.publish(1)
    await stage.env.bot.follows.tick(EIGHT)
    result = await stage.admin.slash(stage.channel, "about")
    assert "its channel is gone" in shown(result.followups[-1])


async def test_the_archives_words_mention_nobody(stage, desks, told) -> None:
    await stage.ann.slash(stage.channel, "follow words", words="crates", where="here, for me")
    desks.publish(1)
    await stage.env.bot.follows.tick(EIGHT)
    (message,) = [m for m in stage.channel.history() if "crates" in str(m.components)]
    assert [user.id for user in message.mentions] in ([stage.ann.id], [])
    assert not message.mention_everyone


async def test_a_server_that_is_left_is_forgotten(stage, desks) -> None:
    await here(stage)
    await follow(stage)
    await stage.env.bot.servers.forget(stage.guild.id)
    assert [each.place.guild for each in desks.guilds.scanned()] == [0]
    assert isinstance(stage.env.bot, discord.Client)
