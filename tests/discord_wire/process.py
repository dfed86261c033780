"""The real ``dateline`` as processes of their own, told where this Discord is by its settings alone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.discord_wire.server import Discord

ROOT = Path(__file__).parent.parent.parent
TOKEN = "a-token.of-a.bot"


class Dateline:
    """One ``dateline`` process; its log is kept in a file."""

    def __init__(
        self, discord: Discord, folder: Path, *arguments: str, name: str = "bot", **settings: str
    ) -> None:
        self.discord = discord
        self.folder = folder
        self.log = folder / f"{name}.log"
        self._arguments = arguments or ("run",)
        self._settings = {
            "token": TOKEN,
            "api": discord.url,
            "archive": str(folder / "archive.db"),
            "bot_db": str(folder / "bot.db"),
            "feeds": "false",
            **settings,
        }
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it, which takes some seconds until it is connected."""
        set_ = {f"DATELINE_{name.upper()}": value for name, value in self._settings.items()}
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("DATELINE_")}
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", *self._arguments),
                env={**inherited, "PYTHONPATH": str(ROOT), **set_},
                cwd=self.folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def ready(self, *shards: int) -> None:
        """Wait until it is connected and has registered its commands. Raises AssertionError where it ended."""
        connected = asyncio.ensure_future(self.discord.gateway.connected(*shards))
        ended = asyncio.ensure_future(self.ended())
        await asyncio.wait({connected, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        assert connected.done(), f"it ended:\n{self.said()}"
        await connected

    async def ended(self) -> int:
        """Its exit status, when it has ended."""
        assert self.process
        return await self.process.wait()

    async def stop(self, seconds: float = 15.0) -> int:
        """SIGTERM, and its exit status. Raises TimeoutError."""
        assert self.process
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(seconds):
            return await self.ended()

    async def kill(self) -> None:
        """SIGKILL."""
        if self.process and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    def said(self) -> str:
        """Its log."""
        return self.log.read_text("utf-8", errors="replace")
