"""The Discord client: loads the commands and buttons, keeps the clock, closes cleanly."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import json
import logging
import pkgutil
from typing import Any

import discord
from discord import app_commands
from discord.http import Route

import bot.buttons
import bot.commands
import bot.menus
from bot import once
from bot.adding import Additions
from bot.api import proxy_of, use_gateway_of
from bot.charts.aside import Charts
from bot.cooldowns import Cooldowns
from bot.delivery import Heard
from bot.desk import Desk
from bot.jobs.backup import BackupJob
from bot.jobs.digest import DigestJob
from bot.jobs.feeds import FeedJob
from bot.jobs.follows import FollowJob
from bot.jobs.heartbeat import Heartbeat
from bot.jobs.status import Status
from bot.languages import language_named
from bot.languages.translator import CatalogueTranslator
from bot.layout import LayoutReply
from bot.metrics import DONE, Metrics, name_of
from bot.registration import Difference, difference
from bot.replies import notice_reply
from bot.replies.packed import unpacked
from bot.replies.words import reply_said, words
from bot.servers import Servers, language_of
from bot.settings import Settings
from bot.tree import DatelineTree
from bot.underway import UnderWay
from store import Archive
from store.guilds import Guilds

log = logging.getLogger(__name__)

_GOODBYE_SECONDS = 1.5
"""How long Discord may take to hear that the bot goes."""
Command = app_commands.Command[Any, ..., Any] | app_commands.Group


class DatelineClient(discord.AutoShardedClient):
    """Answers slash commands from ``desk``. It sees servers and channels, and no messages.

    Of Discord's servers it serves those of its shards; whatever only one process should do, the one with
    shard 0 does. The ledgers in ``bot.db`` are claimed atomically, so that two processes on the same shards
    post nothing twice.
    """

    def __init__(self, desk: Desk, settings: Settings) -> None:
        serves = settings.serves
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            http_trace=once.trace(),
            shard_count=serves.count,
            **proxy_of(settings),
        )
        self.shard_ids = None if serves.ids is None else list(serves.ids)
        self.desk = desk
        self.settings = settings
        self.charts = Charts()
        self.additions = Additions()
        self.servers = Servers(desk)
        self.cooldowns = Cooldowns()
        self.heard = Heard()
        self.under_way = UnderWay()
        self._ending: asyncio.Task[None] | None = None
        self.metrics = Metrics()
        self.metrics.watch(self)
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
        self.feeds = FeedJob(desk, settings) if settings.feeds and serves.leads else None
        backups = settings.backup_dir if serves.leads else None
        self.backups = BackupJob(backups, settings, self.metrics) if backups else None
        self.heartbeat = Heartbeat(self, settings.heartbeat) if settings.heartbeat else None
        port = settings.status_port
        self.status_page = Status(self, port, metrics=settings.metrics) if port else None

    async def setup_hook(self) -> None:
        """Before the first event: buttons of earlier runs work, changed commands are registered."""
        if self.status_page:
            await self.status_page.start()
        if self.settings.api:
            await use_gateway_of(self)
        self.add_dynamic_items(*buttons())
        await self.tree.set_translator(CatalogueTranslator())
        await self.desk.ask(Archive.prepare)
        if self.settings.sync and self.settings.serves.leads:
            await self._sync_if_changed()
        self.digests.start()
        self.follows.start()
        if self.feeds:
            self.feeds.start()
        if self.backups:
            self.backups.start()
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
        payload = await self._payloads(guild)
        text = json.dumps([self.application_id, guild and guild.id, payload], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    async def _payloads(self, guild: discord.Object | None) -> list[dict[str, Any]]:
        return [
            await command.get_translated_payload(self.tree, CatalogueTranslator())
            for command in self.tree.get_commands(guild=guild)
        ]

    async def compare(self) -> Difference:
        """What ``register`` would change. Raises discord.HTTPException."""
        guild = self._copied_to()
        where = f"/guilds/{guild.id}" if guild else ""
        route = Route("GET", f"/applications/{self.application_id}{where}/commands")
        # discord.py's own call leaves the translations out.
        there = await self.http.request(route, params={"with_localizations": "true"})
        return difference(await self._payloads(guild), there)

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
        self.end(interaction, DONE)
        if self._ending is not None:
            return
        self.under_way.add_this()
        manages = interaction.permissions.manage_guild
        guild = interaction.guild_id if manages else None
        reasons = await self.desk.keep(
            Guilds.take_follow_notices,
            member=interaction.user.id,
            guild=interaction.guild_id or 0,
            manages=manages,
        )
        texts: list[str] = [
            words(
                "News of what is followed are paused: {why} /following shows which.",
                why=unpacked(each),
            )
            for each in reasons
        ]
        reason = await self.desk.keep(Guilds.take_notice, guild) if guild else ""
        if reason:
            texts.append(
                words(
                    "The daily digest is paused: {why} Run /digest resume when that is put right.",
                    why=unpacked(reason),
                )
            )
        if texts:
            settings = await self.servers.of(interaction.guild_id)
            language = language_named(language_of(settings, interaction))
            view = LayoutReply(reply_said(notice_reply(*texts), language), {})
            await interaction.followup.send(view=view, ephemeral=True)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Of a server that threw the bot out, nothing is kept."""
        await self.servers.forget(guild.id)

    def begin(self, interaction: discord.Interaction[Any]) -> None:
        """The task that calls this answers an interaction."""
        self.under_way.add_this()
        self.metrics.begin(interaction)

    def end(self, interaction: discord.Interaction[Any], outcome: str) -> None:
        """An interaction is answered, or will not be."""
        seconds = self.metrics.end(interaction, outcome)
        log.info(
            "%s %s in %.3f s (%d)",
            name_of(interaction),
            outcome,
            seconds or 0.0,
            interaction.id,
            extra={
                "command": name_of(interaction),
                "outcome": outcome,
                "interaction": interaction.id,
                "guild": interaction.guild_id,
                "channel": interaction.channel_id,
                "user": interaction.user.id,
            },
        )

    async def close(self) -> None:
        """Finish what is under way, for a while, and close. A second call waits for the first."""
        if self._ending is None:
            self._ending = asyncio.create_task(self._close())
        await asyncio.shield(self._ending)

    async def _close(self) -> None:
        ends = [self.digests.close(), self.follows.close(), self.under_way.finish()]
        if self.feeds:
            ends.append(self.feeds.close())
        if self.backups:
            ends.append(self.backups.close())
        await asyncio.gather(*ends)
        if self.heartbeat:
            self.heartbeat.stop()
        if self.status_page:
            await self.status_page.close()
        try:
            async with asyncio.timeout(_GOODBYE_SECONDS):
                await super().close()
        except TimeoutError:
            await self.http.close()


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
