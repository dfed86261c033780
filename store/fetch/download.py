"""One address into a file, for ``dateline ingest URL``."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from store.fetch.client import Fetcher, Response, Sink
from store.fetch.errors import BadStatus
from store.fetch.policy import Policy

Progress = Callable[[int], None]
"""Called with the bytes that have arrived."""
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/feed+json, */*;q=0.8"
)


@dataclass(frozen=True, slots=True)
class Downloaded:
    """What was fetched."""

    path: Path
    url: str
    """Where it came from after redirects, without credentials: what its articles are cited by."""
    content_type: str
    size: int
    """Bytes, decompressed where the server had compressed it for the way."""


def download(
    url: str,
    to: Path,
    *,
    policy: Policy | None = None,
    robots: bool = True,
    progress: Progress | None = None,
) -> Downloaded:
    """Fetch a page, a feed or a file of the web into the file ``to``, which is made or replaced.

    ``policy``: the settings' own (default: ``Policy().for_files()``); ``robots``: obey the site's
    robots.txt. Nothing is left at ``to`` where it fails. Raises FetchError: Refused (a private address,
    too many redirects, robots.txt), Unreachable, TooLarge, BadStatus; OSError where ``to`` can't be written.
    Not to be called from a coroutine.
    """
    size = 0
    try:
        with to.open("wb") as file:

            def take(piece: bytes) -> None:
                nonlocal size
                file.write(piece)
                size += len(piece)
                if progress:
                    progress(size)

            answer = asyncio.run(_get(url, policy or Policy().for_files(), robots, take))
        if not answer.ok:
            raise BadStatus(f"{answer.url} {in_words(answer.status)}.", answer.status)
    except BaseException:
        to.unlink(missing_ok=True)
        raise
    return Downloaded(to, answer.url, answer.content_type, size)


async def _get(url: str, policy: Policy, robots: bool, take: Sink) -> Response:
    async with Fetcher(policy) as fetcher:
        return await fetcher.get(url, accept=_ACCEPT, obey_robots=robots, sink=take)


def in_words(status: int) -> str:
    """What a status says, after the address: "is not there (404)"."""
    meaning = {
        401: "asks for a password",
        403: "does not let programs in",
        404: "is not there",
        410: "is gone for good",
        429: "was asked too often",
        503: "is not to be had at the moment",
    }.get(status, "has an error at the server" if status >= 500 else "can't be had")
    return f"{meaning} ({status})"
