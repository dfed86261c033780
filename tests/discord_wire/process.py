"""The real ``dateline`` as processes of their own, told where this Discord is by its settings alone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from tests.discord_wire.server import Discord

ROOT = Path(__file__).parent.parent.parent
TOKEN = "a-token.of-a.bot"


class Dateline:
    """One ``dateline`` process, without a terminal; what it prints and logs is kept in files.

    It runs the bot where ``arguments`` say nothing else. ``trusted``: a file of certificates in the place of the
    system's. ``hurried``: every answer is announced, as if it took long. ``hidden``: modules that it does not find.
    """

    def __init__(
        self,
        discord: Discord,
        folder: Path,
        *arguments: str,
        name: str = "bot",
        trusted: Path | None = None,
        hurried: bool = False,
        hidden: tuple[str, ...] = (),
        **settings: str,
    ) -> None:
        self.discord = discord
        self.folder = folder
        self._arguments = arguments or ("run",)
        self._settings = {
            "token": TOKEN,
            "api": discord.url,
            "archive": str(folder / "archive.db"),
            "bot_db": str(folder / "bot.db"),
            "feeds": "false",
            **settings,
        }
        self._trusted = trusted
        changes = [f"import sys; sys.modules[{name!r}] = None" for name in hidden]
        changes += ["import bot.respond; bot.respond.SOON = 0.0"] * hurried
        changed = ("-c", "\n".join([*changes, "import bot.__main__; bot.__main__.main()"]))
        self._program = changed if changes else ("-m", "bot")
        self._output, self._log = folder / f"{name}.out", folder / f"{name}.log"
        self.process: asyncio.subprocess.Process | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What it is started with."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("DATELINE_")}
        set_ = {f"DATELINE_{name.upper()}": value for name, value in self._settings.items()}
        trusting = {"SSL_CERT_FILE": str(self._trusted)} if self._trusted else {}
        return {**inherited, "PYTHONPATH": str(ROOT), **trusting, **set_}

    async def start(self) -> None:
        """Start it, which takes some seconds until it is connected."""
        with self._output.open("ab") as output, self._log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, *self._program, *self._arguments),
                env=self.environment,
                cwd=self.folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=log,
            )

    async def ready(self, *shards: int) -> None:
        """Wait until it is connected and has registered its commands. Raises AssertionError where it ended."""
        await self.until(self.discord.gateway.connected(*shards))

    async def until(self, there: Coroutine[Any, Any, None]) -> None:
        """Wait for something. Raises AssertionError where the process ends before."""
        assert self.process
        awaited = asyncio.ensure_future(there)
        ended = asyncio.ensure_future(self.process.wait())
        await asyncio.wait({awaited, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not awaited.done():
            awaited.cancel()
            raise AssertionError(f"it ended:\n{self.said()}")
        await awaited

    async def ended(self, seconds: float = 60.0) -> int:
        """Its exit status, when it has ended. Raises TimeoutError."""
        assert self.process
        async with asyncio.timeout(seconds):
            return await self.process.wait()

    async def stop(self, number: signal.Signals = signal.SIGTERM, seconds: float = 15.0) -> int:
        """A signal, and its exit status. Raises TimeoutError."""
        assert self.process
        if self.process.returncode is None:
            self.process.send_signal(number)
        return await self.ended(seconds)

    async def kill(self) -> None:
        """SIGKILL."""
        if self.process and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    def printed(self) -> str:
        """Its standard output."""
        return self._output.read_text("utf-8", errors="replace")

    def logged(self) -> str:
        """Its standard error."""
        return self._log.read_text("utf-8", errors="replace")

    def said(self) -> str:
        """All of both."""
        return self.printed() + self.logged()
