"""A file that tells a monitor that the bot is alive."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import discord
from discord.ext import tasks

if TYPE_CHECKING:
    from bot.client import DatelineClient

SECONDS = 30
log = logging.getLogger(__name__)


class Heartbeat:
    """Writes when the bot was last seen connected."""

    def __init__(self, client: DatelineClient, path: Path) -> None:
        self._client = client
        self._path = path
        self._loop = tasks.loop(seconds=SECONDS)(self.beat)

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        self._loop.cancel()

    async def beat(self) -> None:
        """Write the file, while connected: an old file means that the bot hangs."""
        if not self._client.is_ready():
            return
        state = {
            "at": discord.utils.utcnow().isoformat(timespec="seconds"),
            "guilds": len(self._client.guilds),
        }
        try:
            await asyncio.to_thread(_replace, self._path, json.dumps(state) + "\n")
        except OSError as error:
            log.warning("the heartbeat file can't be written: %s", error)


def _replace(path: Path, text: str) -> None:
    """Never half a file."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
