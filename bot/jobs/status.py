"""How the bot is, told to this machine alone over HTTP: ``/healthz`` and, by a setting, ``/metrics``."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from aiohttp import web
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.pool import Busy
from bot.settings import SettingsError
from store import Archive

if TYPE_CHECKING:
    from bot.client import DatelineClient

HOST = "127.0.0.1"
_SECONDS = 5.0
"""How long the archive may take to be read before it counts as not readable."""
log = logging.getLogger(__name__)


class Status:
    """A server on a loopback port."""

    def __init__(self, client: DatelineClient, port: int, *, metrics: bool) -> None:
        self._client = client
        self._port = port
        self._counted = -1
        app = web.Application()
        app.router.add_get("/healthz", self._health)
        if metrics:
            app.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)

    async def start(self) -> None:
        """Begin to listen. Raises SettingsError where the port is taken."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, self._port).start()
        except OSError as error:
            await self._runner.cleanup()
            raise SettingsError(
                f"Port {self._port} of {HOST} can't be listened on (DATELINE_STATUS_PORT): "
                f"{error.strerror or error}"
            ) from error

    async def close(self) -> None:
        await self._runner.cleanup()

    async def health(self) -> dict[str, Any]:
        """What ``/healthz`` says. ``ok``: each shard is connected, and the archive answers.

        A backup that failed is told, and no reason to start the bot anew.
        """
        client = self._client
        shards = {number: not shard.is_closed() for number, shard in client.shards.items()}
        connected = client.is_ready() and bool(shards) and all(shards.values())
        readable = await self._is_readable()
        told: dict[str, Any] = {
            "ok": connected and readable and not client.is_closed(),
            "gateway": connected,
            "archive": readable,
            "shards": {str(number): is_open for number, is_open in sorted(shards.items())},
            "guilds": len(client.guilds),
        }
        if client.backups:
            newest, problem = client.backups.state.newest, client.backups.state.problem
            told["backup"] = {"newest": newest.isoformat() if newest else "", "problem": problem}
        return told

    async def _is_readable(self) -> bool:
        try:
            async with asyncio.timeout(_SECONDS):
                await self._client.desk.ask(Archive.change_number)
        except (Busy, TimeoutError):
            return False
        except Exception as error:
            log.warning("the archive can't be read: %s", error)
            return False
        return True

    async def _count(self) -> None:
        """Count the articles where the archive has changed: that takes a while in a large one."""
        desk = self._client.desk
        number = await desk.ask(Archive.change_number)
        if number != self._counted:
            stats = await desk.ask(Archive.stats)
            self._client.metrics.articles.set(stats.articles)
            self._counted = number

    async def _health(self, _request: web.Request) -> web.Response:
        health = await self.health()
        return web.json_response(health, status=200 if health["ok"] else 503)

    async def _metrics(self, _request: web.Request) -> web.Response:
        metrics = self._client.metrics
        try:
            await self._count()
        except Exception as error:
            log.warning("the archive's articles can't be counted: %s", error)
        return web.Response(
            body=generate_latest(metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )
