"""Threads off the event loop that work in turns for whoever asks, with a time limit and a bounded queue."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar, cast

from bot.fair_queue import FairQueue
from bot.traffic import GAP_SECONDS, PATIENCE_SECONDS, Traffic, uncount
from store.deadline import answer_by

T = TypeVar("T")


class Busy(Exception):
    """Too much is waiting: it was not begun."""


class TooSlow(Busy):
    """It was begun, and not done in time."""


@dataclass(eq=False, slots=True)
class _Waiting:
    call: Callable[[], Any]
    answer: asyncio.Future[Any]
    until: float
    begun: bool = False


class Pool:
    """A few threads. While several ask, nobody has all of them, however much they ask."""

    def __init__(
        self,
        name: str,
        *,
        threads: int,
        waiting: int,
        seconds: float,
        traffic: Traffic | None = None,
    ) -> None:
        """``waiting``: calls that may wait for a thread. ``seconds``: for waiting and working together.

        ``traffic`` is shared by pools that slow each other down.
        """
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._threads = threads
        self._seconds = seconds
        self._traffic = traffic or Traffic()
        self._queue: FairQueue[_Waiting] = FairQueue(waiting)
        self._working: Counter[int] = Counter()
        self._ended: OrderedDict[int, float] = OrderedDict()
        self._again: asyncio.TimerHandle | None = None

    @property
    def under_way(self) -> int:
        """Calls that wait or are worked on."""
        return self._working.total() + len(self._queue)

    async def run(self, whose: int, call: Callable[[], T]) -> T:
        """What ``call`` gives on a thread. Raises Busy, TooSlow, or what the call raises."""
        now = time.perf_counter()
        waiting = _Waiting(call, asyncio.get_running_loop().create_future(), now + self._seconds)
        self._traffic.ask(whose, now)
        try:
            self._wait(whose, waiting)
            async with asyncio.timeout(self._seconds):
                return cast(T, await waiting.answer)
        except TimeoutError as error:
            # It may also be the call's own, or have come when the answer was there already.
            if waiting.answer.done() and not waiting.answer.cancelled():
                return cast(T, waiting.answer.result())
            raise (TooSlow if waiting.begun else Busy) from error
        finally:
            self._queue.remove(whose, waiting)
            if not waiting.begun:
                self._traffic.drop(whose)

    def _wait(self, whose: int, waiting: _Waiting) -> None:
        gives_way = self._queue.put(whose, waiting)
        if gives_way is waiting:
            raise Busy
        if gives_way is not None and not gives_way.answer.done():
            gives_way.answer.set_exception(Busy())
        self._begin()

    def _may(self, whose: int) -> bool:
        """Whether one more thread may work for somebody now."""
        now = time.perf_counter()
        alone = self._traffic.is_alone(whose, now)
        if self._working[whose] >= (self._threads if alone else max(1, self._threads - 1)):
            return False
        patient = self._ended.get(whose, 0.0) > now - PATIENCE_SECONDS
        return alone or not (patient and self._traffic.gives_way(whose, now))

    def _begin(self) -> None:
        """Give the free threads what is next in turn."""
        while self._working.total() < self._threads and (found := self._queue.take(self._may)):
            whose, waiting = found
            done = self._executor.submit(_in_time, waiting.call, waiting.until)
            waiting.begun = True
            self._working[whose] += 1
            self._traffic.begin(whose)
            done.add_done_callback(partial(self._tell, whose, waiting))
        if self._queue and self._working.total() < self._threads and self._again is None:
            # Somebody gives way: nothing else may come that would let them begin.
            self._again = asyncio.get_running_loop().call_later(GAP_SECONDS, self._look_again)

    def _look_again(self) -> None:
        self._again = None
        self._begin()

    def _tell(self, whose: int, waiting: _Waiting, done: Future[Any]) -> None:
        """Called on the thread."""
        loop = waiting.answer.get_loop()
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._end, whose, waiting.answer, done)

    def _end(self, whose: int, answer: asyncio.Future[Any], done: Future[Any]) -> None:
        uncount(self._working, whose)
        now = time.perf_counter()
        self._traffic.end(whose, now)
        self._ended[whose] = now
        self._ended.move_to_end(whose)
        while next(iter(self._ended.values())) < now - PATIENCE_SECONDS:
            self._ended.popitem(last=False)
        self._begin()
        if answer.done() or done.cancelled():
            return
        error = done.exception()
        if error is None:
            answer.set_result(done.result())
        else:
            answer.set_exception(error)

    async def close(self) -> None:
        """Finish what is worked on; what still waits is dropped."""
        if self._again is not None:
            self._again.cancel()
        for waiting in self._queue.clear():
            if not waiting.answer.get_loop().is_closed():
                waiting.answer.cancel()
        await asyncio.to_thread(self._executor.shutdown, wait=True, cancel_futures=True)


def _in_time(call: Callable[[], T], until: float) -> T:
    with answer_by(until):
        return call()
