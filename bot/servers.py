"""Servers' settings in memory, for every interaction asks for them."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import discord

from bot.desk import Desk
from bot.languages import ENGLISH, offered
from store.guilds import Guilds, ServerSettings

_REMEMBERED = 10_000


class Servers:
    """What ``bot.db`` says of the servers that were heard of last."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: OrderedDict[int, ServerSettings] = OrderedDict()

    async def of(self, guild: int | None) -> ServerSettings:
        """A server's settings; the defaults for a direct message (None). Raises Busy."""
        if guild is None:
            return ServerSettings(0)
        known = self._known.get(guild)
        if known is None:
            known = await self._desk.keep(Guilds.server, guild)
            self._remember(known)
        else:
            self._known.move_to_end(guild)
        return known

    async def save(self, settings: ServerSettings) -> None:
        """Store a server's settings. Raises Busy."""
        await self._desk.keep(Guilds.set_server, settings)
        self._remember(settings)

    async def forget(self, guild: int) -> int:
        """Delete everything that is kept of a server; how many rows that were. Raises Busy."""
        self._known.pop(guild, None)
        count = await self._desk.keep(Guilds.forget_guild, guild)
        self._known.pop(guild, None)
        return count

    def _remember(self, settings: ServerSettings) -> None:
        self._known[settings.guild] = settings
        self._known.move_to_end(settings.guild)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def language_of(settings: ServerSettings, interaction: discord.Interaction[Any]) -> str:
    """What a server chose, or what Discord says of it; in a direct message the member's own."""
    if settings.language:
        return settings.language
    locale = interaction.guild_locale or interaction.locale
    return offered(locale.value)


def language_in(settings: ServerSettings, guild: discord.Guild | None) -> str:
    """The same for what nobody asked for: a post in a server."""
    if settings.language or guild is None:
        return settings.language or ENGLISH
    return offered(guild.preferred_locale.value)


def own_server(interaction: discord.Interaction[Any]) -> int:
    """The server that what is stored belongs to: one that the bot is in, and can be thrown out of; else 0."""
    guild = interaction.guild_id
    return guild if guild and interaction.client.get_guild(guild) else 0


def may_be_public(settings: ServerSettings, interaction: discord.Interaction[Any]) -> bool:
    """Whether a server lets answers be seen by all in this channel, or in the one a thread is in."""
    if not settings.channels:
        return True
    channel: Any = interaction.channel
    places = (interaction.channel_id, getattr(channel, "parent_id", None))
    return any(place in settings.channels for place in places)
