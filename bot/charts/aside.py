"""Charts drawn beside the event loop, one after the other: an answer never fails or waits long for its picture."""

from __future__ import annotations

import logging
from functools import partial

from bot.asker import asker
from bot.charts.draw import png
from bot.pool import Busy, Pool
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
        self._pool = Pool("charts", threads=1, waiting=waiting, seconds=seconds)

    async def png(self, chart: Chart, language: Language = ENGLISH) -> bytes | None:
        """The chart as a PNG, its dates in ``language``; None where it can't be drawn in time, or at all, which is logged."""
        try:
            return await self._pool.run(asker().whose, partial(png, chart, language))
        except Busy:
            return None
        except Exception:
            log.exception("a chart could not be drawn")
            return None
