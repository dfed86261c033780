"""``/follow``, ``/unfollow`` and ``/following``: by those who may, of what there is."""

from __future__ import annotations

import discord
import pytest

from store.follows import Followed, FollowKind


async def test_a_speaker_by_any_spelling(stage, desks, shown) -> None:
    result = await stage.ann.slash(stage.channel, "follow speaker", name="MARA oss")
    assert result.ephemeral
    assert shown(result.response) == ("Followed from now on: Mara Oss, by direct message, at once.")
    (follow,) = desks.guilds.follows(member=stage.ann.id)
    assert (follow.followed, follow.since) == (Followed(FollowKind.SPEAKER, "Mara Oss"), 9)
    again = await stage.ann.slash(
        stage.channel, "follow speaker", name="Mara Oss", when="once a day"
    )
    assert "It is now: Mara Oss, by direct message, once a day." in shown(again.response)
    assert len(desks.guilds.follows(member=stage.ann.id)) == 1


async def test_nobody_of_that_name(stage, desks, shown) -> None:
    result = await stage.ann.slash(stage.channel, "follow speaker", name="Zebulon Quux")
    assert result.ephemeral and "quotes nobody of that name" in shown(result.response)
    assert desks.guilds.follows(member=stage.ann.id) == ()
    assert len(stage.env.errors) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("…!?", "Give words that I can look for"),
        ("-berth", "Give words that I can look for"),
        ("one two three four five six seven eight nine", "give 8 at most"),
    ],
)
async def test_words_that_can_not_be_followed(stage, shown, typed, said) -> None:
    result = await stage.ann.slash(stage.channel, "follow words", words=typed)
    assert result.ephemeral and said in shown(result.response)
    assert len(stage.env.errors) == 1


async def test_everyone_is_told_by_those_who_manage_channels(stage, desks, shown) -> None:
    options = {"words": "crane", "where": "here, for everyone"}
    result = await stage.ann.slash(stage.channel, "follow words", **options)
    assert shown(result.response) == "For this you need the permission Manage Channels."
    assert len(stage.env.errors) == 1
    result = await stage.admin.slash(stage.channel, "follow words", **options)
    assert "the words “crane”, in this channel, at once" in shown(result.response)
    (follow,) = desks.guilds.follows(guild=stage.guild.id)
    assert (follow.place.channel, follow.place.member) == (stage.channel.id, 0)


async def test_in_the_daily_post_only_where_there_is_one(stage, desks, shown) -> None:
    options = {"words": "crane", "where": "here, for everyone", "when": "once a day"}
    result = await stage.admin.slash(stage.channel, "follow words", **options)
    assert "set it up with /digest setup" in shown(result.response)
    assert len(stage.env.errors) == 1
    await stage.admin.slash(
        stage.channel, "digest setup", channel=stage.channel, hour=9, zone="UTC"
    )
    result = await stage.admin.slash(stage.channel, "follow words", **options)
    assert "the words “crane”, in the daily post" in shown(result.response)
    await stage.admin.slash(stage.channel, "digest off")
    listed = await stage.admin.slash(stage.channel, "following")
    assert "The daily post is off" in shown(listed.response)


async def test_a_permission_that_the_bot_lacks_is_named(stage, desks, shown) -> None:
    closed = stage.guild.create_text_channel(
        "closed",
        overwrites={stage.guild.default_role: discord.PermissionOverwrite(send_messages=False)},
    )
    result = await stage.admin.slash(
        closed, "follow words", words="crane", where="here, for everyone"
    )
    assert "In #closed I need the permission Send Messages first." in shown(result.response)
    assert len(stage.env.errors) == 1


async def test_in_a_direct_message(stage, desks, shown) -> None:
    result = await stage.ann.user.slash("follow speaker", name="Mara Oss")
    assert "by direct message, at once" in shown(result.response)
    result = await stage.ann.user.slash("follow words", words="crane", where="here, for me")
    assert "by direct message only" in shown(result.response)
    assert len(stage.env.errors) == 1
    result = await stage.ann.user.slash("following")
    assert "• Mara Oss: by direct message, at once" in shown(result.response)
    result = await stage.ann.user.slash("unfollow", what="mara oss")
    assert shown(result.response).startswith("Followed no more: Mara Oss")
    result = await stage.ann.user.slash("following")
    assert "You follow nothing" in shown(result.response)


async def test_in_a_thread(stage, desks, shown) -> None:
    channel = stage.env.bot.get_channel(stage.channel.id)
    await channel.create_thread(name="harbour", type=discord.ChannelType.public_thread)
    await stage.env.settle()
    (thread,) = stage.channel.threads
    await stage.ann.slash(thread, "follow words", words="crane", where="here, for me")
    (follow,) = desks.guilds.follows(member=stage.ann.id)
    assert follow.place.channel == thread.id


async def test_speaker_autocomplete(stage) -> None:
    choices = await stage.ann.autocomplete(stage.channel, "follow speaker", "name", "mar")
    assert choices[0]["value"] == "Mara Oss"
