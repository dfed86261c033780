"""The daily post: once a day, whatever stops, fails or changes its clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.jobs.posting import read_digest
from bot.replies.limits import NONCE
from store.guilds import DigestSettings, PostState

SEND = "/channels/*/messages"
EIGHT = datetime(2026, 1, 1, 8, tzinfo=UTC)


@pytest.fixture
def posts(stage, shown):
    """The digests in the channel, as text."""

    def read() -> list[str]:
        texts = [shown(message) for message in stage.channel.history()]
        return [text for text in texts if "### The archive on" in text]

    return read


@pytest.fixture
def digest(stage, desks) -> DigestSettings:
    settings = DigestSettings(
        guild=stage.guild.id,
        channel=stage.channel.id,
        hour=9,
        zone="Europe/Berlin",
        starts="2026-01-01",
        since=9,
    )
    desks.guilds.set_digest(settings)
    return settings


def state(desks, digest: DigestSettings) -> list[PostState]:
    return [post.state for post in desks.guilds.posts(digest.guild)]


async def test_the_clock_posts_at_the_hour(stage, desks, digest, posts) -> None:
    desks.guilds.set_digest(replace(digest, hour=2))
    desks.publish(1)
    for _ in range(3):
        await stage.env.advance_time(19 * 60)
    assert posts() == []
    await stage.env.advance_time(4 * 60)
    (text,) = posts()
    assert text.startswith("### The archive on 1 January 2026\n**1 new article**")
    assert "Ferry 1 sails again" in text
    await stage.env.advance_time(20 * 60)
    assert len(posts()) == 1


async def test_once_over_a_restart(stage, desks, digest, posts) -> None:
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    await stage.env.restart_bot(desks.client())
    await stage.env.bot.digests.tick(EIGHT + timedelta(minutes=1))
    await stage.env.bot.digests.tick(EIGHT + timedelta(hours=10))
    assert len(posts()) == 1


async def test_only_what_is_new_since_the_last_one(stage, desks, digest, posts) -> None:
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    desks.publish(2)
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=1))
    first, second = posts()
    assert "Ferry 1" in first and "Ferry 1" not in second and "Ferry 2" in second


async def test_an_empty_day_is_settled_without_a_post(stage, desks, digest, posts) -> None:
    await stage.env.bot.digests.tick(EIGHT)
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT + timedelta(hours=1))
    assert posts() == []
    assert state(desks, digest) == [PostState.EMPTY]
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=1))
    assert len(posts()) == 1


async def test_a_missed_hour_is_caught_up_the_same_day(stage, desks, digest, posts) -> None:
    desks.publish(1)
    await stage.env.bot.digests.tick(datetime(2026, 1, 1, 22, 59, tzinfo=UTC))
    assert len(posts()) == 1


@pytest.mark.parametrize(
    ("zone", "hour", "start", "days"),
    [
        ("Europe/Berlin", 2, "2026-03-27", 5),
        ("Europe/Berlin", 2, "2026-10-23", 5),
        ("America/Havana", 0, "2026-03-06", 5),
        ("Australia/Lord_Howe", 2, "2026-04-03", 4),
    ],
)
async def test_once_a_day_over_a_clock_change(
    stage, desks, digest, posts, zone, hour, start, days
) -> None:
    desks.guilds.set_digest(replace(digest, zone=zone, hour=hour, starts=start))
    now = datetime.fromisoformat(f"{start}T00:00:00+00:00") - timedelta(hours=14)
    for quarter in range(4 * 24 * days):
        if quarter % 80 == 0:
            desks.publish(quarter)
        await stage.env.bot.digests.tick(now + timedelta(minutes=15 * quarter))
    settled = [post.day for post in desks.guilds.posts(digest.guild)]
    assert settled == sorted(set(settled), reverse=True)
    assert len(settled) >= days - 1
    titles = [text.split("\n")[0] for text in posts()]
    assert len(titles) == len(set(titles)) > 2


async def test_a_post_whose_answer_was_lost_is_found_and_not_repeated(
    stage, desks, digest, posts
) -> None:
    """The message is in the channel; the bot died before it could write that down."""
    digest = replace(digest, hour=1)
    desks.guilds.set_digest(digest)
    desks.publish(1)
    await stage.env.bot.digests.tick(stage.env.now())
    (post,) = desks.guilds.posts(digest.guild)
    desks.guilds.fail(post, PostState.CLAIMED)
    desks.guilds.set_digest(digest)
    await stage.env.restart_bot(desks.client())
    await stage.env.bot.digests.tick(stage.env.now() + timedelta(minutes=5))
    assert len(posts()) == 1
    assert state(desks, digest) == [PostState.POSTED]
    assert desks.guilds.digest(digest.guild).since == 10


async def test_a_post_that_never_left_is_sent_after_the_restart(
    stage, desks, digest, posts
) -> None:
    """Claimed, then killed before it was sent."""
    desks.publish(1)
    desks.guilds.claim(digest.guild, "2026-01-01", channel=digest.channel, until=10, now=EIGHT)
    await stage.env.restart_bot(desks.client())
    await stage.env.bot.digests.tick(EIGHT + timedelta(minutes=5))
    assert len(posts()) == 1
    assert state(desks, digest) == [PostState.POSTED]


async def test_a_begun_post_of_yesterday_is_settled_and_its_articles_stay_new(
    stage, desks, digest, posts
) -> None:
    desks.publish(1)
    desks.guilds.claim(digest.guild, "2026-01-01", channel=digest.channel, until=10, now=EIGHT)
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=1))
    assert state(desks, digest) == [PostState.POSTED, PostState.MISSED]
    (text,) = posts()
    assert "Ferry 1" in text


async def test_a_server_error_is_tried_again_with_the_same_nonce(
    stage, desks, digest, posts
) -> None:
    desks.publish(1)
    stage.env.inject_error("POST", SEND, status=400, code=1)
    await stage.env.bot.digests.tick(EIGHT)
    assert posts() == [] and state(desks, digest) == [PostState.CLAIMED]
    await stage.env.bot.digests.tick(EIGHT + timedelta(minutes=1))
    assert len(posts()) == 1 and state(desks, digest) == [PostState.POSTED]
    sent = [each.json for each in stage.env.http_requests if each.json and "nonce" in each.json]
    assert len(sent) == 2
    (nonce,) = {each["nonce"] for each in sent}
    assert 0 < len(nonce) <= NONCE
    assert all(each["enforce_nonce"] for each in sent)
    assert sent[0]["allowed_mentions"]["parse"] == []


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10003)])
async def test_a_refusal_pauses_and_admins_are_told_once(
    stage, desks, digest, posts, shown, status, code
) -> None:
    desks.publish(1)
    stage.env.inject_error("POST", SEND, status=status, code=code)
    await stage.env.bot.digests.tick(EIGHT)
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=1))
    assert posts() == []
    assert desks.guilds.digest(digest.guild).paused
    assert not (await stage.ann.slash(stage.channel, "about")).followups
    (told,) = (await stage.admin.slash(stage.channel, "about")).followups
    assert told.ephemeral and shown(told).startswith("The daily digest is paused: ")
    assert not (await stage.admin.slash(stage.channel, "about")).followups


async def test_a_lost_permission_is_named(stage, desks, digest, shown) -> None:
    closed = stage.guild.create_text_channel(
        "closed",
        overwrites={stage.guild.default_role: discord.PermissionOverwrite(send_messages=False)},
    )
    desks.guilds.set_digest(replace(digest, channel=closed.id))
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    assert "Send Messages" in desks.guilds.digest(digest.guild).paused


async def test_setup_ends_a_pause(stage, desks, digest, posts) -> None:
    desks.guilds.pause(digest.guild, "no channel.")
    desks.publish(1)
    await stage.admin.slash(
        stage.channel, "digest setup", channel=stage.channel, hour=9, zone="Europe/Berlin"
    )
    await stage.env.bot.digests.tick(EIGHT)
    assert len(posts()) == 1


async def test_posted_early_is_not_posted_at_the_hour(stage, desks, digest, posts, shown) -> None:
    desks.publish(1)
    result = await stage.admin.slash(stage.channel, "digest now")
    assert result.ephemeral and "posted" in shown(result.response)
    desks.publish(2)
    await stage.env.bot.digests.tick(EIGHT)
    assert len(posts()) == 1
    again = await stage.admin.slash(stage.channel, "digest now")
    assert "posted" in shown(again.response) and len(posts()) == 1


async def test_one_servers_trouble_keeps_no_other_waiting(stage, desks, digest, posts) -> None:
    broken = stage.env.create_guild("Broken")
    desks.guilds.set_digest(replace(digest, guild=broken.id, zone="Nowhere/Land"))
    other = stage.env.create_guild("Gone")
    desks.guilds.set_digest(replace(digest, guild=other.id + 1))
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    assert len(posts()) == 1


async def test_a_server_that_threw_the_bot_out_is_forgotten(stage, desks, digest) -> None:
    await stage.env.bot.on_guild_remove(stage.env.bot.get_guild(stage.guild.id))
    assert desks.guilds.digest(digest.guild) is None


async def test_what_is_new_and_its_number_belong_together(stage, desks, digest) -> None:
    desks.publish(1)
    number, found = await stage.env.bot.desk.ask(read_digest, "2026-01-01", 9)
    assert (number, found.total) == (10, 1)
