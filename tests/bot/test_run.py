"""The whole program against a Discord of our own on a local port: log in, be told to stop, end."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import WSMsgType, web

BOT = {"id": "5", "username": "dateline", "discriminator": "0", "bot": True}
BOT |= {"avatar": None, "global_name": None}
STARTED = """
import sys, yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
Route.BASE = sys.argv[1]
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[2])
from bot import client
from bot.settings import load
work = getattr(client, sys.argv[3])
sys.exit(client.start(load(need_token=True, env_file=None), work))
"""


def as_json(value: object, status: int = 200) -> web.Response:
    # Without a charset, as Discord sends it and discord.py expects it.
    body = json.dumps(value).encode()
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json"})


class Discord:
    """As much of Discord as logging in takes."""

    def __init__(self, *, accepts: bool) -> None:
        self._accepts = accepts
        self.ready = asyncio.Event()
        self.identified: dict = {}
        self.registered: list[str] = []
        self.url = ""

    async def user(self, request: web.Request) -> web.Response:
        if not self._accepts:
            return as_json({"message": "401: Unauthorized", "code": 0}, status=401)
        return as_json(BOT)

    async def application(self, request: web.Request) -> web.Response:
        details = {"id": "6", "name": "Dateline", "icon": None, "description": "", "flags": 0}
        owner = {"bot_public": True, "bot_require_code_grant": False, "owner": BOT}
        return as_json({**details, **owner, "verify_key": "", "summary": ""})

    async def commands(self, request: web.Request) -> web.Response:
        commands = await request.json()
        self.registered = [command["name"] for command in commands]
        ids = {"application_id": "6", "version": "1"}
        return as_json(
            [
                {"description": ""} | command | ids | {"id": str(n)}
                for n, command in enumerate(commands)
            ]
        )

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 45000}, "s": None, "t": None})
        async for message in socket:
            if message.type is WSMsgType.TEXT and json.loads(message.data)["op"] == 2:
                self.identified = json.loads(message.data)["d"]
                ready = {
                    "v": 10,
                    "user": BOT,
                    "guilds": [],
                    "session_id": "s",
                    "resume_gateway_url": self.url.replace("http", "ws") + "/gateway",
                    "application": {"id": "6", "flags": 0},
                }
                await socket.send_json({"op": 0, "s": 1, "t": "READY", "d": ready})
                self.ready.set()
        return socket


@pytest.fixture
async def discord(request: pytest.FixtureRequest) -> AsyncIterator[Discord]:
    played = Discord(accepts=getattr(request, "param", True))
    app = web.Application()
    app.router.add_get("/users/@me", played.user)
    app.router.add_get("/oauth2/applications/@me", played.application)
    app.router.add_get("/gateway", played.gateway)
    app.router.add_put("/applications/6/commands", played.commands)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    played.url = f"http://{host}:{port}"
    yield played
    await runner.cleanup()


async def started(url: str, folder: Path, work: str = "run") -> asyncio.subprocess.Process:
    environment = {
        "DATELINE_TOKEN": "s3cret.t0ken.text",
        "DATELINE_ARCHIVE": str(folder / "archive.db"),
        "DATELINE_BOT_DB": str(folder / "bot.db"),
        "DATELINE_SYNC": "false",
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", STARTED, url, url.replace("http", "ws") + "/gateway", work),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def until_ready(discord: Discord, process: asyncio.subprocess.Process) -> None:
    ready = asyncio.ensure_future(discord.ready.wait())
    ended = asyncio.ensure_future(process.communicate())
    done, _ = await asyncio.wait({ready, ended}, timeout=30, return_when="FIRST_COMPLETED")
    ready.cancel()
    assert ended not in done, ended.result()[1].decode()
    ended.cancel()
    assert done, "not ready in time"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly(discord: Discord, desks, number: signal.Signals) -> None:
    process = await started(discord.url, desks.folder)
    await until_ready(discord, process)
    process.send_signal(number)
    _, stderr = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0, stderr.decode()
    assert "Traceback" not in stderr.decode()
    assert "s3cret" not in stderr.decode()
    assert discord.identified["intents"] == 1
    assert not (desks.folder / "bot.db-wal").exists()


@pytest.mark.parametrize("discord", [False], indirect=True)
async def test_a_refused_token_is_a_sentence(discord: Discord, desks) -> None:
    process = await started(discord.url, desks.folder)
    _, stderr = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 1
    assert "Discord refuses the token: set DATELINE_TOKEN" in stderr.decode()
    assert "Traceback" not in stderr.decode()


async def test_no_connection_is_a_sentence(desks, unused_tcp_port: int) -> None:
    process = await started(f"http://127.0.0.1:{unused_tcp_port}", desks.folder)
    _, stderr = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 1
    assert "Discord can't be reached" in stderr.decode()
    assert "Traceback" not in stderr.decode()


async def test_sync_registers_the_commands_and_ends(discord: Discord, desks) -> None:
    process = await started(discord.url, desks.folder, "sync")
    _, stderr = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0, stderr.decode()
    assert {"ask", "who-said", "said", "digest"} <= set(discord.registered)
    assert not discord.ready.is_set()
