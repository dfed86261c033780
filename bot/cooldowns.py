"""How often somebody may ask: counted in memory, for at most so many members and servers."""

from __future__ import annotations

import math
from functools import lru_cache

from discord.app_commands import Cooldown

from bot.errors import UserError
from bot.replies.words import counted

MINUTE = 60.0
TYPING_USES, TYPING_SECONDS = 60, 20.0
"""Completions while somebody types: Discord asks for one at every pause between keystrokes."""
REMEMBERED = 20_000
"""Counters that are kept; the one that was not used for longest goes first."""


class SlowDown(UserError):
    """Too often. The message says when again."""


class Cooldowns:
    """Counters by who asks. The clock is passed in: seconds of any epoch but zero."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._counter = lru_cache(remembered)(_counter)

    @property
    def remembered(self) -> int:
        """How many counters there are now."""
        return self._counter.cache_info().currsize

    def use(
        self, who: tuple[str, *tuple[int, ...]], uses: int, now: float, seconds: float = MINUTE
    ) -> float:
        """Count a use of ``uses`` in ``seconds``; the seconds to wait where it is one too many, else 0."""
        if not uses:
            return 0.0
        wait = self._counter(who, uses, seconds).update_rate_limit(now)
        # A clock that went back must not shut anybody out for longer than the whole time.
        return 0.0 if wait is None else min(max(wait, 1.0), seconds)


def _counter(who: tuple[str, *tuple[int, ...]], uses: int, seconds: float) -> Cooldown:
    return Cooldown(uses, seconds)


def too_often(wait: float, uses: int, *, server: bool) -> SlowDown:
    """What to tell somebody who has to wait."""
    seconds = counted("{count} second", "{count} seconds", math.ceil(wait))
    if server:
        return SlowDown(
            counted(
                "This server has used its {count} command a minute: try again in {seconds}.",
                "This server has used its {count} commands a minute: try again in {seconds}.",
                uses,
                seconds=seconds,
            )
        )
    return SlowDown(
        counted(
            "Slow down: you have used your {count} command a minute. Try again in {seconds}.",
            "Slow down: you have used your {count} commands a minute. Try again in {seconds}.",
            uses,
            seconds=seconds,
        )
    )
