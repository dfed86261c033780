"""Who may change what the archive holds, and the process in which it is done."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import discord
from discord import app_commands

from bot.context import Ctx
from bot.errors import UserError
from bot.jobs.beside import end_process, environment
from bot.replies.words import words
from store.adding.order import TOO_LARGE, Order, Said
from store.errors import ArchiveError
from store.model import IngestReport

LONGEST_SECONDS = 13 * 60.0
"""Discord takes an answer for 15 minutes: what is not done by then is ended, and what is stored stays."""
_PATIENCE_SECONDS = 45.0
"""How long it may finish the records under way, before it is killed over one that takes too long."""
AT_ONCE = 2
"""Things that are added at the same time, each in a process that may take 2 GB."""
_LINE_BYTES = 4 * 1024 * 1024
"""Of one line of the process: a report has the reasons of a thousand records at most."""
Progress = Callable[[int], Awaitable[None]]


async def check_may_add(interaction: Ctx) -> None:
    """Let in who may change the archive, which all servers of this bot share.

    Raises UserError or MissingPermissions.
    """
    if is_owner(interaction.client.application, interaction.user):
        return
    if interaction.client.settings.adding == "owner":
        raise UserError(
            words(
                "All servers of this bot share one archive, so that only the bot's owner may change "
                "it. The owner can let server admins do so too: DATELINE_ADDING=admins."
            )
        )
    if interaction.guild_id is None:
        raise app_commands.NoPrivateMessage
    # Anybody manages some server, and can bring the bot along where they have installed it for themselves.
    if interaction.client.get_guild(interaction.guild_id) is None:
        raise UserError(words("This works only in servers that I am a member of."))
    if not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])


def is_owner(application: discord.AppInfo | None, user: discord.abc.User) -> bool:
    """Whether somebody owns the application, alone or in its team (read-only members don't)."""
    if application is None:
        return False
    if application.team is None:
        return application.owner.id == user.id
    return any(
        member.id == user.id and member.role is not discord.TeamMemberRole.read_only
        for member in application.team.members
    )


class Additions:
    """What is being added: one thing at a time for whoever adds, and a few in all.

    So nobody waits for another server's long file. The archive's transactions take turns.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._adding: set[int] = set()

    @contextmanager
    def one(self, whose: int) -> Iterator[None]:
        """One of them, for the number of a server or member. Raises UserError where it can't begin now."""
        if whose in self._adding:
            raise UserError(
                words("Something else is being added from here: try again when it is done.")
            )
        if len(self._adding) >= self._at_once:
            raise UserError(
                words("Others are adding to the archive now: try again in a few minutes.")
            )
        self._adding.add(whose)
        try:
            yield
        finally:
            self._adding.discard(whose)


async def add(archive: Path, order: Order, progress: Progress) -> IngestReport:
    """Carry out an order in a process of its own, at a lower priority. ``progress``: records until now.

    Raises ArchiveError where the archive can't be written, UserError where one record takes too long. What was
    stored until then stays, and nothing else of it is there.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "store.adding", str(archive)),
        env=environment(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=_LINE_BYTES,
        start_new_session=True,  # Ctrl-C ends the bot, and the bot ends it
    )
    assert process.stdin and process.stdout and process.stderr
    loop = asyncio.get_running_loop()
    killed = loop.time() + LONGEST_SECONDS + _PATIENCE_SECONDS
    timers = (
        loop.call_later(LONGEST_SECONDS, process.terminate),
        loop.call_at(killed, process.kill),
    )
    problems = asyncio.create_task(process.stderr.read())
    try:
        process.stdin.write(order.to_json().encode())
        await process.stdin.drain()
        process.stdin.close()
        async for line in process.stdout:
            said = Said.from_json(line.decode())
            if said.report is not None:
                await process.wait()
                return said.report
            await progress(said.records)
        await process.wait()
        told = (await problems).decode(errors="replace").strip()
        if process.returncode == 1 and told and "\n" not in told:
            raise ArchiveError(told)
        if loop.time() >= killed or process.returncode == -signal.SIGTERM:
            raise UserError(
                words(
                    "It took too long to read and was ended; what was stored until then stays. "
                    "Cut it into smaller files."
                )
            )
        if process.returncode and process.returncode < 0:
            # Ended by the system: a library that gets no memory leaves no time for a sentence.
            raise ArchiveError(TOO_LARGE)
        raise RuntimeError(f"adding ended with status {process.returncode}: {told[-1000:]}")
    finally:
        for timer in timers:
            timer.cancel()
        if process.returncode is None:
            await end_process(process)
        problems.cancel()
