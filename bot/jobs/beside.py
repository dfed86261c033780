"""What the clock starts in a process of its own: begun with the bot, and ended with it."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from discord.ext import tasks

import store
from bot.secret_files import withhold

SECONDS = 60
"""Between two looks at whether something is due."""
_GRACE_SECONDS = 5.0
"""How long a process may finish what is under way when the bot closes."""
log = logging.getLogger(__name__)


class Beside(ABC):
    """A job that has its work done by another process, one after another, so that answers don't wait."""

    what: ClassVar[str]
    """What it looks after, for the log: "feeds"."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._loop = tasks.loop(seconds=seconds)(self._look)

    def start(self) -> None:
        self._loop.start()

    async def close(self) -> None:
        """End, and the process under way with it: what it has not stored is done again."""
        task = self._loop.get_task()
        self._loop.cancel()
        if task:
            await asyncio.wait([task])

    async def _look(self) -> None:
        try:
            await self.tick(datetime.now(UTC))
        except Exception:
            log.exception("the %s can't be looked after", self.what)

    @abstractmethod
    async def tick(self, now: datetime) -> None:
        """Do what is due at ``now`` (aware), and wait until that is done."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What a process left."""

    status: int | None
    said: bytes
    problems: str
    """What it wrote to stderr."""


async def run_module(
    module: str, *arguments: str, given: bytes | None = None, longest: float
) -> Ended:
    """Run ``python -m MODULE``, with ``given`` on stdin. Raises TimeoutError after ``longest`` seconds."""
    process = await asyncio.create_subprocess_exec(
        # -P: a folder named "store" where the bot was started is not taken for this one.
        *(sys.executable, "-P", "-m", module, *arguments),
        env=environment(),
        stdin=asyncio.subprocess.DEVNULL if given is None else asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,  # Ctrl-C ends the bot, and the bot ends it
    )
    try:
        async with asyncio.timeout(longest):
            said, problems = await process.communicate(given)
    finally:
        if process.returncode is None:
            await end_process(process)
    return Ended(process.returncode, said, problems.decode(errors="replace"))


def environment() -> dict[str, str]:
    """With the packages where they are here, and without the secrets."""
    home = str(Path(store.__file__).parents[1])
    paths = filter(None, (home, os.environ.get("PYTHONPATH")))
    found = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    withhold(found)
    return found


async def end_process(process: asyncio.subprocess.Process) -> None:
    """Let a process finish what is under way, for a few seconds."""
    process.terminate()
    try:
        await asyncio.wait_for(process.communicate(), _GRACE_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
