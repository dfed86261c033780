"""The watchdog of all these tests bites: a call that blocks the loop is seen, one on a thread is not."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import Iterator

import pytest
from discord import app_commands
from watchdog import EVERY, LIMIT, Watchdog

LONG = LIMIT * 5


@app_commands.command(name="block", description="Block the loop")
async def block(interaction) -> None:
    time.sleep(LONG)  # noqa: ASYNC251
    await interaction.response.send_message("done")


@app_commands.command(name="count", description="Count, which keeps the processor busy")
async def count(interaction) -> None:
    until = time.perf_counter() + LONG
    while time.perf_counter() < until:
        pass
    await interaction.response.send_message("done")


@app_commands.command(name="thread", description="Sleep on a thread")
async def thread(interaction) -> None:
    await interaction.response.defer()
    await interaction.client.desk.ask(lambda archive: time.sleep(LONG))
    await interaction.edit_original_response(content="done")


@pytest.fixture
def simcord_bot(desks):
    client = desks.client()
    for command in (block, count, thread):
        client.tree.add_command(command)
    return client


@pytest.fixture
def bitten(watchdog: Watchdog):
    """What the watchdog of this test has found; it is not held against the test."""
    yield watchdog.blocked
    watchdog.blocked.clear()


@pytest.mark.parametrize("name", ["block", "count"])
async def test_a_blocking_call_is_found_and_named(stage, bitten, name) -> None:
    await stage.ann.slash(stage.channel, name)
    (where,) = bitten
    assert f"in {name}\n" in where


async def test_a_thread_may_take_its_time(stage, watchdog) -> None:
    await stage.ann.slash(stage.channel, "thread")
    assert not watchdog.blocked


async def test_waiting_is_no_blocking(watchdog) -> None:
    await asyncio.sleep(LONG)
    assert not watchdog.blocked


async def test_a_tests_own_work_is_its_own(watchdog) -> None:
    time.sleep(LONG)  # noqa: ASYNC251
    assert not watchdog.blocked


@pytest.fixture
def collecting() -> Iterator[list[list[str]]]:
    """Garbage is collected all the time; the functions in which that began, of each time."""
    found: list[list[str]] = []

    def note(*_: object) -> None:
        frame = sys._getframe(1)
        names = [frame.f_code.co_name]
        while frame.f_back:
            frame = frame.f_back
            names.append(frame.f_code.co_name)
        found.append(names)

    usual = gc.get_threshold()
    gc.callbacks.append(note)
    gc.set_threshold(1)
    yield found
    gc.set_threshold(*usual)
    gc.callbacks.remove(note)


async def test_nothing_is_collected_amid_a_look_at_the_stack(watchdog, collecting) -> None:
    def down(levels: int) -> None:
        if levels:
            down(levels - 1)
        else:
            time.sleep(EVERY * 3)

    for _ in range(5):
        down(100)
    assert collecting
    assert not [names for names in collecting if "_stack" in names]
