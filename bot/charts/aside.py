"""Charts drawn beside the event loop, one after the other: an answer never fails or waits long for its picture."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

from bot.charts.draw import png
from bot.replies.chart import Chart
from bot.replies.language import ENGLISH, Language

log = logging.getLogger(__name__)

WAITING = 20
"""Charts that may wait for their turn; a reply with one more is shown without."""
SECONDS = 5.0
"""The longest that a reply waits for its chart."""


class Charts:
    """Draws on one thread, for matplotlib's fonts are not for several."""

    def __init__(self, *, waiting: int = WAITING, seconds: float = SECONDS) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="charts")
        self._room = waiting + 1
        self._seconds = seconds
        self._under_way = 0

    async def png(self, chart: Chart, language: Language = ENGLISH) -> bytes | None:
        """The chart as a PNG, its dates in ``language``; None where it can't be drawn in time, or at all, which is logged."""
        if self._under_way >= self._room:
            return None
        self._under_way += 1
        drawing = asyncio.get_running_loop().run_in_executor(
            self._thread, lambda: png(chart, language)
        )
        drawing.add_done_callback(self._leave)
        done, _ = await asyncio.wait({drawing}, timeout=self._seconds)
        if not done or drawing.exception() is not None:
            return None
        return drawing.result()

    def _leave(self, drawing: asyncio.Future[bytes]) -> None:
        self._under_way -= 1
        if not drawing.cancelled() and (error := drawing.exception()):
            log.error("a chart could not be drawn", exc_info=error)
