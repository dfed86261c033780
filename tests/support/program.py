"""The whole program as a process of its own, and as much of Discord as logging in and answering takes."""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import WSMsgType, web

ROOT = Path(__file__).parent.parent.parent
BOT = {"id": "5", "username": "dateline", "discriminator": "0", "bot": True}
BOT |= {"avatar": None, "global_name": None}


def as_json(value: object, status: int = 200) -> web.Response:
    # Without a charset, as Discord sends it and discord.py expects it.
    body = json.dumps(value).encode()
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json"})


def asked(command: str) -> dict:
    """A slash command in a direct message, as the gateway brings it."""
    where = {"channel_id": "77", "channel": {"id": "77", "type": 1}, "context": 1}
    who = {"user": BOT | {"id": "9", "username": "ann", "bot": False}, "locale": "en-US"}
    rights = {"app_permissions": "0", "authorizing_integration_owners": {"1": "9"}}
    more = {"version": 1, "entitlements": [], "attachment_size_limit": 1000}
    data = {"id": "1", "name": command, "type": 1}
    ids = {"id": "1234567890123", "application_id": "6", "type": 2, "token": "tok3n-of-an-answer"}
    return {**ids, **where, **who, **rights, **more, "data": data}


class Discord:
    """As much of Discord as logging in and answering takes."""

    def __init__(self, *, accepts: bool) -> None:
        self.shard_count = self.awaited = 1
        self._accepts = accepts
        self.ready = asyncio.Event()
        self.is_mute = False
        self.identified: dict[int, dict] = {}
        self.there: list[dict] = []
        self.puts = 0
        self.sockets: list[web.WebSocketResponse] = []
        self.answering = asyncio.Event()
        self.answer: dict = {}
        self.was_heard = False
        self.may_answer = asyncio.Event()
        self.port = 0
        self.url = ""
        """Where it says that it is."""

    async def user(self, request: web.Request) -> web.Response:
        if not self._accepts:
            return as_json({"message": "401: Unauthorized", "code": 0}, status=401)
        return as_json(BOT)

    async def application(self, request: web.Request) -> web.Response:
        details = {"id": "6", "name": "Dateline", "icon": None, "description": "", "flags": 0}
        owner = {"bot_public": True, "bot_require_code_grant": False, "owner": BOT}
        return as_json({**details, **owner, "verify_key": "", "summary": ""})

    async def commands(self, request: web.Request) -> web.Response:
        ids = {"application_id": "6", "version": "1"}
        if request.method == "PUT":
            self.puts += 1
            self.there = [
                {"description": ""} | command | ids | {"id": str(n)}
                for n, command in enumerate(await request.json())
            ]
        return as_json(self.there)

    async def callback(self, request: web.Request) -> web.Response:
        self.answer = await request.json()
        self.answering.set()
        await self.may_answer.wait()
        self.was_heard = request.transport is not None and not request.transport.is_closing()
        return as_json({"interaction": {"id": request.match_info["id"], "type": 2}})

    async def shards(self, request: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        url = self.url.replace("http", "ws") + "/gateway"
        return as_json({"url": url, "shards": self.shard_count, "session_start_limit": limit})

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        if self.is_mute:
            self.ready.set()
            async for _ in socket:
                pass
            return socket
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 45000}, "s": None, "t": None})
        async for message in socket:
            if message.type is WSMsgType.TEXT and json.loads(message.data)["op"] == 2:
                identified = json.loads(message.data)["d"]
                shard, count = identified["shard"]
                self.identified[shard] = identified
                ready = {
                    "v": 10,
                    "user": BOT,
                    "guilds": [],
                    "session_id": "s",
                    "resume_gateway_url": self.url.replace("http", "ws") + "/gateway",
                    "application": {"id": "6", "flags": 0},
                    "shard": [shard, count],
                }
                await socket.send_json({"op": 0, "s": 1, "t": "READY", "d": ready})
                if len(self.identified) == self.awaited:
                    self.ready.set()
        return socket

    async def ask(self, command: str) -> None:
        """A member uses a slash command."""
        event = {"op": 0, "s": 2, "t": "INTERACTION_CREATE", "d": asked(command)}
        await self.sockets[0].send_json(event)


@asynccontextmanager
async def listening(
    *, accepts: bool = True, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Discord]:
    """A Discord on a local port, gone when the ``async with`` ends."""
    played = Discord(accepts=accepts)
    app = web.Application()
    app.router.add_get("/users/@me", played.user)
    app.router.add_get("/oauth2/applications/@me", played.application)
    app.router.add_get("/gateway", played.gateway)
    app.router.add_get("/gateway/bot", played.shards)
    app.router.add_route("*", "/applications/6/commands", played.commands)
    app.router.add_post("/interactions/{id}/{token}/callback", played.callback)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    host, played.port = runner.addresses[0][:2]
    played.url = f"{'https' if tls else 'http'}://{host}:{played.port}"
    yield played
    await runner.cleanup()


def environment(url: str, folder: Path, **settings: str) -> dict[str, str]:
    """What the program is started with."""
    return {
        "DATELINE_TOKEN": "s3cret.t0ken.text",
        "DATELINE_ARCHIVE": str(folder / "archive.db"),
        "DATELINE_BOT_DB": str(folder / "bot.db"),
        "DATELINE_SYNC": "false",
        "DATELINE_API": url,
        "PYTHONPATH": str(ROOT),
        **{f"DATELINE_{name.upper()}": value for name, value in settings.items()},
    }


async def started(
    url: str, folder: Path, *arguments: str, trusted: str = "", **settings: str
) -> asyncio.subprocess.Process:
    """The program, without a terminal; it runs the bot where ``arguments`` say nothing else.

    ``trusted``: a file of certificates in the place of the system's.
    """
    also = {"SSL_CERT_FILE": trusted} if trusted else {}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *(arguments or ("run",))),
        cwd=folder,
        env=environment(url, folder, **settings) | also,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def end(process: asyncio.subprocess.Process) -> tuple[str, str]:
    """Wait for its end; what it printed and what it logged."""
    stdout, stderr = await asyncio.wait_for(process.communicate(), 30)
    return stdout.decode(), stderr.decode()


async def until_ready(discord: Discord, process: asyncio.subprocess.Process) -> None:
    ready = asyncio.ensure_future(discord.ready.wait())
    ended = asyncio.ensure_future(process.communicate())
    done, _ = await asyncio.wait({ready, ended}, timeout=30, return_when="FIRST_COMPLETED")
    ready.cancel()
    assert ended not in done, ended.result()[1].decode()
    ended.cancel()
    assert done, "not ready in time"
