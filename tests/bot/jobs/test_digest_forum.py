"""The daily post in a forum: a thread of its own, once."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta

import discord
import pytest
from digest_day import EIGHT, state

from store.guilds import PostState


@pytest.fixture
async def forum(stage, desks, digest):
    """A forum that has the digest, and asks for a tag."""
    made = stage.guild.create_forum_channel("papers")
    await stage.env.settle()
    channel = stage.env.bot.get_channel(made.id)
    tags = [discord.ForumTag(name="staff", moderated=True), discord.ForumTag(name="daily")]
    await channel.edit(available_tags=tags)
    await stage.env.settle()
    channel._flags = discord.ChannelFlags(require_tag=True).value  # which simcord has no place for
    desks.guilds.set_digest(replace(digest, channel=made.id))
    return channel


def threads(stage, forum) -> list[str]:
    return [
        each.name
        for each in stage.env.backend.active_threads(stage.guild.id)
        if each.parent_id == forum.id
    ]


async def test_a_forum_gets_a_thread_with_its_tag(stage, desks, digest, forum) -> None:
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    assert threads(stage, forum) == ["The archive on 1 January 2026"]
    (sent,) = [each.json for each in stage.env.http_requests if each.path.endswith("/threads")]
    (daily,) = [tag.id for tag in forum.available_tags if tag.name == "daily"]
    assert [int(tag) for tag in sent["applied_tags"]] == [daily]
    assert state(desks, digest) == [PostState.POSTED]


async def test_a_thread_whose_answer_was_lost_is_found(stage, desks, digest, forum) -> None:
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    with sqlite3.connect(desks.folder / "bot.db") as db:
        db.execute("UPDATE posts SET state = 'claimed', message = 0")
    await stage.env.bot.digests.tick(EIGHT + timedelta(minutes=5))
    assert len(threads(stage, forum)) == 1
    assert state(desks, digest) == [PostState.POSTED]
