"""The store off the event loop: calls run on threads, with a time limit and a bounded queue."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from store import Archive
    from store.guilds import Guilds

P = ParamSpec("P")
T = TypeVar("T")

WORKERS = 2
"""Threads that answer: more of them answer no more, and keep the event loop from its turn."""
WAITING = 200
"""Questions that may wait for a thread; one more is told to come back."""
TURN_SECONDS = 0.001
"""How long a thread may hold the interpreter while the event loop waits for it; Python's own is 5 ms."""
SECONDS = 10.0
"""The longest that someone waits for an answer: the store gives up on a query before that."""


class Busy(Exception):
    """Too many questions are waiting, or one took too long."""


class Desk:
    """Where coroutines hand in what is to be asked of the archive and of the bot's database."""

    def __init__(
        self,
        archive: Archive,
        guilds: Guilds,
        *,
        workers: int = WORKERS,
        waiting: int = WAITING,
        seconds: float = SECONDS,
    ) -> None:
        sys.setswitchinterval(TURN_SECONDS)
        self._archive = archive
        self._guilds = guilds
        self._room = workers + waiting
        self._seconds = seconds
        self._under_way = 0
        self._readers = ThreadPoolExecutor(workers, thread_name_prefix="archive")
        # Settings don't queue behind questions, and SQLite has one writer anyway.
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="guilds")

    @property
    def under_way(self) -> int:
        """Questions to the archive that are waiting or being answered."""
        return self._under_way

    async def ask(
        self, call: Callable[Concatenate[Archive, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """``call(archive, …)`` on a thread. Raises Busy, or what the call raises."""
        if self._under_way >= self._room:
            raise Busy
        self._under_way += 1
        loop = asyncio.get_running_loop()
        try:
            future = self._readers.submit(call, self._archive, *args, **kwargs)
        except BaseException:
            self._under_way -= 1
            raise
        # Counted until the thread is done, also where nobody waits for it any more.
        future.add_done_callback(lambda done: self._tell(loop))
        return await self._within(future)

    async def keep(
        self, call: Callable[Concatenate[Guilds, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """``call(guilds, …)`` on the writer's thread. Raises Busy, or what the call raises."""
        return await self._within(self._writer.submit(call, self._guilds, *args, **kwargs))

    async def _within(self, future: Future[T]) -> T:
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._seconds)
        except TimeoutError as error:
            raise Busy from error

    def _tell(self, loop: asyncio.AbstractEventLoop) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        self._under_way -= 1

    async def close(self) -> None:
        """Finish what is under way; what still waits is dropped."""
        await asyncio.to_thread(self._shut)

    def _shut(self) -> None:
        for pool in (self._readers, self._writer):
            pool.shutdown(wait=True, cancel_futures=True)
