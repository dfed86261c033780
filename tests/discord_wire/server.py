"""The Discord that tests run on a local port: its API, its gateway, its clock, and what goes wrong with it."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from aiohttp import web

from tests.discord_wire.asked import BASE, UNAUTHORIZED, Answer, Asked, read, refusal
from tests.discord_wire.faults import LONG_WAIT, SHORT_WAIT, Buckets, Trouble, limited
from tests.discord_wire.gateway import Gateway
from tests.discord_wire.interactions import Interactions
from tests.discord_wire.rest import Handler, Rest
from tests.discord_wire.spec import violations
from tests.discord_wire.world import SOMEBODY, World

SLOW_SECONDS = 1.0
_NEED_NO_TOKEN = ("/interactions/", "/webhooks/")
_INVALID = 50035


class Discord:
    """``plan`` tells what happens to each request; ``now`` is Discord's clock, this machine's where it is left out.

    What Discord would refuse is answered as it does, and kept in ``violations``: a test ends with ``check``.
    """

    def __init__(
        self,
        now: datetime | None = None,
        plan: Callable[[Asked], Trouble] = lambda asked: Trouble.NONE,
        *,
        token: str = "",
        shards: int = 1,
        heartbeat: float = 41.25,
    ) -> None:
        self.world = World(now)
        self.plan = plan
        self.token = token
        """The only one that is let in; any is, where this is empty."""
        self.owner: dict[str, Any] = SOMEBODY
        self.buckets = Buckets()
        self.troubles: Counter[Trouble] = Counter()
        self.heard: list[str] = []
        """What was asked, and what became of it: the latest."""
        self.violations: list[str] = []
        self.also: list[web.RouteDef] = []
        """Routes of the test's own, beside the API."""
        self.origin = ""
        """Where it says that it is: ``https://host:port``."""
        self.port = 0
        self.let_go = asyncio.Event()
        """Set by a test: what is held is answered."""
        self.waited_for = 0
        """Answers that somebody still waited for when they were let go."""
        self.interactions = Interactions(self.world)
        self.gateway = Gateway(self, shards, heartbeat)
        self.rest = Rest(self)
        self._late: list[tuple[datetime, Callable[[], object]]] = []
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The base of the API."""
        return f"{self.origin}{BASE}"

    @property
    def gateway_url(self) -> str:
        return f"{self.origin.replace('http', 'ws')}/gateway"

    def advance(self, now: datetime) -> None:
        """Discord's clock goes on, and what was late arrives."""
        due = [work for at, work in self._late if at <= now]
        self._late = [(at, work) for at, work in self._late if at > now]
        for work in due:
            work()
        self.world.now = now

    def check(self) -> None:
        """Raises AssertionError where the bot sent what Discord would refuse."""
        assert not self.violations, "Discord would refuse this:\n" + "\n".join(self.violations[:20])

    # --- requests -------------------------------------------------------------------------------

    def _answering(self, template: str, handler: Handler) -> Any:
        async def answer(request: web.Request) -> web.StreamResponse:
            asked = await read(request)
            trouble = self.plan(asked)
            self._hear(asked, trouble)
            refused = self._refused(asked)
            if refused:
                return refused.response()
            bucket = self.buckets.of(asked, template)
            wait = bucket.take()
            if wait:
                return self._dated(limited(wait).response(), bucket.headers)
            response = await self._troubled(trouble, request, lambda: handler(asked))
            return self._dated(response, bucket.headers)

        return answer

    def _hear(self, asked: Asked, trouble: Trouble) -> None:
        if trouble is not Trouble.NONE:
            self.troubles[trouble] += 1
        query = "&".join(f"{name}={value}" for name, value in asked.query.items())
        what = f"{asked.method} {asked.path}?{query}: {trouble}"
        self.heard.append(f"{self.world.now:%Y-%m-%d %H:%M} {what}")
        del self.heard[:-20_000]

    def _refused(self, asked: Asked) -> Answer | None:
        """What no plan can change: a wrong token, and what is not as Discord wants it."""
        is_open = asked.path.startswith(_NEED_NO_TOKEN)
        if self.token and not is_open and asked.token != self.token:
            return UNAUTHORIZED
        found = violations(asked.method, asked.path, asked.body, asked.files, asked.query)
        self.violations += found
        told = [{"code": "INVALID", "message": each} for each in found]
        errors = {"body": {"_errors": told}}
        return refusal(400, _INVALID, "Invalid Form Body", errors=errors) if found else None

    async def _troubled(
        self, trouble: Trouble, request: web.Request, work: Callable[[], Answer]
    ) -> web.StreamResponse:
        match trouble:
            case Trouble.LIMITED:
                return limited(SHORT_WAIT).response()
            case Trouble.LIMITED_LONG:
                return limited(LONG_WAIT).response()
            case Trouble.LIMITED_GLOBALLY:
                return limited(SHORT_WAIT, is_global=True).response()
            case Trouble.REFUSED:
                return refusal(502, 0, "Bad Gateway").response()
            case Trouble.DROPPED:
                return _drop(request)
            case Trouble.LATE:
                self._late.append((self.world.now + timedelta(seconds=30), work))
                return _drop(request)
            case Trouble.SLOW:
                await asyncio.sleep(SLOW_SECONDS)
        done = work().response()
        match trouble:
            case Trouble.DONE_AND_REFUSED:
                return refusal(502, 0, "Bad Gateway").response()
            case Trouble.DONE_AND_DROPPED:
                return _drop(request)
            case Trouble.DONE_AND_CUT:
                return await _cut(request, done)
            case Trouble.HELD:
                # Ends here where whoever asked hangs up.
                await self.let_go.wait()
                self.waited_for += 1
        return done

    def _dated(self, response: web.StreamResponse, headers: dict[str, str]) -> web.StreamResponse:
        if not response.prepared:
            date = format_datetime(self.world.now.astimezone(UTC), usegmt=True)
            response.headers.update({"Date": date, **headers})
        return response

    async def _unknown(self, request: web.Request) -> web.Response:
        """A request that this Discord has not learnt yet: a test must not go on without it."""
        self.violations.append(f"{request.method} {request.path}: not known to this Discord")
        return refusal(404, 0, "404: Not Found").response()

    async def _attachment(self, request: web.Request) -> web.Response:
        data = self.world.files.get(request.path)
        return web.Response(status=404) if data is None else web.Response(body=data)

    # --- on and off -----------------------------------------------------------------------------

    async def open(self) -> None:
        """On a port of its own."""
        app = web.Application(client_max_size=64 << 20)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/", self.gateway.handle)
        app.router.add_get("/attachments/{rest:.*}", self._attachment)
        app.add_routes(self.also)
        for method, template, handler in self.rest.routes:
            app.router.add_route(method, BASE + template, self._answering(template, handler))
        app.router.add_route("*", BASE + "/{rest:.*}", self._unknown)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        await self.listen()

    async def listen(self, tls: ssl.SSLContext | None = None) -> None:
        """On one more port, encrypted where it is told how: from now on it says that it is there."""
        assert self._runner
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=tls)
        await site.start()
        host, self.port = self._runner.addresses[-1][:2]
        self.origin = self.world.origin = f"{'https' if tls else 'http'}://{host}:{self.port}"

    async def close(self) -> None:
        if self._runner:
            await self._runner.cleanup()


def _drop(request: web.Request) -> web.Response:
    """Hang up without an answer."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def _cut(request: web.Request, whole: web.Response) -> web.StreamResponse:
    """Hang up when half of the answer is out."""
    body = whole.body if isinstance(whole.body, bytes) else b"{}"
    half = web.StreamResponse(status=whole.status, headers=whole.headers)
    half.content_length = len(body)
    await half.prepare(request)
    await half.write(body[: len(body) // 2])
    _drop(request)
    return half
