"""A forward proxy on a local port, as companies have them: it wants a password, and alone knows the way."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Forward:
    """Takes ``CONNECT host:port`` and ``GET http://…`` alike, to one server only, whatever its name."""

    user: str
    password: str
    to_port: int
    port: int = 0
    asked: list[str] = field(default_factory=list)
    """The first line of each request that it let through."""
    turned_away: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await self._serve(reader, writer)
        writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *headers = head.rstrip().split("\r\n")
        secret = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        if f"Proxy-Authorization: Basic {secret}" not in headers:
            self.turned_away += 1
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
            return
        self.asked.append(first)
        method, target, version = first.split(" ")
        there, back = await asyncio.open_connection("127.0.0.1", self.to_port)
        if method == "CONNECT":
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            address = urlsplit(target)
            path = address._replace(scheme="", netloc="").geturl() or "/"
            kept = [each for each in headers if not each.startswith("Proxy-Authorization")]
            # One request a connection: what comes after its head is that request's alone.
            if not any(each.lower().startswith("upgrade:") for each in kept):
                kept = [each for each in kept if not each.lower().startswith("connection:")]
                kept.append("Connection: close")
            back.write("\r\n".join([f"{method} {path} {version}", *kept, "", ""]).encode("latin-1"))
        await asyncio.gather(_copy(reader, back), _copy(there, writer))


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while some := await reader.read(65536):
            writer.write(some)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def forwarding(to_port: int, user: str, password: str) -> AsyncIterator[Forward]:
    """A proxy to the server on a port of this machine, gone when the ``async with`` ends."""
    proxy = Forward(user, password, to_port)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
