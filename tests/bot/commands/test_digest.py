"""``/digest``: for those who may manage the server, with missing permissions named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import discord
import pytest

from bot.replies.limits import CHOICE_TEXT, CHOICES
from bot.replies.packed import unpacked
from store.guilds import Guilds


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


@pytest.mark.parametrize("name", "preview now pause resume status off".split())
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


@pytest.mark.parametrize("name", "now pause resume status".split())
async def test_what_needs_a_setup_says_so(stage, shown, name) -> None:
    result = await stage.admin.slash(stage.channel, f"digest {name}")
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


async def test_setup_stores_every_choice_and_changes_one_alone(stage, shown, desks) -> None:
    role = stage.guild.create_role("Readers")
    await set_up(
        stage,
        weekdays="mon-fri",
        topics="harbour closure, ferry",
        speakers="ms. oss; Mara Oss",
        length="long",
        role=role,
        silent=True,
        say_when_empty=True,
        catch_up=False,
    )
    first = desks.guilds.digest(stage.guild.id)
    assert first.weekdays == "12345" and first.topics == ("harbour closure", "ferry")
    assert first.speakers == ("Mara Oss",) and first.length == "long" and first.role == role.id
    assert first.silent and first.says_empty and not first.catches_up
    await stage.admin.slash(stage.channel, "digest setup", hour=11)
    assert desks.guilds.digest(stage.guild.id) == replace(first, hour=11)
    everyone = stage.guild.default_role
    await set_up(stage, topics="none", speakers="all", role=everyone, weekdays="every day")
    last = desks.guilds.digest(stage.guild.id)
    assert (last.topics, last.speakers, last.role, last.weekdays) == ((), (), 0, "1234567")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"hour": None}, "needs an hour and a time zone"),
        ({"weekdays": "someday"}, "no day of the week"),
        ({"speakers": "Zebulon Quux"}, "Nobody in the archive is known as Zebulon Quux"),
        ({"topics": ",".join("abcdefghijkl")}, "more than 10"),
        ({"tag": "daily"}, "Only a forum has tags"),
    ],
)
async def test_a_wrong_choice_is_a_sentence(stage, shown, desks, options, said) -> None:
    chosen = {"channel": stage.channel, "hour": 9, "zone": "UTC", **options}
    chosen = {name: value for name, value in chosen.items() if value is not None}
    result = await stage.admin.slash(stage.channel, "digest setup", **chosen)
    assert result.ephemeral and said in shown(result.response)
    assert desks.guilds.digest(stage.guild.id) is None
    assert len(stage.env.errors) == 1


async def test_a_forum_by_the_name_of_its_tag(stage, shown, desks) -> None:
    made = stage.guild.create_forum_channel("papers")
    await stage.env.settle()
    forum = stage.env.bot.get_channel(made.id)
    await forum.edit(available_tags=[discord.ForumTag(name="Daily"), discord.ForumTag(name="x")])
    await stage.env.settle()
    wrong = await set_up(stage, channel=made, tag="weekly")
    assert "has no tag of that name; it has Daily, x." in shown(wrong.response)
    await set_up(stage, channel=made, tag="daily")
    stored = desks.guilds.digest(stage.guild.id)
    assert (stored.channel, stored.tag) == (made.id, forum.available_tags[0].id)
    assert len(stage.env.errors) == 1


async def test_a_role_that_the_bot_may_not_ping_is_refused(stage, shown) -> None:
    role = stage.guild.create_role("Readers")
    closed = stage.guild.create_text_channel(
        "quiet",
        overwrites={stage.guild.default_role: discord.PermissionOverwrite(mention_everyone=False)},
    )
    result = await set_up(stage, channel=closed, role=role)
    assert "All Roles first" in shown(result.response)
    assert len(stage.env.errors) == 1


async def test_weekdays_and_speakers_are_completed(stage) -> None:
    days = await stage.admin.autocomplete(stage.channel, "digest setup", "weekdays", "tue,fri")
    assert days[0]["value"] == "Tuesday and Friday"
    names = await stage.admin.autocomplete(stage.channel, "digest setup", "speakers", "A B; mar")
    assert names[0]["value"] == "A B; Mara Oss"
    assert all(len(each["value"]) <= CHOICE_TEXT for each in names) and len(names) <= CHOICES


async def test_pause_and_resume(stage, shown, desks) -> None:
    await set_up(stage)
    assert "not paused" in shown((await stage.admin.slash(stage.channel, "digest resume")).response)
    await stage.admin.slash(stage.channel, "digest pause")
    assert unpacked(desks.guilds.digest(stage.guild.id).paused) == "An admin paused it."
    again = await stage.admin.slash(stage.channel, "digest pause")
    assert "paused already" in shown(again.response)
    assert not again.followups  # who paused it needs not be told
    told = await stage.admin.slash(stage.channel, "digest status")
    assert "Paused: An admin paused it." in shown(told.response)
    resumed = await stage.admin.slash(stage.channel, "digest resume")
    assert "goes on from 1 January 2026" in shown(resumed.response)
    assert not desks.guilds.digest(stage.guild.id).paused


async def test_resume_names_what_is_still_missing(stage, shown, desks) -> None:
    await set_up(stage)
    desks.guilds.pause(stage.guild.id, "in #news I need the permission Send Messages.")
    channel = stage.env.bot.get_channel(stage.channel.id)
    await channel.set_permissions(channel.guild.default_role, send_messages=False)
    await stage.env.settle()
    result = await stage.admin.slash(stage.channel, "digest resume")
    assert "I need the permission Send Messages first" in shown(result.response)
    assert desks.guilds.digest(stage.guild.id).paused
    assert len(stage.env.errors) == 1


async def test_status_tells_settings_and_the_last_days(stage, shown, desks) -> None:
    await set_up(stage, weekdays="weekends", topics="ferry", speakers="Mara Oss")
    now = datetime(2025, 12, 28, 9, tzinfo=UTC)
    for day, end in (("2025-12-27", Guilds.settle_empty), ("2025-12-28", Guilds.refuse)):
        post = desks.guilds.claim(stage.guild.id, day, channel=1, until=1, now=now)
        end(desks.guilds, post)
    text = shown((await stage.admin.slash(stage.channel, "digest status")).response)
    assert "at 09:00, Europe/Berlin, Saturday and Sunday." in text
    assert "Next: 3 January 2026." in text
    assert "It shows what holds ferry; what quotes Mara Oss; length: medium." in text
    assert "notifies as usual and pings nobody" in text
    assert "has no post; one that was missed is caught up" in text
    assert "28 December 2025: refused by Discord\n27 December 2025: nothing new" in text


async def test_now_tries_again_what_was_refused(stage, shown, desks) -> None:
    await set_up(stage)
    desks.publish(1)
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    refused = await stage.admin.slash(stage.channel, "digest now")
    assert "refused" in shown(refused.response)
    again = await stage.admin.slash(stage.channel, "digest now")
    assert "posted" in shown(again.response)
    assert len([m for m in stage.channel.history() if "The archive on" in shown(m)]) == 1
