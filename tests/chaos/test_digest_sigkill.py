"""kill -9 of the bot's own process around a digest's post: each day is posted exactly once.

A child posts to a Discord on a local port, at the hour that this test makes it. It is killed when its post
arrives there, before or after that is done, or at any other instant.

By hand: ``DATELINE_CHAOS_DIGEST_SIGKILLS=60 pytest -s tests/chaos/test_digest_sigkill.py``.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from handmade import article, extraction

from bot.jobs.due import latest_day
from bot.replies.digest import digest_title
from store.guilds import DigestSettings, Guilds, PostState
from store.write import Writer
from tests.discord_wire.asked import Answer, Asked
from tests.discord_wire.faults import Trouble
from tests.discord_wire.reading import by_title
from tests.discord_wire.server import Discord
from tests.discord_wire.world import FORUM, TEXT, Channel

ROOT = Path(__file__).resolve().parent.parent.parent
KILLS = int(os.environ.get("DATELINE_CHAOS_DIGEST_SIGKILLS", "2"))
SEED = int(os.environ.get("DATELINE_CHAOS_SEED", "1"))
START = datetime(2025, 3, 28, 8, tzinfo=UTC)
SETTINGS = DigestSettings(1, 101, 9, "Europe/Berlin", "2025-03-28", says_empty=True)
SERVERS = {SETTINGS: TEXT, replace(SETTINGS, guild=2, channel=102): FORUM}
CHILD = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
import aiohttp
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL
Route.BASE, gateway, clock = sys.argv[1:4]
folder = Path(sys.argv[4])
DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
from bot.client import DatelineClient
from bot.desk import Desk
from bot.settings import Settings
from store import Archive
from store.guilds import Guilds

class Clockless(DatelineClient):
    async def setup_hook(self):
        self._connection.guild_ready_timeout = 0.05

async def main():
    desk = Desk(Archive.open(folder / "archive.db"), Guilds.open(folder / "bot.db"))
    client = Clockless(desk, Settings(_env_file=None))
    await client.login("token")
    asyncio.create_task(client.connect())
    await client.wait_until_ready()
    async with aiohttp.ClientSession() as session:
        while True:
            async with session.get(clock) as answer:
                now = datetime.fromisoformat((await answer.json())["now"])
            await client.digests.tick(now)

asyncio.run(main())
"""


class Killed:
    """The Discord, and the child that it kills."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self.discord = Discord(START - timedelta(hours=2), self._plan)
        for settings, kind in SERVERS.items():
            self.discord.world.add(Channel(settings.channel, settings.guild, kind, "digest"))
        self.discord.also = [web.get("/clock", self._clock)]
        self.child: asyncio.subprocess.Process | None = None
        self.kills = 0
        self.asked = 0

    async def _clock(self, request: web.Request) -> web.Response:
        self.asked += 1
        await asyncio.sleep(0.02)
        return Answer({"now": self.discord.world.now.isoformat()}).response()

    def _plan(self, asked: Asked) -> Trouble:
        """A post arrives: the child may be killed now, the post done or not."""
        if asked.method != "POST" or self.kills >= KILLS or self.chance.random() < 0.4:
            return Trouble.NONE
        self.kill()
        return self.chance.choice([Trouble.NONE, Trouble.DONE_AND_DROPPED, Trouble.DROPPED])

    def kill(self) -> None:
        if self.child and self.child.returncode is None:
            with suppress(ProcessLookupError):
                self.child.send_signal(signal.SIGKILL)
                self.kills += 1

    async def run(self, folder: Path) -> None:
        """A child, and another one whenever it is gone."""
        if self.child is None or self.child.returncode is not None:
            self.child = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", CHILD, self.discord.url, self.discord.gateway_url),
                *(f"{self.discord.origin}/clock", str(folder)),
                env={"PYTHONPATH": str(ROOT)},
                stderr=asyncio.subprocess.DEVNULL,
            )


def settled(folder: Path, now: datetime) -> bool:
    with Guilds.open(folder / "bot.db") as guilds:
        return all(
            any(
                post.day == latest_day(each, now) and post.state is PostState.POSTED
                for post in guilds.posts(each.guild)
            )
            for each in SERVERS
        )


async def test_a_killed_bot_posts_each_day_exactly_once(tmp_path: Path) -> None:
    with Writer(tmp_path / "archive.db") as writer:
        one = article("The ferry stopped.")
        writer.add("wire", [(one, extraction())], now="2025-01-01T00:00:00+00:00")
    with Guilds.open(tmp_path / "bot.db") as guilds:
        for each in SERVERS:
            guilds.set_digest(each)
    world = Killed()
    await world.discord.open()
    now, days = START, 0
    try:
        while world.kills < KILLS:
            days += 1
            await one_day(world, tmp_path, now)
            now += timedelta(days=1)
    finally:
        if world.child and world.child.returncode is None:
            world.child.kill()
            await world.child.wait()
        await world.discord.close()
    world.discord.check()
    first = START.date()
    titles = [digest_title((first + timedelta(days=n)).isoformat()) for n in range(days)]
    print(f"\n{days} days in {len(SERVERS)} servers, {world.kills} processes killed")
    for each in SERVERS:
        posted = by_title(world.discord.world.own(each.channel))
        assert posted == {f"### {title}": 1 for title in titles}


async def one_day(world: Killed, folder: Path, now: datetime) -> None:
    """From the hour of the digest on, a minute after another, until all have theirs."""
    world.discord.advance(now)
    while not settled(folder, now):
        world.discord.check()
        await world.run(folder)
        seen = world.asked
        wait: Any = world.chance.uniform(0, 0.1) if world.chance.random() < 0.1 else 30
        for _ in range(int(wait / 0.02) + 1):
            await asyncio.sleep(0.02)
            assert world.child is not None
            if world.child.returncode is not None or world.asked >= seen + 2:
                break
        else:
            if world.kills < KILLS and seen:
                world.kill()
                await world.child.wait()
        # What was cut off is tried again when its lease is over.
        now += timedelta(minutes=1)
        world.discord.advance(now)
