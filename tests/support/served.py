"""A web server for tests, on this machine: every path is a handler, and what was asked is kept."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

ALLOWED = "127.0.0.1/32"
"""The one network that tests may fetch from: 127.0.0.2 is this machine too, and is not allowed."""


@dataclass
class Asked:
    """One request that came in."""

    path: str
    headers: dict[str, str]
    begun: float
    ended: float = 0.0


@dataclass
class Served:
    """A server that runs in a thread of its own."""

    port: int = 0
    routes: dict[str, Handler] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [each.path for each in self.asked]

    def give(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> str:
        """Answer ``path`` with this from now on; its address. ``ETag="x"``; ``_`` in a name is ``-``."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def handler(request: web.Request) -> web.Response:
            etag = named.get("ETag")
            if status == 200 and etag and request.headers.get("If-None-Match") == etag:
                return web.Response(status=304, headers=named)
            return web.Response(status=status, body=data, headers=named)

        self.routes[path] = handler
        return self.url(path)

    def send(self, path: str, to: str, status: int = 302) -> str:
        """Redirect ``path`` to an address; its own address."""
        return self.give(path, b"", status, Location=to)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        loop = asyncio.get_running_loop()
        asked = Asked(request.path, dict(request.headers), loop.time())
        self.asked.append(asked)
        handler = self.routes.get(request.path)
        try:
            return await handler(request) if handler else web.Response(status=404)
        finally:
            asked.ended = loop.time()


@contextmanager
def serving() -> Iterator[Served]:
    """A server on every loopback address, gone when the ``with`` ends."""
    served = Served()
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def start() -> web.AppRunner:
        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", served.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await runner.setup()
        site = web.TCPSite(runner, "0.0.0.0", 0)
        await site.start()
        served.port = runner.addresses[0][1]
        return runner

    def run() -> None:
        runner = loop.run_until_complete(start())
        ready.set()
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait()
    try:
        yield served
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def rss(*items: str, title: str = "The Tarn Wire") -> str:
    """A feed of items."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>https://tarn.example/</link>{''.join(items)}</channel></rss>"
    )


def item(
    number: int, headline: str, *paragraphs: str, link: str = "", summary: str = "", day: int = 1
) -> str:
    """An item with its text in full, or with a summary alone."""
    link = link or f"https://tarn.example/{number}"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    content = f"<content:encoded><![CDATA[{text}]]></content:encoded>" if text else ""
    about = f"<description>{summary}</description>" if summary else ""
    return (
        f"<item><title>{headline}</title><link>{link}</link><guid>tarn-{number}</guid>"
        f"<pubDate>{day:02} Mar 2026 08:00:00 +0000</pubDate>{about}{content}</item>"
    )


def page(headline: str, *paragraphs: str, head: str = "") -> str:
    """A web page with an article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><title>{headline}</title>{head}</head><body><nav>Home"
        f"</nav><main><article><h1>{headline}</h1>{text}</article></main></body></html>"
    )


FEED = rss(
    item(
        1,
        "Ferry launched",
        "TARN — The ferry Gull was launched on Sunday before a crowd that filled both piers.",
        '"She will cross the sound in forty minutes," said Mara Oss, the harbour master.',
    )
)
"""A feed with one article."""
