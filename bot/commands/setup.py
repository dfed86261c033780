"""``/setup``: how a server wants to be answered. For members who may manage it."""

from __future__ import annotations

from discord import app_commands

from bot.buttons.setup import screen
from bot.context import Ctx
from bot.respond import show


@app_commands.command(name="setup", description="Choose how this server is answered")
@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
@app_commands.checks.has_permissions(manage_guild=True)
async def command(interaction: Ctx) -> None:
    """One screen, for the admin alone."""
    await show(interaction, screen(interaction))
