"""The feeds' clock: each minute, whatever is due is polled, in a process of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import store
from bot.fetching import plan_of
from bot.secret_files import withhold
from store import Archive

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.settings import Settings
    from store.feeds.plan import FeedReport

SECONDS = 60
"""Between two looks at what is due."""
_LONGEST_SECONDS = 3 * 3600.0
"""Of one poll of all that is due: what is not done by then is due again at the next."""
_GRACE_SECONDS = 5.0
"""How long a poll may finish the batch under way when the bot closes."""
log = logging.getLogger(__name__)


class FeedJob:
    """Starts a poll whenever a feed of the archive is due. All that it remembers is in the archive.

    Reading, parsing and writing happen in another process, at a lower priority, so that answers don't wait.
    """

    def __init__(self, desk: Desk, settings: Settings, *, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._archive = settings.archive
        # One process: the others are for those who ask.
        self._plan = replace(plan_of(settings), workers=1)
        self._seconds = seconds
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="feeds")

    async def close(self) -> None:
        """End, and a poll under way with it: what it has not stored is polled again."""
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        while True:
            try:
                await self.tick(datetime.now(UTC))
            except Exception:
                log.exception("the feeds can't be polled")
            await asyncio.sleep(self._seconds)

    async def tick(self, now: datetime) -> None:
        """Poll what is due at ``now`` (aware), and wait until that is done."""
        feeds = await self._desk.ask(Archive.feeds)
        if any(feed.due(now) for feed in feeds):
            await self.poll()

    async def poll(self) -> tuple[FeedReport, ...]:
        """Poll what is due now, and wait until that is done."""
        process = await asyncio.create_subprocess_exec(
            # -P: a folder named "store" where the bot was started is not taken for this one.
            *(sys.executable, "-P", "-m", "store.feeds", str(self._archive)),
            env=environment(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C ends the bot, and the bot ends it
        )
        try:
            async with asyncio.timeout(_LONGEST_SECONDS):
                said, problems = await process.communicate(self._plan.to_json().encode())
        finally:
            if process.returncode is None:
                await end_process(process)
        return _told(said, problems.decode(errors="replace"), process.returncode)


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


def _told(said: bytes, problems: str, status: int | None) -> tuple[FeedReport, ...]:
    """What the process said, noted in the log."""
    from store.feeds.plan import FeedReport

    reports = tuple(FeedReport.from_json(line.decode()) for line in said.splitlines())
    for report in reports:
        feed = report.feed
        if report.problem:
            log.warning("feed %s: %s", feed.url, report.problem)
        if feed.stopped:
            log.warning("feed %s is polled no more: %s", feed.url, feed.stopped)
        if report.added or report.corrected:
            log.info("feed %s: %d added, %d corrected", feed.url, report.added, report.corrected)
    if status:
        log.error("a poll of the feeds ended with status %s: %s", status, problems.strip()[-1000:])
    return reports
