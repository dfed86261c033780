"""The bot without its clock, from its files to its connection, and its death at any line that it runs."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from bot.client import DatelineClient
from bot.desk import Desk
from bot.settings import Settings
from store import Archive
from store.guilds import Guilds

ROOT = Path(__file__).resolve().parent.parent.parent
TRACED = tuple(f"{ROOT}/{part}" for part in ("bot/jobs/", "bot/once.py", "store/guilds/"))


class Killed(BaseException):
    """The end of a process: nothing in the bot catches it."""


class Killer:
    """Raises Killed at the ``at``-th line that the bot runs, and at each line that it runs after that."""

    def __init__(self, at: int) -> None:
        self._left = at
        self.has_struck = False

    def __call__(self, frame: FrameType, event: str, _argument: object) -> Any:
        return self._line if frame.f_code.co_filename.startswith(TRACED) else None

    def _line(self, _frame: FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            self._left -= 1
            if self._left <= 0:
                self.has_struck = True
                raise Killed
        return self._line


class Clockless(DatelineClient):
    """The client, with the test in the place of the clock."""

    async def setup_hook(self) -> None:
        self._connection.guild_ready_timeout = 0.05


class Process:
    """The bot, from its files to its connection."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive.open(folder / "archive.db")
        self.guilds = Guilds.open(folder / "bot.db")
        self.desk = Desk(self.archive, self.guilds)
        self.client = Clockless(self.desk, Settings(_env_file=None))
        self._connection: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self.client.login("token")
        self._connection = asyncio.create_task(self.client.connect(reconnect=False))
        await asyncio.wait_for(self.client.wait_until_ready(), 30)

    async def tick(self, now: datetime, killer: Killer | None = None) -> bool:
        """One minute of the bot; whether it was killed in it."""
        if killer is None:
            await self.client.digests.tick(now)
            return False
        before = asyncio.all_tasks()
        self.desk._settings._executor.submit(sys.settrace, killer).result()
        sys.settrace(killer)
        try:
            await self.client.digests.tick(now)
        except Killed:
            # Python takes a trace function off that raises: back on, nothing of the dead may go on.
            sys.settrace(killer)
            left = asyncio.all_tasks() - before
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
        else:
            self.desk._settings._executor.submit(sys.settrace, None).result()
        finally:
            sys.settrace(None)
        return killer.has_struck

    async def end(self) -> None:
        """Let go of all that a dead process would not hold."""
        await self.client.http.close()
        if self._connection:
            self._connection.cancel()
            await asyncio.gather(self._connection, return_exceptions=True)
        await self.desk.close()
        # Not by its own door: a thread that died at it holds the key.
        self.guilds._db.conn.close()
        self.archive.close()
