"""``/about``: what the archive holds, and which program this is."""

from __future__ import annotations

from importlib.metadata import version

from discord import app_commands

from bot.context import Ctx
from bot.needs import invite_link
from bot.replies import Reply, about_reply
from bot.respond import respond
from store import Archive


@app_commands.command(name="about", description="Show what this archive holds")
async def command(interaction: Ctx) -> None:
    """Sizes, dates, the newest article and who is quoted most; the version and a link to invite the bot."""
    application = interaction.application_id
    await respond(interaction, interaction.client.desk.ask(_about, invite_link(application)))


def _about(archive: Archive, invite: str) -> Reply:
    return about_reply(archive.stats(), version("dateline-bot"), invite)
