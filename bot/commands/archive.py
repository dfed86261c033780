"""``/archive stats``: how much the archive holds, and of when."""

from __future__ import annotations

from discord import app_commands

from bot import lookups
from bot.context import Ctx
from bot.replies import Reply
from bot.respond import respond
from store import Archive

command = app_commands.Group(name="archive", description="What the archive holds")


@command.command(name="stats", description="Show how much the archive holds, with a chart")
async def stats(interaction: Ctx) -> None:
    """Sizes, dates, the newest article, who is quoted most, and a chart of its articles."""
    await respond(interaction, interaction.client.desk.ask(_stats))


def _stats(archive: Archive) -> Reply:
    reply, _ = lookups.stats(archive)
    return reply
