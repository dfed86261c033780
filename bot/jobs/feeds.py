"""The feeds' clock: each minute, whatever is due is polled, in a process of its own."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.fetching import plan_of
from bot.jobs.beside import SECONDS, Beside, Ended, run_module
from store import Archive

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.settings import Settings
    from store.feeds.plan import FeedReport

_LONGEST_SECONDS = 3 * 3600.0
"""Of one poll of all that is due: what is not done by then is due again at the next."""
log = logging.getLogger(__name__)


class FeedJob(Beside):
    """Starts a poll whenever a feed of the archive is due. All that it remembers is in the archive.

    Reading, parsing and writing happen there, at a lower priority.
    """

    what = "feeds"

    def __init__(self, desk: Desk, settings: Settings, *, seconds: float = SECONDS) -> None:
        super().__init__(seconds=seconds)
        self._desk = desk
        self._archive = settings.archive
        # One process: the others are for those who ask.
        self._plan = replace(plan_of(settings), workers=1)

    async def tick(self, now: datetime) -> None:
        """Poll what is due at ``now`` (aware), and wait until that is done."""
        feeds = await self._desk.ask(Archive.feeds)
        if any(feed.due(now) for feed in feeds):
            await self.poll()

    async def poll(self) -> tuple[FeedReport, ...]:
        """Poll what is due now, and wait until that is done."""
        given = self._plan.to_json().encode()
        ended = await run_module(
            "store.feeds", str(self._archive), given=given, longest=_LONGEST_SECONDS
        )
        return _told(ended)


def _told(ended: Ended) -> tuple[FeedReport, ...]:
    """What the process said, noted in the log."""
    from store.feeds.plan import FeedReport

    reports = tuple(FeedReport.from_json(line.decode()) for line in ended.said.splitlines())
    for report in reports:
        feed = report.feed
        if report.problem:
            log.warning("feed %s: %s", feed.url, report.problem)
        if feed.stopped:
            log.warning("feed %s is polled no more: %s", feed.url, feed.stopped)
        if report.added or report.corrected:
            log.info("feed %s: %d added, %d corrected", feed.url, report.added, report.corrected)
    if ended.status:
        log.error(
            "a poll of the feeds ended with status %s: %s",
            ended.status,
            ended.problems.strip()[-1000:],
        )
    return reports
