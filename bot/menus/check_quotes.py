"""The menu "Check quotes": every quote of a message beside what the archive prints."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.context import Ctx
from bot.pasted import text_of
from bot.respond import answer_privately


@app_commands.context_menu(name="Check quotes")
async def menu(interaction: Ctx, message: discord.Message) -> None:
    """Its verdicts, for the asker alone: nobody asked to be checked before everyone."""
    await answer_privately(interaction, "check", text_of(message))
