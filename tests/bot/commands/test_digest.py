"""``/digest``: for those who may manage the server, with missing permissions named."""

from __future__ import annotations

import discord
import pytest

from bot.replies.limits import CHOICE_TEXT, CHOICES


async def set_up(stage, **options):
    chosen = {"channel": stage.channel, "hour": 9, "zone": "Europe/Berlin", **options}
    return await stage.admin.slash(stage.channel, "digest setup", **chosen)


async def test_setup_stores_the_choice(stage, shown, desks) -> None:
    result = await set_up(stage)
    assert result.ephemeral
    assert "#news at 09:00, Europe/Berlin, from 1 January 2026 on." in shown(result.response)
    stored = desks.guilds.digest(stage.guild.id)
    assert (stored.channel, stored.hour, stored.zone) == (stage.channel.id, 9, "Europe/Berlin")
    assert stored.since == 9


async def test_a_zone_by_any_spelling_or_an_offer(stage, shown) -> None:
    await set_up(stage, zone="europe berlin")
    wrong = await set_up(stage, zone="Europe/Berlni")
    assert "Did you mean Europe/Berlin" in shown(wrong.response)
    assert len(stage.env.errors) == 1


async def test_a_permission_that_the_bot_lacks_is_named(stage, shown, desks) -> None:
    closed = stage.guild.create_text_channel(
        "closed",
        overwrites={
            stage.guild.default_role: discord.PermissionOverwrite(
                send_messages=False, read_message_history=False
            )
        },
    )
    result = await set_up(stage, channel=closed)
    assert result.ephemeral
    text = shown(result.response)
    assert "I need the permission Send Messages and Read Message History first." in text
    assert desks.guilds.digest(stage.guild.id) is None
    assert len(stage.env.errors) == 1


async def test_a_member_without_the_permission_does_not_see_it(stage) -> None:
    names = stage.ann.available_commands(stage.channel)
    assert not [name for name in names if name.startswith("digest")]
    assert "digest setup" in stage.admin.available_commands(stage.channel)


@pytest.mark.parametrize("name", ["preview", "now", "off"])
async def test_a_member_whom_an_admin_let_in_is_refused_by_name(stage, shown, name) -> None:
    registered = await stage.env.bot.tree.fetch_commands()
    command = next(each for each in registered if each.name == "digest")
    stage.guild.set_command_permissions(command, {stage.ann: True})
    result = await stage.ann.slash(stage.channel, f"digest {name}")
    assert result.ephemeral
    assert shown(result.response) == "For this you need the permission Manage Server."
    assert len(stage.env.errors) == 1


async def test_zone_autocomplete(stage) -> None:
    for typed, first in (("", "UTC"), ("berl", "Europe/Berlin"), ("new york", "America/New_York")):
        choices = await stage.admin.autocomplete(stage.channel, "digest setup", "zone", typed)
        assert choices[0]["value"] == first
        assert len(choices) <= CHOICES
        assert all(len(choice["name"]) <= CHOICE_TEXT for choice in choices)


async def test_a_preview_is_private_and_never_empty(stage, shown) -> None:
    result = await stage.admin.slash(stage.channel, "digest preview")
    assert result.ephemeral
    text = shown(result.response)
    assert text.startswith("Nothing is new")
    assert "### The archive on 1 January 2026" in text and "Inquiry into the ferry" in text


async def test_now_needs_a_setup(stage, shown) -> None:
    result = await stage.admin.slash(stage.channel, "digest now")
    assert "choose its channel and hour with /digest setup" in shown(result.response)
    assert len(stage.env.errors) == 1


async def test_now_without_anything_new_posts_nothing(stage, shown) -> None:
    await set_up(stage)
    result = await stage.admin.slash(stage.channel, "digest now")
    assert "nothing new" in shown(result.response)
    assert not [m for m in stage.channel.history() if "The archive on" in shown(m)]


async def test_off_ends_it(stage, shown, desks) -> None:
    await set_up(stage)
    result = await stage.admin.slash(stage.channel, "digest off")
    assert shown(result.response) == "The daily post is off."
    assert desks.guilds.digest(stage.guild.id) is None
    again = await stage.admin.slash(stage.channel, "digest off")
    assert shown(again.response) == "There was no daily post."


async def test_a_thread_can_have_the_post(stage, desks) -> None:
    channel = stage.env.bot.get_channel(stage.channel.id)
    await channel.create_thread(name="daily", type=discord.ChannelType.public_thread)
    await stage.env.settle()
    (thread,) = stage.channel.threads
    await set_up(stage, channel=thread)
    assert desks.guilds.digest(stage.guild.id).channel == thread.id
