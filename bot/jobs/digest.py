"""The daily digest's clock: each minute, whatever is due is posted."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.jobs.due import Due, due, local_day, unfinished
from bot.jobs.minutely import Clock, Minutely, clock_from
from bot.jobs.posting import Posting
from store import Archive
from store.guilds import DigestSettings, Guilds, Post, PostState

if TYPE_CHECKING:
    from bot.client import DatelineClient

log = logging.getLogger(__name__)

_LOOKED_BACK = timedelta(days=10)
"""More than a week: the latest day that is due is among them."""


class DigestJob(Minutely):
    """Looks each minute which servers' digests are due."""

    what = "digests"

    def __init__(self, client: DatelineClient) -> None:
        super().__init__(client)
        # A server's posts one after another: the clock's, and those asked for.
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def tick(self, now: datetime) -> None:
        """Post what is due at ``now`` (aware)."""
        clock = clock_from(now)

        async def serve(guild: int) -> None:
            async with self._turns[guild]:
                await self._serve(guild, clock)

        await self._serve_all(await self._waiting(now), serve)

    async def _waiting(self, now: datetime) -> list[int]:
        """The servers of this process that have something to be done."""
        desk = self._client.desk
        settings = await desk.keep(Guilds.digests)
        first = (now - _LOOKED_BACK).date().isoformat()
        ledgers = await desk.keep(Guilds.posts_from, first) if settings else {}
        return [
            each.guild
            for each in settings
            if self._has_guild(each.guild) and _has_work(each, now, ledgers.get(each.guild, ()))
        ]

    async def _serve(self, guild: int, clock: Clock) -> None:
        desk = self._client.desk
        settings = await desk.keep(Guilds.digest, guild)
        if settings is None:
            return
        ledger = await desk.keep(Guilds.posts, guild)
        for begun in unfinished(settings, clock(), ledger):
            post = await self._take_over(begun, clock)
            if post is not None:
                await Posting(self._client, settings, post, clock).run(is_wanted=False)
        settings = await desk.keep(Guilds.digest, guild)
        today = due(settings, clock(), ledger) if settings else None
        if settings and today:
            await self._post(settings, today, clock)

    async def _post(self, settings: DigestSettings, today: Due, clock: Clock) -> PostState | None:
        """Post a day's digest at most once; the state it is in now, None where another process has it."""
        if today.begun is not None:
            post = await self._take_over(today.begun, clock)
        else:
            post = await self._client.desk.keep(
                Guilds.claim,
                settings.guild,
                today.day,
                channel=settings.channel,
                until=await self._client.desk.ask(Archive.change_number),
                holder=self._holder,
                now=clock(),
            )
        if post is None:
            return None
        posting = Posting(self._client, settings, post, clock)
        return await posting.run(is_wanted=not today.is_left_out)

    async def _take_over(self, begun: Post, clock: Clock) -> Post | None:
        return await self._client.desk.keep(
            Guilds.take_over, begun, holder=self._holder, now=clock()
        )

    async def post_early(self, guild: int, now: datetime) -> PostState | None:
        """Post the local day's digest before its hour, or after it came to nothing; the day's state.

        None where no digest is set up, or another process is at it.
        """
        desk, clock = self._client.desk, clock_from(now)
        async with self._turns[guild]:
            settings = await desk.keep(Guilds.digest, guild)
            if settings is None:
                return None
            day = local_day(settings.zone, now)
            ledger = await desk.keep(Guilds.posts, guild)
            entry = next((post for post in ledger if post.day == day), None)
            if entry is None or entry.state is PostState.CLAIMED:
                return await self._post(settings, Due(day, entry), clock)
            reopened = await desk.keep(
                Guilds.reopen,
                entry,
                until=await desk.ask(Archive.change_number),
                holder=self._holder,
                now=now,
            )
            if reopened is None:
                return entry.state
            return await Posting(self._client, settings, reopened, clock).run()


def _has_work(settings: DigestSettings, now: datetime, ledger: Iterable[Post]) -> bool:
    try:
        return bool(due(settings, now, ledger) or unfinished(settings, now, ledger))
    except Exception:
        log.exception("digest of server %d", settings.guild)
        return False
