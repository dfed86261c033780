"""The whole program against a Discord of our own on a local port: log in, be told to stop, end."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, WSMsgType, web

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


@pytest.fixture
async def discord(request: pytest.FixtureRequest) -> AsyncIterator[Discord]:
    played = Discord(accepts=getattr(request, "param", True))
    app = web.Application()
    app.router.add_get("/users/@me", played.user)
    app.router.add_get("/oauth2/applications/@me", played.application)
    app.router.add_get("/gateway", played.gateway)
    app.router.add_get("/gateway/bot", played.shards)
    app.router.add_route("*", "/applications/6/commands", played.commands)
    app.router.add_post("/interactions/{id}/{token}/callback", played.callback)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    played.url = f"http://{host}:{port}"
    yield played
    await runner.cleanup()


async def started(
    url: str, folder: Path, *arguments: str, **settings: str
) -> asyncio.subprocess.Process:
    environment = {
        "DATELINE_TOKEN": "s3cret.t0ken.text",
        "DATELINE_ARCHIVE": str(folder / "archive.db"),
        "DATELINE_BOT_DB": str(folder / "bot.db"),
        "DATELINE_SYNC": "false",
        "DATELINE_API": url,
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
        **{f"DATELINE_{name.upper()}": value for name, value in settings.items()},
    }
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *(arguments or ("run",))),
        cwd=folder,
        env=environment,
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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly(discord: Discord, desks, number: signal.Signals) -> None:
    process = await started(discord.url, desks.folder)
    await until_ready(discord, process)
    process.send_signal(number)
    _, logged = await end(process)
    assert process.returncode == 0, logged
    assert "Traceback" not in logged
    assert "s3cret" not in logged
    assert discord.identified[0]["intents"] == 1
    assert not (desks.folder / "bot.db-wal").exists()


async def test_an_answer_under_way_is_finished_first(discord: Discord, desks) -> None:
    process = await started(discord.url, desks.folder, log_format="json", log_level="debug")
    await until_ready(discord, process)
    await discord.ask("about")
    await asyncio.wait_for(discord.answering.wait(), 20)
    process.send_signal(signal.SIGTERM)
    await asyncio.sleep(1)
    assert process.returncode is None
    discord.may_answer.set()
    _, logged = await end(process)
    assert process.returncode == 0, logged
    assert discord.was_heard
    assert "cut off" not in logged
    assert "s3cret" not in logged and "tok3n" not in logged
    lines = [json.loads(line) for line in logged.splitlines()]
    done = next(line for line in lines if line.get("outcome") == "done")
    assert (done["command"], done["user"], done["guild"]) == ("about", 9, None)
    assert done["level"] == "INFO" and done["interaction"] == 1234567890123


async def test_a_signal_while_it_connects_ends_it_too(discord: Discord, desks) -> None:
    discord.is_mute = True
    process = await started(discord.url, desks.folder)
    await until_ready(discord, process)
    process.terminate()
    _, logged = await end(process)
    assert process.returncode == 0, logged
    assert "Traceback" not in logged


async def test_a_process_serves_its_own_shards(discord: Discord, desks) -> None:
    discord.awaited = 2
    process = await started(discord.url, desks.folder, "run", "--shards", "1,3/4")
    await until_ready(discord, process)
    assert [each["shard"] for each in discord.identified.values()] == [[1, 4], [3, 4]]
    process.terminate()
    await end(process)
    assert process.returncode == 0


@pytest.mark.parametrize("discord", [False], indirect=True)
async def test_a_refused_token_is_a_sentence(discord: Discord, desks) -> None:
    process = await started(discord.url, desks.folder)
    _, logged = await end(process)
    assert process.returncode == 1
    assert "Discord refuses the token: set DATELINE_TOKEN" in logged
    assert "Traceback" not in logged


async def test_no_connection_is_a_sentence(desks, unused_tcp_port: int) -> None:
    process = await started(f"http://127.0.0.1:{unused_tcp_port}", desks.folder)
    _, logged = await end(process)
    assert process.returncode == 1
    assert "Discord can't be reached" in logged
    assert "Traceback" not in logged


async def test_its_health_is_told_on_a_port(discord: Discord, desks, unused_tcp_port: int) -> None:
    settings = {"status_port": str(unused_tcp_port), "metrics": "true"}
    process = await started(discord.url, desks.folder, **settings)
    await until_ready(discord, process)
    local = f"http://127.0.0.1:{unused_tcp_port}"
    async with asyncio.timeout(60), ClientSession(local) as session:
        status, health = 503, {}
        while status != 200:
            async with session.get("/healthz") as answer:
                status, health = answer.status, await answer.json()
            await asyncio.sleep(0.05)
        assert health["shards"] == {"0": True} and health["ok"]
        discord.may_answer.set()
        await discord.ask("about")
        await asyncio.wait_for(discord.answering.wait(), 20)
        counted = 'dateline_commands_total{command="about",outcome="done"} 1.0'
        figures = ""
        while counted not in figures:
            async with session.get("/metrics") as answer:
                figures = await answer.text()
            await asyncio.sleep(0.05)
        assert "dateline_archive_articles 9.0" in figures
        assert "dateline_shards_connected 1.0" in figures
    second = await started(discord.url, desks.folder, **settings)
    _, logged = await end(second)
    assert second.returncode == 1
    assert "DATELINE_STATUS_PORT" in logged and "Traceback" not in logged
    process.terminate()
    await end(process)
    assert process.returncode == 0


async def test_doctor_asks_whose_the_token_is(discord: Discord, desks) -> None:
    process = await started(discord.url, desks.folder, "doctor", "--online")
    shown, logged = await end(process)
    assert process.returncode == 0, logged
    assert "Discord: the token is that of Dateline." in shown
    link = shown.split("Invite the bot to a server: ")[1]
    assert "client_id=6&scope=bot+applications.commands&permissions=" in link


@pytest.mark.parametrize("discord", [False], indirect=True)
async def test_doctor_says_that_a_token_is_refused(discord: Discord, desks) -> None:
    process = await started(discord.url, desks.folder, "doctor", "--online")
    shown, logged = await end(process)
    assert process.returncode == 1
    assert "Discord: the token is refused" in shown and "Traceback" not in logged


async def test_sync_shows_the_difference_first(discord: Discord, desks) -> None:
    process = await started(discord.url, desks.folder, "sync")
    _, logged = await end(process)
    assert process.returncode == 2 and "--yes" in logged

    process = await started(discord.url, desks.folder, "sync", "--dry-run")
    shown, logged = await end(process)
    assert process.returncode == 0, logged
    assert "+ /ask\n" in shown and "+ /digest\n" in shown
    assert not discord.puts

    process = await started(discord.url, desks.folder, "sync", "--yes")
    await end(process)
    assert {"ask", "who-said", "said", "digest"} <= {each["name"] for each in discord.there}

    discord.there = [each for each in discord.there if each["name"] != "ask"]
    discord.there[0]["description"] = "What it did once"
    discord.there.append(discord.there[0] | {"name": "old"})
    process = await started(discord.url, desks.folder, "sync", "--yes")
    shown, _ = await end(process)
    changed = discord.there[0]["name"]
    marks = [line for line in shown.splitlines() if line[0] in "+~-"]
    assert marks == ["+ /ask", f"~ /{changed}: description", "- /old"]

    process = await started(discord.url, desks.folder, "sync", "--yes")
    shown, _ = await end(process)
    assert shown.endswith("unchanged\n") and "~" not in shown
    assert discord.puts == 2
    assert not discord.ready.is_set()
