"""The menu "Find in archive": what the archive has on a message."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.context import Ctx
from bot.pasted import text_of
from bot.respond import answer_privately
from store.search.operators import without_operators

_LONGEST = 400
"""Characters that are asked, as many as ``/ask`` takes."""


@app_commands.context_menu(name="Find in archive")
async def menu(interaction: Ctx, message: discord.Message) -> None:
    """The passages that a question in the message's words finds, for the asker alone."""
    await answer_privately(interaction, "ask", without_operators(text_of(message))[:_LONGEST])
