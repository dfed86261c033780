"""Many who ask at once, through the bot's own desk, while the event loop's lag is watched."""

from __future__ import annotations

import asyncio
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from bot.desk import Desk
from bot.pool import Busy
from store import Archive, ArchiveError
from store.guilds import Guilds

BEAT_SECONDS = 0.01
SETTLE_SECONDS = 5.0
"""How long clients ask before they are measured."""
SETTLED_SECONDS = 240.0
"""The longest that an ingest is waited for until its articles are found."""


@dataclass(slots=True)
class Heard:
    """What the clients of one stretch of time met with."""

    took: list[float] = field(default_factory=list)
    lag: list[float] = field(default_factory=list)
    errors: int = 0

    def figures(self, seconds: float) -> dict[str, float]:
        """Milliseconds, but for ``a_second`` and ``errors``."""
        took, lag = quantiles(self.took, n=100), quantiles(self.lag, n=100)
        return {
            "a_second": len(self.took) / seconds,
            "p50_ms": took[49],
            "p95_ms": took[94],
            "max_ms": max(self.took),
            "errors": self.errors,
            "lag_p99_ms": lag[98],
            "lag_max_ms": max(self.lag),
        }


def crowd(archive: Path, questions: Sequence[str], askers: int, seconds: float) -> dict[str, float]:
    """``askers`` clients, each with its next question as soon as it has its answer."""
    return asyncio.run(_crowd(archive, questions, askers, seconds))


def ingest(
    archive: Path, questions: Sequence[str], more: Path, clients: int, seconds: float
) -> dict[str, float]:
    """Clients' median time before and while ``dateline ingest`` adds ``more`` and the bot takes it in."""
    return asyncio.run(_ingest(archive, questions, more, clients, seconds))


async def _crowd(
    archive: Path, questions: Sequence[str], askers: int, seconds: float
) -> dict[str, float]:
    async with asyncio.TaskGroup() as group:
        desk = _open(archive)
        heard = _begin(group, desk, questions, askers)
        await asyncio.sleep(SETTLE_SECONDS)
        figures = (await _listen(heard, seconds)).figures(seconds)
        heard.clear()
    await desk.close()
    return figures


async def _ingest(
    archive: Path, questions: Sequence[str], more: Path, clients: int, seconds: float
) -> dict[str, float]:
    async with asyncio.TaskGroup() as group:
        desk = _open(archive)
        heard = _begin(group, desk, questions, clients)
        await asyncio.sleep(SETTLE_SECONDS)
        before = await _listen(heard, seconds)
        articles = (await desk.ask(Archive.stats)).articles
        expected = articles + sum(1 for line in more.open("rb") if line.strip())
        during = heard[0] = Heard()
        began = time.monotonic()
        command = ["-m", "bot", "ingest", str(more), "--search-only", "--archive", str(archive)]
        writer = await asyncio.create_subprocess_exec(
            sys.executable, *command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        await writer.wait()
        written = time.monotonic() - began
        if (await desk.ask(Archive.stats)).articles != expected:
            raise RuntimeError("The ingest did not add what it was given.")
        while await desk.ask(Archive.behind) and time.monotonic() - began < SETTLED_SECONDS:  # noqa: ASYNC110
            await asyncio.sleep(0.2)
        found = time.monotonic() - began
        heard.clear()
    await desk.close()
    return {
        "before_p50_ms": median(before.took),
        **{f"during_{name}": value for name, value in during.figures(found).items()},
        "ratio": median(during.took) / median(before.took),
        "ingest_s": written,
        "found_after_s": found,
    }


def _open(archive: Path) -> Desk:
    guilds = Guilds.open(Path(tempfile.mkdtemp()) / "bot.db")
    return Desk(Archive.open(archive), guilds)


def _begin(
    group: asyncio.TaskGroup, desk: Desk, questions: Sequence[str], clients: int
) -> list[Heard]:
    """Clients that write what they meet with into the list's one entry, until it has none."""
    heard = [Heard()]
    order = itertools.cycle(questions)
    for _ in range(clients):
        group.create_task(_client(desk, order, heard))
    group.create_task(_beat(heard))
    return heard


async def _listen(heard: list[Heard], seconds: float) -> Heard:
    now = heard[0] = Heard()
    await asyncio.sleep(seconds)
    return now


async def _client(desk: Desk, order: Iterator[str], heard: list[Heard]) -> None:
    while heard:
        began = time.perf_counter()
        try:
            await desk.ask(Archive.ask, next(order))
        except (Busy, ArchiveError):
            if heard:
                heard[0].errors += 1
            await asyncio.sleep(0.1)
        if heard:
            heard[0].took.append((time.perf_counter() - began) * 1000)


async def _beat(heard: list[Heard]) -> None:
    while heard:
        began = time.perf_counter()
        await asyncio.sleep(BEAT_SECONDS)
        if heard:
            late = (time.perf_counter() - began - BEAT_SECONDS) * 1000
            heard[0].lag.append(late)


def cores() -> int:
    return os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit("Part of scale.py: run that with --part crowd.")
