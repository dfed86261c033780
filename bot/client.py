"""The Discord client: loads the commands and buttons, keeps the clock, closes cleanly."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import json
import logging
import pkgutil
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
from discord import app_commands

import bot.buttons
import bot.commands
import bot.menus
from bot import once
from bot.charts.aside import Charts
from bot.cooldowns import Cooldowns
from bot.desk import Desk
from bot.jobs.digest import DigestJob
from bot.jobs.feeds import FeedJob
from bot.jobs.follows import FollowJob
from bot.jobs.heartbeat import Heartbeat
from bot.languages.translator import CatalogueTranslator
from bot.layout import LayoutReply
from bot.replies import notice_reply
from bot.replies.words import words
from bot.servers import Servers
from bot.settings import Settings
from bot.tree import DatelineTree
from store import Archive
from store.guilds import Guilds

log = logging.getLogger(__name__)

Command = app_commands.Command[Any, ..., Any] | app_commands.Group
Work = Callable[[Settings], Coroutine[Any, Any, None]]


class DatelineClient(discord.Client):
    """Answers slash commands from ``desk``. It sees servers and channels, and no messages."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            http_trace=once.trace(),
        )
        self.desk = desk
        self.settings = settings
        self.charts = Charts()
        self.servers = Servers(desk)
        self.cooldowns = Cooldowns()
        self.tree = DatelineTree(
            self,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        for command in (*commands(), *menus()):
            self.tree.add_command(command)
        self.digests = DigestJob(self)
        self.follows = FollowJob(self)
        self.feeds = FeedJob(desk, settings) if settings.feeds else None
        self.heartbeat = Heartbeat(self, settings.heartbeat) if settings.heartbeat else None

    async def setup_hook(self) -> None:
        """Before the first event: buttons of earlier runs work, changed commands are registered."""
        self.add_dynamic_items(*buttons())
        await self.tree.set_translator(CatalogueTranslator())
        await self.desk.ask(Archive.prepare)
        if self.settings.sync:
            await self._sync_if_changed()
        self.digests.start()
        self.follows.start()
        if self.feeds:
            self.feeds.start()
        if self.heartbeat:
            self.heartbeat.start()

    async def _sync_if_changed(self) -> None:
        guild = self._copied_to()
        if await self.desk.keep(Guilds.note, "commands") == await self._registration(guild):
            return
        try:
            await self.register()
        except discord.HTTPException as error:
            log.error(
                "the commands could not be registered, which is tried again at the next start: %s",
                error,
            )

    async def register(self) -> None:
        """Register the commands, whatever was registered before. Raises discord.HTTPException."""
        guild = self._copied_to()
        synced = await self.tree.sync(guild=guild)
        await self.desk.keep(Guilds.set_note, "commands", await self._registration(guild))
        log.info("registered %d commands", len(synced))

    def _copied_to(self) -> discord.Object | None:
        """The development server, with the commands copied to it; None for all servers."""
        if not self.settings.dev_guild:
            return None
        guild = discord.Object(self.settings.dev_guild)
        self.tree.copy_global_to(guild=guild)
        return guild

    async def _registration(self, guild: discord.Object | None) -> str:
        """Changes with the commands, their translations, with where they go, and with the application."""
        payload = [
            await command.get_translated_payload(self.tree, CatalogueTranslator())
            for command in self.tree.get_commands(guild=guild)
        ]
        text = json.dumps([self.application_id, guild and guild.id, payload], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    async def on_ready(self) -> None:
        log.info("ready in %d servers", len(self.guilds))
        await self._forget_left_servers()

    async def _forget_left_servers(self) -> None:
        """Of servers that threw the bot out while it was down, nothing is kept.

        Not where the database was another application's, which has servers of its own.
        """
        earlier = await self.desk.keep(Guilds.note, "application")
        await self.desk.keep(Guilds.set_note, "application", str(self.application_id))
        if earlier != str(self.application_id):
            return
        here = {guild.id for guild in self.guilds}
        for guild in await self.desk.keep(Guilds.known_guilds) - here:
            if self._has_shard_of(guild):
                await self.servers.forget(guild)

    def _has_shard_of(self, guild: int) -> bool:
        """Whether this process would be told of a server, by Discord's formula for shards."""
        count = self.shard_count or 1
        return (guild >> 22) % count in (getattr(self, "shard_ids", None) or range(count))

    async def on_app_command_completion(
        self, interaction: discord.Interaction[DatelineClient], command: object
    ) -> None:
        """Tell of what had to be paused, at the next command of whoever can put it right."""
        guild = interaction.guild_id if interaction.permissions.manage_guild else None
        reasons = await self.desk.keep(
            Guilds.take_follow_notices, member=interaction.user.id, guild=guild or 0
        )
        texts: list[str] = [
            words("News of what is followed are paused: {why} /following shows which.", why=each)
            for each in reasons
        ]
        reason = await self.desk.keep(Guilds.take_notice, guild) if guild else ""
        if reason:
            texts.append(
                f"The daily digest is paused: {reason} Run /digest resume when that is put right."
            )
        if texts:
            view = LayoutReply(notice_reply(*texts), {})
            await interaction.followup.send(view=view, ephemeral=True)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Of a server that threw the bot out, nothing is kept."""
        await self.servers.forget(guild.id)

    async def close(self) -> None:
        await asyncio.gather(self.digests.close(), self.follows.close())
        if self.heartbeat:
            self.heartbeat.stop()
        if self.feeds:
            await self.feeds.close()
        await super().close()


def commands() -> list[Command]:
    """The ``command`` of every file in ``bot/commands``."""
    return [module.command for module in _modules(bot.commands)]


def menus() -> list[app_commands.ContextMenu]:
    """The ``menu`` of every file in ``bot/menus``."""
    return [module.menu for module in _modules(bot.menus)]


def buttons() -> list[type[discord.ui.DynamicItem[Any]]]:
    """The ``button`` class of every file in ``bot/buttons`` that has one."""
    return [module.button for module in _modules(bot.buttons) if hasattr(module, "button")]


def _modules(package: Any) -> list[Any]:
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


class Registrar(DatelineClient):
    """Registers the commands when it is logged in, and does nothing else."""

    async def setup_hook(self) -> None:
        await self.tree.set_translator(CatalogueTranslator())
        await self.register()


async def run(settings: Settings) -> None:
    """Run until Discord or a signal ends it. Raises ArchiveError or discord.LoginFailure."""
    async with _client(DatelineClient, settings) as client:
        _close_on_signals(client)
        await client.start(settings.token.get_secret_value())


async def sync(settings: Settings) -> None:
    """Register the commands and end. Raises ArchiveError, discord.LoginFailure or HTTPException."""
    async with _client(Registrar, settings) as client:
        await client.login(settings.token.get_secret_value())


@asynccontextmanager
async def _client(kind: type[DatelineClient], settings: Settings) -> AsyncIterator[DatelineClient]:
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
    """Do ``run`` or ``sync`` in the foreground; the exit status is 0 after a clean end, 1 without Discord.

    Raises ArchiveError where a database can't be used.
    """
    # The bot never speaks, so that voice libraries are missing is no news.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    discord.utils.setup_logging(level=logging.getLevelName(settings.log_level))
    try:
        asyncio.run(work(settings))
    except KeyboardInterrupt:
        return 0
    except discord.LoginFailure:
        log.error(
            "Discord refuses the token: set DATELINE_TOKEN to the one on the application's Bot page."
        )
        return 1
    except (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError) as error:
        log.error("Discord can't be reached: %s. Check the connection, then start again.", error)
        return 1
    return 0


def _close_on_signals(client: DatelineClient) -> None:
    loop = asyncio.get_running_loop()
    closing: set[asyncio.Task[None]] = set()

    def close() -> None:
        closing.add(asyncio.ensure_future(client.close()))

    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, close)
        except NotImplementedError:  # Windows: Ctrl+C ends the loop instead
            return
