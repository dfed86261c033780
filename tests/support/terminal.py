"""The program as a person at a terminal has it: its questions are read, and answers typed."""

from __future__ import annotations

import asyncio
import os
import pty
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

LONGEST = 45
"""Seconds that are waited for words or for the end."""


@dataclass
class Terminal:
    """A process on a pseudo-terminal, which is its controlling one: Ctrl+C is a signal."""

    _process: asyncio.subprocess.Process
    _screen: asyncio.StreamReader
    _keyboard: int
    shown: str = ""

    @classmethod
    async def start(cls, *arguments: str, env: Mapping[str, str]) -> Terminal:
        """Start ``dateline`` with these arguments."""
        ours, its = pty.openpty()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments),
            env={**env, "TERM": "dumb"},
            pass_fds=(its,),
            preexec_fn=lambda: os.login_tty(its),
        )
        os.close(its)
        screen = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(screen)
        reading = os.fdopen(os.dup(ours), "rb", buffering=0)
        await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, reading)
        return cls(process, screen, ours)

    def type(self, keys: str) -> None:
        os.write(self._keyboard, keys.encode())

    async def until(self, words: str) -> str:
        """All that was shown, once ``words`` are among it. Raises TimeoutError."""
        async with asyncio.timeout(LONGEST):
            while words not in self.shown:
                assert await self._read(), f"ended without {words!r}: {self.shown}"
        return self.shown

    async def end(self) -> tuple[int, str]:
        """Its exit status, and all that was shown. Raises TimeoutError."""
        try:
            async with asyncio.timeout(LONGEST):
                while await self._read():
                    pass
                return await self._process.wait(), self.shown
        finally:
            os.close(self._keyboard)
            if self._process.returncode is None:
                self._process.kill()

    async def leave(self, key: str) -> tuple[int, str]:
        """Press a key until it ends, and what ``end`` tells.

        Of a signal just before it begins to read a line, Python hears only with the next one.
        """

        async def press() -> None:
            with suppress(OSError):
                while True:
                    self.type(key)
                    await asyncio.sleep(1)

        pressing = asyncio.create_task(press())
        try:
            return await self.end()
        finally:
            pressing.cancel()

    async def _read(self) -> bool:
        """False at the end: Linux says that with an error."""
        try:
            read = await self._screen.read(4096)
        except OSError:
            return False
        self.shown += read.decode().replace("\r\n", "\n")
        return bool(read)
