"""What runs each minute: begun when Discord is there, ended with what is under way."""

from __future__ import annotations

import asyncio
import logging
import uuid
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, TypeVar

import discord
from discord.ext import tasks

if TYPE_CHECKING:
    from bot.client import DatelineClient

AT_ONCE = 4
"""What is served at the same time: one that Discord is slow about keeps few others waiting."""
GRACE_SECONDS = 8.0
"""How long what is under way may take to finish when the bot closes."""
log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
"""The time, aware."""
Served = TypeVar("Served")


class Minutely(ABC):
    """A job of the clock. All that it remembers is in ``bot.db``."""

    what: ClassVar[str]
    """What it posts, for the log: "digests"."""

    def __init__(self, client: DatelineClient) -> None:
        self._client = client
        self._loop = tasks.loop(minutes=1)(self._minute)
        self._idle = asyncio.Event()
        self._idle.set()
        self._holder = uuid.uuid4().hex
        """Under this name posts are held against other processes on the same database."""

    def start(self) -> None:
        self._loop.before_loop(self._client.wait_until_ready)
        self._loop.start()

    async def close(self) -> None:
        """Finish what is under way, for a while, and begin no more."""
        try:
            await asyncio.wait_for(self._idle.wait(), GRACE_SECONDS)
        except TimeoutError:
            log.warning(
                "%s under way were cut off; they are looked for at the next start", self.what
            )
        self._loop.cancel()

    async def _minute(self) -> None:
        if not self._client.is_ready() or self._client.is_closed():
            return
        self._idle.clear()
        try:
            await self.tick(discord.utils.utcnow())
        except Exception:
            log.exception("the %s can't be looked after", self.what)
        finally:
            self._idle.set()

    @abstractmethod
    async def tick(self, now: datetime) -> None:
        """Do what is due at ``now`` (aware)."""

    async def _serve_all(
        self, waiting: Iterable[Served], serve: Callable[[Served], Awaitable[None]]
    ) -> None:
        """Serve a few at a time. One's failure does not keep another waiting."""
        room = asyncio.Semaphore(AT_ONCE)

        async def one(each: Served) -> None:
            async with room:
                try:
                    await serve(each)
                except Exception:
                    log.exception("%s: %s", self.what, each)

        await asyncio.gather(*map(one, waiting))

    def _has_guild(self, guild: int) -> bool:
        """Whether this process has a server."""
        known = self._client.get_guild(guild)
        return known is not None and not known.unavailable


def clock_from(now: datetime) -> Clock:
    """The time from ``now`` on, whatever the system's clock does meanwhile."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    return lambda: now + timedelta(seconds=loop.time() - began)
