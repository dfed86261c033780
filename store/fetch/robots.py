"""robots.txt (RFC 9309): what a site lets programs fetch, asked once a site."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

from protego import Protego
from yarl import URL

from store.fetch.errors import FetchError, Refused, RobotsForbid, Unreachable
from store.fetch.policy import PRODUCT

BYTES = 500 * 1024
"""What is read of a robots.txt: RFC 9309, 2.5. The rest does not count."""

Ask = Callable[[str], Awaitable[tuple[int, bytes]]]
"""Fetches an address: its status and the beginning of its body. Raises FetchError."""


class Robots:
    """The rules of the sites asked so far, kept as long as this object is: a poll, a download."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._rules: dict[str, Protego | Unreachable] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def check(self, url: URL) -> float:
        """Seconds that the site wants between two requests, 0 where it does not say.

        Raises RobotsForbid where the page is not for programs, Unreachable where that can't be told now.
        """
        site = str(url.origin())
        async with self._locks[site]:
            if site not in self._rules:
                self._rules[site] = await self._read(site)
        rules = self._rules[site]
        if isinstance(rules, Unreachable):
            raise rules
        if not rules.can_fetch(str(url), PRODUCT):
            raise RobotsForbid(
                f"{url} may not be fetched: the robots.txt of {url.host} forbids it."
            )
        return rules.crawl_delay(PRODUCT) or 0.0

    async def _read(self, site: str) -> Protego | Unreachable:
        try:
            status, body = await self._ask(f"{site}/robots.txt")
        except Refused:
            # As good as none (RFC 9309, 2.3.1.2); the page's own address is checked for itself.
            return Protego.parse("")
        except FetchError as error:
            return Unreachable(f"{site}: its robots.txt can't be read now ({error})")
        if status >= 500 or status == 429:
            return Unreachable(
                f"{site}: its robots.txt can't be read now (status {status}), so its pages wait."
            )
        readable = 200 <= status < 300
        return Protego.parse(body.decode("utf-8-sig", errors="replace") if readable else "")
