"""The desk: off the loop, bounded in number and in time."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.pool import Busy
from store import Archive
from store.guilds import Guilds


@pytest.fixture
async def desk(wire_archive: Path, tmp_path: Path) -> AsyncIterator[Desk]:
    with Archive.open(wire_archive) as archive, Guilds.open(tmp_path / "bot.db") as guilds:
        opened = Desk(archive, guilds, workers=1, waiting=1, seconds=0.2)
        yield opened
        await opened.close()


def held(archive: Archive, gate: threading.Event) -> str:
    gate.wait(10)
    return threading.current_thread().name


async def test_calls_run_on_threads(desk: Desk) -> None:
    assert (await desk.ask(Archive.stats)).articles == 9
    gate = threading.Event()
    gate.set()
    assert (await desk.ask(held, gate)).startswith("archive")


async def test_one_too_many_is_told_so_and_later_there_is_room(desk: Desk) -> None:
    gate = threading.Event()
    asked = [asyncio.create_task(desk.ask(held, gate)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await desk.ask(Archive.stats)
    gate.set()
    await asyncio.gather(*asked)
    assert (await desk.ask(Archive.stats)).articles == 9


async def test_a_call_that_takes_too_long_is_given_up_and_counted_until_it_ends(
    desk: Desk,
) -> None:
    gate = threading.Event()
    for _ in range(2):
        with pytest.raises(Busy):
            await desk.ask(held, gate)
    # The second never started: giving it up took it off the queue.
    asked = asyncio.create_task(desk.ask(held, gate))
    await asyncio.sleep(0)
    gate.set()
    assert (await asked).startswith("archive")


async def test_settings_do_not_wait_for_questions(desk: Desk) -> None:
    gate = threading.Event()
    asked = asyncio.create_task(desk.ask(held, gate))
    await asyncio.sleep(0)
    assert await desk.keep(Guilds.note, "x") == ""
    gate.set()
    await asked


async def test_the_loop_goes_on_while_the_store_works(desk: Desk) -> None:
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0.01)

    heart = asyncio.create_task(beat())
    await desk.ask(lambda archive: time.sleep(0.1))
    heart.cancel()
    assert beats > 3
