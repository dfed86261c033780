"""Connections that break, sessions that end, shards: what is dispatched is answered, and once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.discord_wire.asked import Asked
from tests.discord_wire.conftest import ELSEWHERE, NEWS, OTHER_GUILD
from tests.discord_wire.driver import Member
from tests.discord_wire.faults import Trouble
from tests.discord_wire.server import Discord
from tests.discord_wire.shapes import guild_shape
from tests.discord_wire.world import TEXT, Channel


async def ask(member: Member) -> Any:
    return await member.slash("search", words="ferry")


def is_answered_once(*answers: Any) -> bool:
    return all(each.is_answered and each.callbacks == 1 and not each.refused for each in answers)


async def test_a_cut_connection_is_resumed_with_what_was_missed(
    discord: Discord, start: Any
) -> None:
    await start()
    ann = Member(discord, NEWS)
    answers = []
    for _ in range(3):
        answers.append(await ask(ann))
        discord.gateway.cut()
        answers.append(await ask(ann))
        answers.append(await ask(ann))
        await discord.gateway.connected()
        await asyncio.gather(*(each.answered() for each in answers))
    assert is_answered_once(*answers)
    assert discord.gateway.counts["resumed"] == 3 and discord.gateway.counts["identified"] == 1
    assert discord.gateway.counts["replayed"] >= 6


@pytest.mark.parametrize(
    ("hidden", "compression"),
    [((), "zstd-stream"), (("zstandard", "compression.zstd"), "zlib-stream")],
    ids=["zstd", "zlib"],
)
async def test_each_compression_that_discord_py_asks_for(
    discord: Discord, start: Any, hidden: tuple[str, ...], compression: str
) -> None:
    pytest.importorskip("zstandard")
    bot = await start(hidden=hidden)
    ann = Member(discord, NEWS)
    answers = [await ask(ann)]
    discord.gateway.cut()
    answers += [await ask(ann) for _ in range(20)]
    await asyncio.gather(*(each.answered() for each in answers))
    await discord.gateway.invalidate(resumable=False)
    await discord.gateway.until(lambda: discord.gateway.counts["identified"] == 2)
    await discord.gateway.connected()
    answers.append(await (await ask(ann)).answered())
    assert is_answered_once(*answers)
    assert discord.gateway.compression == {compression: discord.gateway.counts["connections"]}
    assert await bot.stop() == 0


async def test_discord_asks_to_reconnect(discord: Discord, start: Any) -> None:
    await start()
    await discord.gateway.ask_to_reconnect()
    answer = await ask(Member(discord, NEWS))
    await answer.answered()
    assert is_answered_once(answer)
    assert discord.gateway.counts["resumed"] == 1


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session(discord: Discord, start: Any, resumable: bool) -> None:
    bot = await start()
    await discord.gateway.invalidate(resumable=resumable)
    await asyncio.sleep(0.2)
    await discord.gateway.connected()
    answer = await (await ask(Member(discord, NEWS))).answered()
    assert is_answered_once(answer)
    assert discord.gateway.counts["identified"] == (1 if resumable else 2)
    assert await bot.stop() == 0


async def test_what_is_dispatched_twice_is_done_once(discord: Discord, start: Any) -> None:
    await start()
    ann = Member(discord, NEWS)
    asked = await ask(ann)
    await discord.gateway.dispatch(1, "INTERACTION_CREATE", asked.payload)
    await asked.answered()
    liked = await ann.press(asked, "👍")
    await discord.gateway.dispatch(1, "INTERACTION_CREATE", liked.payload)
    await liked.answered()
    typed = await ann.complete("said", "speaker", "coast")
    await discord.gateway.dispatch(1, "INTERACTION_CREATE", typed.payload)
    # What is dispatched later is answered later, so the second ones had their turn.
    last = await (await ask(ann)).answered()
    await typed.answered()
    assert is_answered_once(asked, liked, typed, last)


async def test_two_processes_share_the_shards(discord: Discord, start: Any) -> None:
    await start("run", "--shards", "0/2", wait=(0,))
    second = await start("run", "--shards", "1/2", wait=(1,))
    here, there = Member(discord, NEWS), Member(discord, ELSEWHERE)
    answers = [await ask(each) for each in (here, there, here, there)]
    await asyncio.gather(*(each.answered() for each in answers))
    assert is_answered_once(*answers)
    assert discord.gateway.shard_of(OTHER_GUILD) == 1
    assert await second.stop() == 0
    assert second.said().count("search done") == 2


async def test_being_told_to_stop_finishes_what_is_under_way(discord: Discord, start: Any) -> None:
    bot = await start()
    answering = asyncio.Event()

    def slow(asked: Asked) -> Trouble:
        answering.set()
        return Trouble.SLOW

    discord.plan = slow
    ann = Member(discord, NEWS)
    answers = [await ask(ann) for _ in range(5)]
    await asyncio.wait_for(answering.wait(), 20)
    assert await bot.stop() == 0
    assert is_answered_once(*answers)
    assert "cut off" not in bot.said()


async def test_a_server_that_comes_and_goes(discord: Discord, start: Any) -> None:
    bot = await start()
    discord.world.add(Channel(301, 3, TEXT, "new"))
    await discord.gateway.dispatch(3, "GUILD_CREATE", guild_shape(discord.world, 3))
    admin = Member(discord, 301)
    answer = await (await admin.slash("digest setup", channel=301, hour=7, zone="UTC")).showing(
        "07:00"
    )
    await discord.gateway.dispatch(3, "GUILD_DELETE", {"id": "3"})
    await discord.gateway.dispatch(3, "GUILD_CREATE", guild_shape(discord.world, 3))
    again = await (await admin.slash("digest status")).showing("no daily post")
    assert is_answered_once(answer, again)
    assert await bot.stop() == 0
