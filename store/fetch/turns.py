"""Politeness: one request at a time to a host, and a pause between two."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

LONGEST_GAP = 30.0
"""Seconds: a site that asks for more is given this much."""


class Turns:
    """Who may ask which host now. Hosts don't wait for one another."""

    def __init__(self, gap_seconds: float) -> None:
        self._gap = gap_seconds
        self._asked_for: dict[str, float] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}

    def ask_gap(self, host: str, seconds: float) -> None:
        """A host's own wish, as its robots.txt has it: longer than ours or ignored."""
        if seconds > 0:
            self._asked_for[host] = min(seconds, LONGEST_GAP)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the turn, and hold it until the ``with`` ends."""
        loop = asyncio.get_running_loop()
        async with self._locks[host]:
            await asyncio.sleep(self._free_at.get(host, 0.0) - loop.time())
            try:
                yield
            finally:
                gap = max(self._gap, self._asked_for.get(host, 0.0))
                self._free_at[host] = loop.time() + gap
