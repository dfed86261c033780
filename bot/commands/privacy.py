"""``/privacy``: what the bot keeps, of whom and how long."""

from __future__ import annotations

from discord import app_commands

from bot.context import Ctx
from bot.replies import Reply
from bot.replies.privacy import privacy_reply
from bot.respond import respond


@app_commands.command(name="privacy", description="Show what this bot keeps, and how long")
async def command(interaction: Ctx) -> None:
    """Told from the table that deleting goes by."""
    await respond(interaction, _told(interaction))


async def _told(interaction: Ctx) -> Reply:
    return privacy_reply(interaction.client.settings.backup_days)
