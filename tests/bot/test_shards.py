"""Which shards a process serves, as it is written."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.jobs.digest import DigestJob
from bot.shards import Shards, shards_from
from store.guilds import DigestSettings


@pytest.mark.parametrize(
    ("text", "shards", "leads"),
    [
        ("", Shards(), True),
        ("16", Shards(count=16), True),
        ("0/1", Shards((0,), 1), True),
        ("0-3/16", Shards((0, 1, 2, 3), 16), True),
        ("4 - 6, 9/16", Shards((4, 5, 6, 9), 16), False),
        ("15,14,15/16", Shards((14, 15), 16), False),
    ],
)
def test_what_is_meant(text: str, shards: Shards, leads: bool) -> None:
    assert shards_from(text) == shards
    assert shards.leads is leads


@pytest.mark.parametrize("text", ["0-16/16", "3-1/4", "/4", "0-3", "a/4", "0/0", "-1/4", "0,,1/4"])
def test_what_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"shard"):
        shards_from(text)


@pytest.fixture
def simcord_bot(desks):
    """The first of two processes."""
    return desks.client(shards="0/2")


async def test_a_process_posts_the_digests_of_its_own_servers(simcord_env, desks) -> None:
    places = []
    for shard in (0, 1):
        guild = simcord_env.create_guild(shard_id=shard)
        places.append(guild.create_text_channel("news"))
        desks.guilds.set_digest(
            DigestSettings(
                guild.id, places[-1].id, 9, "Europe/Berlin", "2026-01-01", says_empty=True
            )
        )
    eight = datetime(2026, 1, 1, 8, tzinfo=UTC)
    await simcord_env.bot.digests.tick(eight)
    assert [len(place.history()) for place in places] == [1, 0]
    other = desks.client(shards="1/2")
    assert other.feeds is None and simcord_env.bot.feeds is not None


async def test_two_processes_on_one_shard_post_once(simcord_env, desks) -> None:
    guild = simcord_env.create_guild(shard_id=0)
    channel = guild.create_text_channel("news")
    settings = DigestSettings(
        guild.id, channel.id, 9, "Europe/Berlin", "2026-01-01", says_empty=True
    )
    desks.guilds.set_digest(settings)
    eight = datetime(2026, 1, 1, 8, tzinfo=UTC)
    bot = simcord_env.bot
    await asyncio.gather(*(DigestJob(bot).tick(eight) for _ in range(4)))
    assert len(channel.history()) == 1
