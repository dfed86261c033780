"""The client: one address fetched within the policy's limits, redirects followed hop by hop."""

from __future__ import annotations

import asyncio
import socket
from base64 import b64encode
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from store.fetch.addresses import checked, networks_of, without_credentials
from store.fetch.connecting import AddressRefused, connector
from store.fetch.errors import Refused, TooLarge, Unreachable
from store.fetch.policy import Policy
from store.fetch.robots import BYTES, Robots
from store.fetch.turns import Turns

_CHUNK = 64 * 1024
_HEADER_LENGTH = 500
"""Characters of an ETag and the like: a longer one is not kept."""
_FOLLOWED = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})

Sink = Callable[[bytes], object]
"""Takes the body piece by piece."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, whatever its status. Header fields are "" where the server sent none."""

    url: str
    """Where it came from after redirects, without credentials."""
    status: int
    body: bytes = b""
    """Decompressed; empty unless the status is 2xx, and where a sink took it."""
    moved_to: str = ""
    """Where to ask from now on: the address that permanent redirects led to, before any temporary one."""
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    cache_control: str = ""
    retry_after: str = ""

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


class Fetcher(AbstractAsyncContextManager["Fetcher"]):
    """Fetches addresses. ``async with``; for one event loop."""

    def __init__(self, policy: Policy, *, resolver: AbstractResolver | None = None) -> None:
        """``resolver``: who answers for names, by default the system; its answers are checked all the same."""
        self.policy = policy
        self._networks = networks_of(policy.networks)
        self._resolver = resolver
        self._turns = Turns(policy.gap_seconds)
        self._robots = Robots(self._ask_robots)
        self._session: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=connector(self._networks, self._resolver),
            timeout=aiohttp.ClientTimeout(
                total=None,  # counted over all hops, below
                sock_connect=self.policy.connect_seconds,
                sock_read=self.policy.idle_seconds,
            ),
            headers={"User-Agent": self.policy.user_agent, "Accept-Encoding": "gzip, deflate"},
            cookie_jar=aiohttp.DummyCookieJar(),
            # A proxy or a .netrc of the environment would go round the checks.
            trust_env=False,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        accept: str = "*/*",
        obey_robots: bool = False,
        sink: Sink | None = None,
        limit: int | None = None,
        cut: bool = False,
    ) -> Response:
        """Fetch ``url``; any status is an answer.

        ``etag``, ``last_modified``: of the version at hand, so that 304 may be the answer. ``obey_robots``:
        ask each site on the way first. ``sink``: takes the body in pieces. ``limit``: bytes of the body, where
        the policy's are too many. ``cut``: leave the rest of a larger body, and don't refuse it. Raises Refused, Unreachable or TooLarge.
        """
        address = checked(url, self._networks)
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        most = min(self.policy.body_bytes, limit or self.policy.body_bytes)
        trip = _Trip(address, left=self.policy.seconds)
        for _ in range(self.policy.redirects + 1):
            if obey_robots:
                self._turns.ask_gap(_host(trip.at), await self._robots.check(trip.at))
            async with self._turns.turn(_host(trip.at)):
                found = await self._hop(trip, headers, sink, most, cut)
            if isinstance(found, Response):
                return found
            trip.follow(checked(found, self._networks))
        raise Refused(
            f"{without_credentials(url)} redirects more than {self.policy.redirects} times: "
            "give the address that it leads to."
        )

    async def _hop(
        self, trip: _Trip, headers: dict[str, str], sink: Sink | None, limit: int, cut: bool
    ) -> Response | str:
        """The answer, or the address that it redirects to."""
        shown = str(trip.at)
        started = asyncio.get_running_loop().time()
        try:
            async with (
                asyncio.timeout(trip.left),
                self._session.get(
                    trip.at, headers=headers | trip.authorization(), allow_redirects=False
                ) as answer,
            ):
                trip.status = answer.status
                location = answer.headers.get("Location", "")
                if answer.status in _FOLLOWED and location:
                    answer.close()  # its body is of no use
                    return _joined(trip.at, location)
                body = await self._body(answer, sink, limit, cut) if answer.ok else b""
                if not answer.ok:
                    answer.close()
                return _response(answer, body, trip)
        except TimeoutError as error:
            raise Unreachable(
                f"{shown} did not answer in full within {self.policy.seconds:g} seconds, or fell silent."
            ) from error
        except aiohttp.ClientError as error:
            raise _readable(error, shown) from error
        except (OSError, ValueError) as error:
            raise Unreachable(f"{shown} can't be fetched ({error}).") from error
        finally:
            trip.left -= asyncio.get_running_loop().time() - started

    async def _body(
        self, answer: aiohttp.ClientResponse, sink: Sink | None, limit: int, cut: bool
    ) -> bytes:
        kept = bytearray()
        take = sink or kept.extend
        size = 0
        too_large = TooLarge(f"{answer.url} is larger than {_in_words(limit)}: too large.")
        if not cut and (answer.content_length or 0) > limit:
            answer.close()
            raise too_large
        async for piece in answer.content.iter_chunked(_CHUNK):
            size += len(piece)
            if size > limit:
                answer.close()
                if not cut:
                    raise too_large
                take(piece[: len(piece) - (size - limit)])
                break
            take(piece)
        return bytes(kept)

    async def _ask_robots(self, url: str) -> tuple[int, bytes]:
        answer = await self.get(url, accept="text/plain", limit=BYTES, cut=True)
        return answer.status, answer.body


class _Trip:
    """Where a fetch has come to."""

    def __init__(self, start: URL, left: float) -> None:
        self._login = start
        self.at = _bare(start)
        self.left = left
        """Seconds."""
        self.status = 0
        self._seen = {self.at}
        self._start = self.at
        self._permanent = self.at
        self._only_permanent = True

    def authorization(self) -> dict[str, str]:
        """The header with the address's own name and password, for its own site alone."""
        if self._login.user is None or self.at.origin() != self._start.origin():
            return {}
        pair = f"{self._login.user}:{self._login.password or ''}".encode()
        return {"Authorization": f"Basic {b64encode(pair).decode()}"}

    def follow(self, target: URL) -> None:
        """Raises Refused where that was seen on the way already."""
        target = _bare(target)
        if target in self._seen:
            raise Refused(f"{self._start} redirects in a circle: nothing is there to fetch.")
        self._seen.add(target)
        # Who can tamper with one answer over HTTPS could else take the S away for good.
        weaker = self.at.scheme == "https" and target.scheme == "http"
        self._only_permanent &= self.status in _PERMANENT and not weaker
        self.at = target
        if self._only_permanent:
            self._permanent = target

    @property
    def moved_to(self) -> str:
        return "" if self._permanent == self._start else str(self._permanent)


def _bare(url: URL) -> URL:
    return url.with_user(None).with_fragment(None)


def _host(url: URL) -> str:
    return url.host or ""


def _joined(base: URL, location: str) -> str:
    try:
        return str(base.join(URL(location.strip())))
    except ValueError as error:
        raise Refused(f"{base} redirects to what is not an address ({error}).") from error


def _response(answer: aiohttp.ClientResponse, body: bytes, trip: _Trip) -> Response:
    def header(name: str) -> str:
        value: str = answer.headers.get(name, "").strip()
        return value if value.isascii() and len(value) <= _HEADER_LENGTH else ""

    return Response(
        url=str(trip.at),
        status=answer.status,
        body=body,
        moved_to=trip.moved_to,
        etag=header("ETag"),
        last_modified=header("Last-Modified"),
        content_type=header("Content-Type"),
        cache_control=header("Cache-Control"),
        retry_after=header("Retry-After"),
    )


def _readable(error: aiohttp.ClientError, shown: str) -> Refused | Unreachable:
    """aiohttp's error as a sentence."""
    cause: BaseException = getattr(error, "os_error", error)
    if isinstance(cause, AddressRefused):
        return Refused(f"{shown} is refused: {cause}.")
    if isinstance(error, aiohttp.InvalidURL):
        return Refused(f"{shown} is not an address of the web ({error}).")
    if isinstance(cause, socket.gaierror):
        return Unreachable(
            f"{shown}: there is no such host, or DNS does not answer ({cause.strerror})."
        )
    if isinstance(error, aiohttp.ClientSSLError):
        return Unreachable(f"{shown}: no secure connection can be made ({cause}).")
    if isinstance(error, aiohttp.ClientPayloadError):
        return Unreachable(f"{shown} ended before it was complete, or is damaged.")
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return Unreachable(f"{shown}: the server closed the connection without an answer.")
    return Unreachable(f"{shown} can't be reached ({str(error) or type(error).__name__}).")


def _in_words(size: int) -> str:
    return f"{size / 1024**2:.0f} MiB" if size >= 1024**2 else f"{size:,} bytes"
