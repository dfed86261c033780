"""``Ctx``: the interaction that every command and autocomplete is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.client import DatelineClient

    Ctx = discord.Interaction[DatelineClient]
else:
    Ctx = discord.Interaction
