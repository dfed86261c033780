"""``/follow``, ``/unfollow`` and ``/following``: by those who may, of what there is."""

from __future__ import annotations

import discord
import pytest

from bot.replies.limits import CHOICE_TEXT, CHOICES
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


async def test_unfollow_offers_what_one_follows(stage, desks, shown) -> None:
    await stage.ann.slash(stage.channel, "follow speaker", name="Mara Oss")
    await stage.ann.slash(stage.channel, "follow words", words="crane " + "berth " * 7)
    await stage.admin.slash(
        stage.channel, "follow words", words="crane", where="here, for everyone"
    )
    choices = await stage.ann.autocomplete(stage.channel, "unfollow", "what", "")
    assert [choice["name"][:8] for choice in choices] == ["Mara Oss", "the word"]
    assert len(choices) <= CHOICES
    assert all(len(choice["name"]) <= CHOICE_TEXT for choice in choices)
    (mara,) = await stage.ann.autocomplete(stage.channel, "unfollow", "what", "MARA")
    result = await stage.ann.slash(stage.channel, "unfollow", what=mara["value"])
    assert shown(result.response) == "Followed no more: Mara Oss: by direct message, at once."
    assert len(desks.guilds.follows(member=stage.ann.id)) == 1


async def test_nobody_ends_what_another_follows(stage, desks, shown) -> None:
    await stage.admin.slash(
        stage.channel, "follow words", words="crane", where="here, for everyone"
    )
    (shared,) = desks.guilds.follows(guild=stage.guild.id)
    for what in (str(shared.id), "crane", "nothing like it"):
        result = await stage.ann.slash(stage.channel, "unfollow", what=what)
        assert "You follow nothing" in shown(result.response)
    assert len(stage.env.errors) == 3
    await stage.ann.slash(stage.channel, "follow words", words="storm")
    result = await stage.ann.slash(stage.channel, "unfollow", what="crane")
    assert "You don't follow that. You follow: storm" in shown(result.response)
    result = await stage.admin.slash(stage.channel, "unfollow", what="crane")
    assert "Followed no more" in shown(result.response)
    assert desks.guilds.follows(guild=stage.guild.id) == ()
    assert len(stage.env.errors) == 4


async def test_following_lists_ones_own_and_the_channels(stage, shown) -> None:
    await stage.ann.slash(stage.channel, "follow speaker", name="Mara Oss", where="here, for me")
    await stage.admin.slash(
        stage.channel, "follow words", words="crane", where="here, for everyone"
    )
    text = shown((await stage.ann.slash(stage.channel, "following")).response)
    assert text.split("\n") == [
        "• Mara Oss: for you in #news, at once",
        "• the words “crane”: for everyone in #news, at once",
        "You follow 1 of at most 25.",
    ]
    text = shown((await stage.admin.slash(stage.channel, "following")).response)
    assert "Mara Oss" not in text and "crane" in text


async def test_speaker_autocomplete(stage) -> None:
    choices = await stage.ann.autocomplete(stage.channel, "follow speaker", "name", "mar")
    assert choices[0]["value"] == "Mara Oss"
