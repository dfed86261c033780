"""The clock of what is followed: each minute the archive's news are sighted, and told where it is time."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import discord
from discord.ext import tasks

from bot.jobs.telling import Telling
from store import Archive
from store.guilds import Follow, Guilds, Place

if TYPE_CHECKING:
    from bot.client import DatelineClient
    from bot.jobs.telling import Clock

AT_ONCE = 4
"""Places that are told at the same time."""
GRACE_SECONDS = 8.0
"""How long messages under way may take to finish when the bot closes."""
_SCANS = 100
"""Looks at the archive's changes in one minute: what is left comes in the next."""
log = logging.getLogger(__name__)


class FollowJob:
    """Tells members and channels what is new of what they follow. All that it remembers is in ``bot.db``."""

    def __init__(self, client: DatelineClient) -> None:
        self._client = client
        self._loop = tasks.loop(minutes=1)(self._minute)
        self._idle = asyncio.Event()
        self._idle.set()
        self._holder = uuid.uuid4().hex

    def start(self) -> None:
        self._loop.before_loop(self._client.wait_until_ready)
        self._loop.start()

    async def close(self) -> None:
        """Finish the messages under way, for a while, and begin no more."""
        try:
            await asyncio.wait_for(self._idle.wait(), GRACE_SECONDS)
        except TimeoutError:
            log.warning("news under way were cut off; they are looked for at the next start")
        self._loop.cancel()

    async def _minute(self) -> None:
        if not self._client.is_ready() or self._client.is_closed():
            return
        self._idle.clear()
        try:
            await self.tick(discord.utils.utcnow())
        except Exception:
            log.exception("news of what is followed can't be told")
        finally:
            self._idle.set()

    async def tick(self, now: datetime) -> None:
        """Sight what is new, and tell what is due at ``now`` (aware)."""
        desk = self._client.desk
        follows = await desk.keep(Guilds.scanned)
        if not follows:
            return
        await self._scan(follows, now)
        room = asyncio.Semaphore(AT_ONCE)
        clock = _clock_from(now)

        async def serve(place: Place) -> None:
            async with room:
                try:
                    await self._tell(place, clock)
                except Exception:
                    log.exception("news for %s", place)

        due = await desk.keep(Guilds.places_due, now)
        await asyncio.gather(*(serve(place) for place in due if self._is_here(place)))

    async def _scan(self, follows: Sequence[Follow], now: datetime) -> None:
        desk = self._client.desk
        number = await desk.ask(Archive.change_number)
        newest = await desk.ask(Archive.newest_number)
        since = await desk.keep(Guilds.scan_from, number, newest)
        followed = tuple(dict.fromkeys(each.followed for each in follows))
        above = min(each.since for each in follows)
        for _ in range(_SCANS):
            if since >= number:
                return
            found = await desk.ask(Archive.scan, followed, since, above)
            taken = await desk.keep(Guilds.take_scan, since, found.until, found.sightings, now=now)
            if not taken:
                return
            since = found.until

    def _is_here(self, place: Place) -> bool:
        """Whether this process has the place's server; direct messages can be sent from any."""
        if not place.guild:
            return True
        known = self._client.get_guild(place.guild)
        return known is not None and not known.unavailable

    async def _tell(self, place: Place, clock: Clock) -> None:
        batch = await self._client.desk.keep(Guilds.begin, place, holder=self._holder, now=clock())
        if batch is not None:
            await Telling(self._client, batch, clock).run()


def _clock_from(now: datetime) -> Clock:
    """The time from ``now`` on, whatever the system's clock does meanwhile."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    return lambda: now + timedelta(seconds=loop.time() - began)
