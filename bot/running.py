"""The bot as a process: its databases opened, Discord logged in to, signals heard, an exit status."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import aiohttp
import discord

from bot.api import use_api_of
from bot.client import DatelineClient
from bot.desk import Desk
from bot.heaps import keep_giving_back, share_heaps
from bot.languages.translator import CatalogueTranslator
from bot.logs import set_up
from bot.registration import Difference
from bot.secret_files import withhold
from bot.settings import Settings
from store import Archive
from store.guilds import Guilds

Kind = TypeVar("Kind", bound=DatelineClient)
Work = Callable[[Settings], Coroutine[Any, Any, None]]
Approve = Callable[[Difference], bool]
"""Shown what registering would do, says whether it should."""

log = logging.getLogger(__name__)


class Registrar(DatelineClient):
    """Compares and registers the commands when it is logged in, and does nothing else."""

    async def setup_hook(self) -> None:
        await self.tree.set_translator(CatalogueTranslator())


async def run(settings: Settings) -> None:
    """Run until Discord or a signal ends it.

    Raises ArchiveError, SettingsError, discord.LoginFailure, discord.HTTPException or OSError.
    """
    async with _client(DatelineClient, settings) as client, _beside(keep_giving_back()):
        told = asyncio.ensure_future(_told_to_stop().wait())
        running = asyncio.ensure_future(client.start(settings.token.get_secret_value()))
        await asyncio.wait({told, running}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        if running.done():
            await running
            return
        log.info("told to stop: finishing what is under way")
        if not client.is_ready():
            # discord.py goes on trying to connect.
            running.cancel()
            await asyncio.wait({running})
        await client.close()
        running.cancel()
        await asyncio.wait({running})


def syncing(approve: Approve) -> Work:
    """Register the commands where ``approve`` wants it, and end.

    The work raises ArchiveError, discord.LoginFailure or HTTPException.
    """

    async def sync(settings: Settings) -> None:
        async with _client(Registrar, settings) as client:
            await client.login(settings.token.get_secret_value())
            # Nothing else runs on this loop, so whoever is asked may take their time.
            if approve(await client.compare()):
                await client.register()

    return sync


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run something endless meanwhile."""
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


@asynccontextmanager
async def _client(kind: type[Kind], settings: Settings) -> AsyncIterator[Kind]:
    with (
        Archive.open(settings.archive, semantic=settings.semantic) as archive,
        Guilds.open(settings.bot_db) as guilds,
    ):
        desk = Desk(archive, guilds)
        try:
            async with kind(desk, settings) as client:
                yield client
        finally:
            await desk.close()


def start(settings: Settings, work: Work = run) -> int:
    """Do the work in the foreground; the exit status is 0 after a clean end, 1 without Discord.

    Raises ArchiveError where a database can't be used, SettingsError where a setting turns out wrong.
    """
    # The bot never speaks, so that voice libraries are missing is no news.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    # Feeds and files are read by processes of their own, which inherit the environment.
    withhold()
    share_heaps()
    set_up(settings)
    use_api_of(settings)
    try:
        asyncio.run(work(settings))
    except KeyboardInterrupt:
        return 0
    except discord.LoginFailure:
        log.error(
            "Discord refuses the token: set DATELINE_TOKEN, or what DATELINE_TOKEN_FILE names, to the one "
            "on the application's Bot page."
        )
        return 1
    except (
        discord.HTTPException,
        discord.GatewayNotFound,
        discord.ConnectionClosed,
        aiohttp.ClientError,
        OSError,
    ) as error:
        log.error("Discord can't be reached: %s. Check the connection, then start again.", error)
        return 1
    return 0


def _told_to_stop() -> asyncio.Event:
    """Set by SIGTERM or SIGINT. A second one ends the process at once, as it would any other."""
    loop = asyncio.get_running_loop()
    told = asyncio.Event()
    signals = (signal.SIGTERM, signal.SIGINT)

    def tell() -> None:
        told.set()
        for number in signals:
            loop.remove_signal_handler(number)

    for number in signals:
        try:
            loop.add_signal_handler(number, tell)
        except NotImplementedError:  # Windows: Ctrl+C ends the loop instead
            break
    return told
