"""The daily digest's clock: each minute, whatever is due is posted."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

import discord
from discord.ext import tasks

from bot.jobs.due import due, local_day, unfinished
from bot.jobs.posting import post_day, settle_if_arrived
from store.guilds import Guilds, PostState

if TYPE_CHECKING:
    from bot.client import DatelineClient

log = logging.getLogger(__name__)


class DigestJob:
    """Looks each minute which servers' digests are due. All that it remembers is in ``bot.db``."""

    def __init__(self, client: DatelineClient) -> None:
        self._client = client
        self._loop = tasks.loop(minutes=1)(self._minute)
        # A server's posts one after another: the clock's, and those asked for.
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        self._loop.cancel()

    async def _minute(self) -> None:
        if self._client.is_ready():
            await self.tick(discord.utils.utcnow())

    async def tick(self, now: datetime) -> None:
        """Post what is due at ``now`` (aware). One server's failure does not keep another waiting."""
        try:
            servers = await self._client.desk.keep(Guilds.digests)
        except Exception:
            log.exception("the digests' settings can't be read")
            return
        for settings in servers:
            guild = self._client.get_guild(settings.guild)
            if guild is None or guild.unavailable:
                continue
            try:
                async with self._turns[settings.guild]:
                    await self._serve(settings.guild, now)
            except Exception:
                log.exception("digest of server %d", settings.guild)

    async def _serve(self, guild: int, now: datetime) -> None:
        desk = self._client.desk
        settings = await desk.keep(Guilds.digest, guild)
        if settings is None:
            return
        ledger = await desk.keep(Guilds.posts, guild)
        for post in unfinished(now, settings.zone, ledger):
            if not await settle_if_arrived(self._client, post):
                await desk.keep(Guilds.fail, post, PostState.MISSED)
        today = due(settings, now, ledger)
        current = await desk.keep(Guilds.digest, guild) if today else None
        if today and current:
            await post_day(self._client, current, today.day, now, today.begun)

    async def post_early(self, guild: int, now: datetime) -> PostState | None:
        """Post the local day's digest before its hour; its state, or None where no digest is set up."""
        desk = self._client.desk
        async with self._turns[guild]:
            settings = await desk.keep(Guilds.digest, guild)
            if settings is None:
                return None
            day = local_day(settings.zone, now)
            ledger = await desk.keep(Guilds.posts, guild)
            entry = next((post for post in ledger if post.day == day), None)
            if entry is not None and entry.state is not PostState.CLAIMED:
                return entry.state
            return await post_day(self._client, settings, day, now, entry)
