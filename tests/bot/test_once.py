"""Requests that are made once, through discord.py's own HTTP code against a local port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import discord
import pytest
from discord.http import Route

from bot.once import NotConfirmed, once, trace
from tests.discord_wire.faults import Trouble
from tests.discord_wire.server import Discord
from tests.discord_wire.world import TEXT, Channel

NOW = datetime(2025, 3, 7, 8, tzinfo=UTC)


@pytest.fixture
async def played(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    discord_there = Discord(NOW)
    discord_there.world.add(Channel(101, 1, TEXT, "news"))
    await discord_there.open()
    monkeypatch.setattr(Route, "BASE", discord_there.url)
    yield discord_there
    await discord_there.close()


@pytest.fixture
async def client(played: Discord) -> AsyncIterator[discord.Client]:
    made = discord.Client(intents=discord.Intents.none(), http_trace=trace())
    await made.login("token")
    yield made
    await made.close()


async def send(client: discord.Client) -> object:
    parameters = discord.http.handle_message_parameters(content="hello")
    return await client.http.send_message(101, params=parameters)


@pytest.mark.parametrize(
    ("trouble", "posted"),
    [
        (Trouble.REFUSED, 0),
        (Trouble.DONE_AND_REFUSED, 1),
        (Trouble.LIMITED_LONG, 0),
    ],
)
async def test_a_failure_comes_out_at_once(
    played: Discord, client: discord.Client, trouble: Trouble, posted: int
) -> None:
    played.plan = lambda asked: trouble
    with pytest.raises(NotConfirmed) as caught, once():
        await send(client)
    assert sum(played.troubles.values()) == 1
    assert len(played.world.own(101)) == posted
    minutes = 2 if trouble is Trouble.LIMITED_LONG else 0
    assert caught.value.wait == timedelta(minutes=minutes)


async def test_a_lost_connection_comes_out(played: Discord, client: discord.Client) -> None:
    played.plan = lambda asked: Trouble.DONE_AND_DROPPED
    with pytest.raises((NotConfirmed, aiohttp.ClientError)), once():
        await send(client)
    assert len(played.world.own(101)) == 1


async def test_a_short_limit_is_waited_for(played: Discord, client: discord.Client) -> None:
    plan = iter([Trouble.LIMITED, Trouble.NONE])
    played.plan = lambda asked: next(plan)
    with once() as seen:
        await send(client)
    assert len(played.world.own(101)) == 1
    assert seen.date == NOW


async def test_outside_discord_py_repeats_as_it_does(
    played: Discord, client: discord.Client
) -> None:
    plan = iter([Trouble.REFUSED, Trouble.NONE])
    played.plan = lambda asked: next(plan)
    await send(client)
    assert len(played.world.own(101)) == 1
