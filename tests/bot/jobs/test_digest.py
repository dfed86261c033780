"""The daily post: once a day, whatever stops, fails or changes its clock."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import discord
import pytest
from digest_day import EIGHT, SEND, state

from bot.replies.limits import NONCE
from store.guilds import LEASE, PostState


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
    with sqlite3.connect(desks.folder / "bot.db") as db:
        db.execute("UPDATE posts SET state = 'claimed', message = 0")
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
    assert state(desks, digest) == [PostState.POSTED, PostState.CAUGHT_UP]
    (text,) = posts()
    assert "Ferry 1" in text


async def test_a_server_error_is_tried_again_with_the_same_nonce(
    stage, desks, digest, posts
) -> None:
    desks.publish(1)
    stage.env.inject_error("POST", SEND, status=500)
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


async def test_a_second_try_holds_what_the_first_one_did(stage, desks, digest, posts) -> None:
    """Discord may have the first one, and answer with it: what came in since is not taken for told."""
    desks.publish(1)
    stage.env.inject_error("POST", SEND, status=500)
    await stage.env.bot.digests.tick(EIGHT)
    desks.publish(2)
    await stage.env.bot.digests.tick(EIGHT + timedelta(minutes=1))
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=1))
    first, second = posts()
    assert "Ferry 1" in first and "Ferry 2" not in first
    assert "Ferry 2" in second and "Ferry 1" not in second


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10003), (400, 50035)])
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


async def test_what_is_missed_is_left_out_by_choice_and_its_articles_stay_new(
    stage, desks, digest, posts
) -> None:
    desks.guilds.set_digest(replace(digest, catches_up=False))
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT + timedelta(hours=2))
    assert posts() == [] and state(desks, digest) == [PostState.MISSED]
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=1))
    (text,) = posts()
    assert "Ferry 1" in text
    assert state(desks, digest) == [PostState.POSTED, PostState.CAUGHT_UP]


async def test_days_without_the_bot_are_caught_up_in_one_post(stage, desks, digest, posts) -> None:
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    desks.publish(2)
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=2, hours=20))
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=2, hours=21))
    first, late = posts()
    assert late.startswith("### The archive on 3 January 2026") and "Ferry 2" in late
    assert "Ferry 2" not in first
    assert days(desks, digest) == {1: "posted", 2: "caught up", 3: "posted"}


def days(desks, digest) -> dict[int, str]:
    return {
        int(post.day[-2:]): post.state.value for post in reversed(desks.guilds.posts(digest.guild))
    }


async def test_what_became_of_each_day_without_the_bot(stage, desks, digest, posts) -> None:
    """A post later than its hour is left out by choice; what was new waits for the next one in time."""
    desks.guilds.set_digest(replace(digest, catches_up=False))
    await stage.env.bot.digests.tick(EIGHT)
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=2, hours=5))
    assert posts() == []
    assert days(desks, digest) == {1: "empty", 2: "missed", 3: "missed"}
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=5, minutes=1))
    (text,) = posts()
    assert text.startswith("### The archive on 6 January 2026") and "Ferry 1" in text
    assert days(desks, digest) == {1: "empty", 6: "posted"} | dict.fromkeys(
        (2, 3, 4, 5), "caught up"
    )
    # None of them is begun again, by whatever clock.
    for hours in range(0, 24 * 6, 7):
        await stage.env.bot.digests.tick(EIGHT + timedelta(hours=hours))
    assert len(posts()) == 1


async def test_days_without_the_bot_or_news(stage, desks, digest, posts) -> None:
    await stage.env.bot.digests.tick(EIGHT)
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=2))
    assert days(desks, digest) == {1: "empty", 2: "empty", 3: "empty"} and posts() == []


async def test_a_refused_post_says_nothing_of_the_days_before(stage, desks, digest) -> None:
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    desks.publish(2)
    stage.env.inject_error("POST", SEND, status=403, code=50013)
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=3))
    assert days(desks, digest) == {1: "posted", 4: "refused"}


async def test_only_the_chosen_weekdays(stage, desks, digest, posts) -> None:
    desks.guilds.set_digest(replace(digest, weekdays="6"))
    for day in range(8):
        desks.publish(day)
        await stage.env.bot.digests.tick(EIGHT + timedelta(days=day))
    (text,) = posts()
    assert "3 January 2026" in text


async def test_somebodys_preview_in_the_channel_is_not_taken_for_the_post(
    stage, desks, digest, posts
) -> None:
    """Shown to all with a command's answer: the same heading, by the same bot."""
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    (sent,) = [
        each for each in stage.env.backend.messages[stage.channel.id].values() if each.components
    ]
    sent.interaction_metadata = {"id": "1", "type": 2, "authorizing_integration_owners": {}}
    ann = {"id": "9", "username": "ann", "discriminator": "0", "avatar": None}
    sent.interaction_metadata["user"] = ann
    with sqlite3.connect(desks.folder / "bot.db") as db:
        db.execute("DELETE FROM posts")
        db.execute("UPDATE digests SET since = 9")
    await stage.env.bot.digests.tick(EIGHT + timedelta(minutes=5))
    assert len(posts()) == 2


async def test_two_processes_on_one_database_post_once(stage, desks, digest, posts) -> None:
    """Another process has begun the day and is at it; it is left alone until its time is over."""
    desks.publish(1)
    now = EIGHT + timedelta(minutes=1)
    claimed = desks.guilds.claim(
        digest.guild, "2026-01-01", channel=digest.channel, until=10, now=now, holder="other"
    )
    assert claimed is not None
    await stage.env.bot.digests.tick(now + timedelta(minutes=1))
    assert posts() == [] and state(desks, digest) == [PostState.CLAIMED]
    await stage.env.bot.digests.tick(now + LEASE)
    assert len(posts()) == 1 and state(desks, digest) == [PostState.POSTED]
    assert desks.guilds.send(claimed, channel=1, until=10, anchor=1, now=now) is None


async def test_history_that_can_not_be_read_pauses_and_repeats_nothing(
    stage, desks, digest, posts
) -> None:
    desks.publish(1)
    stage.env.inject_error("POST", SEND, status=503)
    await stage.env.bot.digests.tick(EIGHT)
    stage.env.inject_error("GET", SEND, status=403, code=50001, times=None)
    await stage.env.bot.digests.tick(EIGHT + timedelta(minutes=1))
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=1))
    assert posts() == [] and state(desks, digest) == [PostState.POSTED]
    assert desks.guilds.digest(digest.guild).paused


async def test_the_channel_is_gone_between_two_tries(stage, desks, digest, posts) -> None:
    desks.publish(1)
    stage.env.inject_error("POST", SEND, status=500)
    await stage.env.bot.digests.tick(EIGHT)
    await stage.env.bot.get_channel(digest.channel).delete()
    await stage.env.settle()
    await stage.env.bot.digests.tick(EIGHT + timedelta(minutes=1))
    assert state(desks, digest) == [PostState.REFUSED]
    assert "gone" in desks.guilds.digest(digest.guild).paused


async def test_tries_come_ever_more_rarely(stage, desks, digest) -> None:
    desks.publish(1)
    stage.env.inject_error("POST", SEND, status=500, times=None)
    for minute in range(60):
        await stage.env.bot.digests.tick(EIGHT + timedelta(minutes=minute))
    tried = [each for each in stage.env.http_requests if each.json and "nonce" in each.json]
    assert 4 <= len(tried) <= 8
    assert state(desks, digest) == [PostState.CLAIMED]
