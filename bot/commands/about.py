"""``/about``: what the archive holds."""

from __future__ import annotations

from discord import app_commands

from bot.context import Ctx
from bot.replies import Reply, about_reply
from bot.respond import respond
from store import Archive


@app_commands.command(name="about", description="Show what this archive holds")
async def command(interaction: Ctx) -> None:
    """Sizes, dates, the newest article and who is quoted most."""
    await respond(interaction, interaction.client.desk.ask(_about))


def _about(archive: Archive) -> Reply:
    return about_reply(archive.stats())
