"""Threads in turns for whoever asks: no flood takes them all, and what can't be done in time is said so."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import pytest

from bot.pool import Busy, Pool, TooSlow
from bot.traffic import Traffic

FLOOD, OTHER = 1, 2


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    made = Pool("test", threads=2, waiting=10, seconds=10)
    yield made
    await made.close()


class Gate:
    """Calls that end when they are let, in the order that they began in."""

    def __init__(self) -> None:
        self.began: list[str] = []
        self.open = threading.Semaphore(0)

    def call(self, name: str) -> Callable[[], str]:
        def run() -> str:
            self.began.append(name)
            assert self.open.acquire(timeout=10)
            return name

        return run

    async def until(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.began) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.001)


def ask(pool: Pool, whose: int, call: Callable[[], str]) -> asyncio.Task[str]:
    return asyncio.create_task(pool.run(whose, call))


async def test_alone_all_threads_are_ones_own(pool: Pool) -> None:
    gate = Gate()
    asked = [ask(pool, FLOOD, gate.call(f"flood {n}")) for n in range(2)]
    await gate.until(2)
    gate.open.release(2)
    assert await asyncio.gather(*asked) == ["flood 0", "flood 1"]


async def test_the_next_free_thread_is_for_whoever_else_asks(pool: Pool) -> None:
    gate = Gate()
    flood = [ask(pool, FLOOD, gate.call(f"flood {n}")) for n in range(8)]
    await gate.until(2)
    other = ask(pool, OTHER, gate.call("other"))
    await asyncio.sleep(0)
    gate.open.release(1)
    await gate.until(3)
    assert gate.began[2] == "other"
    gate.open.release(8)
    assert await other == "other"
    await asyncio.gather(*flood)


async def test_a_thread_stays_free_for_whoever_asked_a_moment_ago(pool: Pool) -> None:
    gate = Gate()
    gate.open.release(1)
    await ask(pool, OTHER, gate.call("other"))
    flood = [ask(pool, FLOOD, gate.call(f"flood {n}")) for n in range(8)]
    await gate.until(2)
    other = ask(pool, OTHER, gate.call("again"))
    await gate.until(3)
    assert gate.began == ["other", "flood 0", "again"]
    gate.open.release(9)
    await asyncio.gather(other, *flood)


async def test_who_asks_one_thing_goes_before_who_asks_many() -> None:
    """Also where the two don't wait for the same threads."""
    gate, traffic = Gate(), Traffic()
    first = Pool("first", threads=2, waiting=10, seconds=10, traffic=traffic)
    second = Pool("second", threads=1, waiting=10, seconds=10, traffic=traffic)
    flood = [ask(first, FLOOD, gate.call(f"flood {n}")) for n in range(4)]
    await gate.until(2)
    other = ask(second, OTHER, gate.call("other"))
    await gate.until(3)
    gate.open.release(2)
    # Both of the flood's end; the next are put off for a while, and not for ever.
    await gate.until(4)
    assert gate.began[2:] == ["other", "flood 2"]
    gate.open.release(4)
    await asyncio.gather(other, *flood)
    await first.close()
    await second.close()


async def test_of_too_many_the_floods_newest_is_told_to_come_back(pool: Pool) -> None:
    gate = Gate()
    flood = [ask(pool, FLOOD, gate.call(f"flood {n}")) for n in range(12)]
    await gate.until(2)
    assert pool.under_way == 12
    with pytest.raises(Busy):
        await pool.run(FLOOD, gate.call("one too many"))
    other = ask(pool, OTHER, gate.call("other"))
    with pytest.raises(Busy):
        await flood[-1]
    gate.open.release(12)
    assert await other == "other"
    assert await asyncio.gather(*flood[:-1]) == [f"flood {n}" for n in range(11)]
    assert pool.under_way == 0


async def test_who_waits_too_long_is_told_so_and_who_takes_too_long_too() -> None:
    pool, gate = Pool("test", threads=1, waiting=1, seconds=0.05), Gate()
    began = ask(pool, FLOOD, gate.call("slow"))
    await gate.until(1)
    with pytest.raises(Busy) as caught:
        await pool.run(OTHER, gate.call("waits"))
    assert not isinstance(caught.value, TooSlow)
    with pytest.raises(TooSlow):
        await began
    assert pool.under_way == 1
    gate.open.release(1)
    await pool.close()
    assert gate.began == ["slow"]


async def test_an_error_of_the_call_comes_out_and_frees_the_thread(pool: Pool) -> None:
    def fail() -> None:
        raise TimeoutError("of its own")

    for _ in range(3):
        with pytest.raises(TimeoutError, match="of its own"):
            await pool.run(FLOOD, fail)
    assert pool.under_way == 0


async def test_what_still_waits_at_the_end_is_dropped() -> None:
    pool, gate = Pool("test", threads=1, waiting=5, seconds=10), Gate()
    asked = [ask(pool, FLOOD, gate.call(f"flood {n}")) for n in range(3)]
    await gate.until(1)
    gate.open.release(1)
    await pool.close()
    ended = await asyncio.gather(*asked, return_exceptions=True)
    assert ended[0] == "flood 0"
    assert all(isinstance(each, asyncio.CancelledError) for each in ended[1:])
