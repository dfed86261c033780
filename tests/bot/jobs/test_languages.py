"""Posts that nobody asked for, in the language of their server or of the member who is told."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta

import discord
import pytest
from digest_day import EIGHT, state

from store.guilds import PostState, ServerSettings


@pytest.fixture
def speak(stage, desks):
    """A server chooses its language."""

    async def chosen(language: str) -> None:
        await stage.env.bot.servers.save(ServerSettings(stage.guild.id, language=language))

    return chosen


@pytest.fixture
def own(stage, shown):
    """The bot's messages in the channel, as text."""
    return lambda: [text for text in map(shown, stage.channel.history()) if "### " in text]


async def test_a_digest_in_german(stage, desks, digest, speak, own) -> None:
    await speak("de")
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    (text,) = own()
    assert text.startswith("### Das Archiv am 1. Januar 2026\n**1 neuer Artikel**")
    assert "Ferry 1 sails again" in text and ", 31. Dezember 2025" in text


async def test_a_server_that_chose_none_has_the_one_of_its_discord(
    stage, desks, digest, own
) -> None:
    stage.env.bot.get_guild(stage.guild.id).preferred_locale = discord.Locale.german
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    (text,) = own()
    assert text.startswith("### Das Archiv am")


@pytest.mark.parametrize(("before", "after"), [("en", "de"), ("de", "en")])
async def test_a_lost_post_is_found_after_its_server_chose_another_language(
    stage, desks, digest, speak, own, before, after
) -> None:
    await speak(before)
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    with sqlite3.connect(desks.folder / "bot.db") as db:
        db.execute("UPDATE posts SET state = 'claimed', message = 0")
    await speak(after)
    await stage.env.restart_bot(desks.client())
    await stage.env.bot.digests.tick(EIGHT + timedelta(minutes=5))
    assert len(own()) == 1
    assert state(desks, digest) == [PostState.POSTED]
    desks.publish(2)
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=1))
    assert len(own()) == 2


async def test_a_lost_thread_of_a_forum_too(stage, desks, digest, speak) -> None:
    forum = stage.guild.create_forum_channel("papers")
    await stage.env.settle()
    desks.guilds.set_digest(replace(digest, channel=forum.id))
    await speak("de")
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    with sqlite3.connect(desks.folder / "bot.db") as db:
        db.execute("UPDATE posts SET state = 'claimed', message = 0")
    await speak("en")
    await stage.env.bot.digests.tick(EIGHT + timedelta(minutes=5))
    threads = stage.env.backend.active_threads(stage.guild.id)
    assert [each.name for each in threads] == ["Das Archiv am 1. Januar 2026"]
    assert state(desks, digest) == [PostState.POSTED]


async def test_why_it_is_paused_is_told_in_the_language_of_whoever_is_told(
    stage, desks, digest, speak, shown
) -> None:
    desks.publish(1)
    stage.env.inject_error("POST", "/channels/*/messages", status=403)
    await stage.env.bot.digests.tick(EIGHT)
    await speak("de")
    result = await stage.admin.slash(stage.channel, "about")
    (told,) = result.followups
    assert shown(told).startswith(
        "Die tägliche Meldung ist angehalten: Discord lässt mich in #news"
    )


async def test_a_member_is_told_in_the_language_of_their_own_discord(
    stage, desks, shown, discord_in
) -> None:
    discord_in("de")
    await stage.ann.slash(stage.channel, "follow speaker", name="Mara Oss")
    desks.publish(1)
    await stage.env.bot.follows.tick(EIGHT)
    (text,) = map(shown, stage.ann.user.dm_channel.history())
    assert text.startswith("### Neues von allem, dem du folgst · 1\n")
    assert "/following zeigt" in text
