"""The whole program: log in, be told to stop, end; and what it says where it can't."""

from __future__ import annotations

import asyncio
import json
import signal
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.discord_wire.asked import Asked
from tests.discord_wire.driver import Member
from tests.discord_wire.faults import Trouble
from tests.discord_wire.process import TOKEN
from tests.discord_wire.server import Discord
from tests.discord_wire.world import DM, Channel


def hold_callbacks(asked: Asked) -> Trouble:
    return Trouble.HELD if asked.path.endswith("/callback") else Trouble.NONE


@pytest.fixture
def ann(discord: Discord) -> Member:
    """Somebody in a direct message."""
    return Member(discord, discord.world.add(Channel(900, 0, DM, "direct")).id)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly(discord: Discord, start: Any, number) -> None:
    bot = await start()
    assert await bot.stop(number) == 0, bot.logged()
    assert TOKEN not in bot.said()
    assert discord.gateway.sessions[0].intents == 1
    assert not (bot.folder / "bot.db-wal").exists()


async def test_an_answer_under_way_is_finished_first(
    discord: Discord, start: Any, ann: Member
) -> None:
    bot = await start(log_format="json", log_level="debug")
    discord.plan = hold_callbacks
    asked = await (await ann.slash("about")).answered()
    bot.process.send_signal(signal.SIGTERM)
    await asyncio.sleep(1)
    assert bot.process.returncode is None
    discord.let_go.set()
    assert await bot.ended() == 0, bot.logged()
    assert discord.waited_for == 1
    assert "cut off" not in bot.logged()
    assert TOKEN not in bot.said() and asked.token not in bot.said()
    lines = [json.loads(line) for line in bot.logged().splitlines()]
    done = next(line for line in lines if line.get("outcome") == "done")
    assert (done["command"], done["user"], done["guild"]) == ("about", 9, None)
    assert done["level"] == "INFO" and done["interaction"] == asked.id


async def test_a_signal_while_it_connects_ends_it_too(discord: Discord, start: Any) -> None:
    gateway = discord.gateway
    gateway.is_mute = True
    bot = await start(wait=())
    await bot.until(gateway.until(lambda: gateway.counts["connections"] > 0))
    assert await bot.stop() == 0, bot.logged()
    assert not gateway.sessions


async def test_a_process_serves_its_own_shards(discord: Discord, start: Any) -> None:
    bot = await start("run", "--shards", "1,3/4", wait=(1, 3))
    assert [(each.shard, each.count) for each in discord.gateway.sessions.values()] == [
        (1, 4),
        (3, 4),
    ]
    assert await bot.stop() == 0


async def test_a_refused_token_is_a_sentence(start: Any) -> None:
    bot = await start(wait=(), token="an0ther.one.of-a.bot")
    assert await bot.ended() == 1
    assert "Discord refuses the token: set DATELINE_TOKEN" in bot.logged()


async def test_no_connection_is_a_sentence(start: Any, unused_tcp_port: int) -> None:
    bot = await start(wait=(), api=f"http://127.0.0.1:{unused_tcp_port}")
    assert await bot.ended() == 1
    assert "Discord can't be reached" in bot.logged()


async def test_its_health_is_told_on_a_port(start: Any, ann: Member, unused_tcp_port: int) -> None:
    settings = {"status_port": str(unused_tcp_port), "metrics": "true"}
    bot = await start(**settings)
    local = f"http://127.0.0.1:{unused_tcp_port}"
    async with asyncio.timeout(60), ClientSession(local) as session:
        status, health = 503, {}
        while status != 200:
            async with session.get("/healthz") as answer:
                status, health = answer.status, await answer.json()
            await asyncio.sleep(0.05)
        assert health["shards"] == {"0": True} and health["ok"]
        await (await ann.slash("about")).answered()
        counted = 'dateline_commands_total{command="about",outcome="done"} 1.0'
        figures = ""
        while counted not in figures:
            async with session.get("/metrics") as answer:
                figures = await answer.text()
            await asyncio.sleep(0.05)
        assert "dateline_archive_articles 84.0" in figures
        assert "dateline_shards_connected 1.0" in figures
    second = await start(wait=(), **settings)
    assert await second.ended() == 1
    assert "DATELINE_STATUS_PORT" in second.logged()
    assert await bot.stop() == 0


async def test_doctor_asks_whose_the_token_is(start: Any) -> None:
    doctor = await start("doctor", "--online", wait=())
    assert await doctor.ended() == 0, doctor.said()
    assert "Discord: the token is that of Dateline." in doctor.printed()
    link = doctor.printed().split("Invite the bot to a server: ")[1]
    assert "client_id=6&scope=bot+applications.commands&permissions=" in link


async def test_doctor_says_that_a_token_is_refused(start: Any) -> None:
    doctor = await start("doctor", "--online", wait=(), token="an0ther.one.of-a.bot")
    assert await doctor.ended() == 1
    assert "Discord: the token is refused" in doctor.printed()
