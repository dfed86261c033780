"""``/forget-me``: everything that is kept about a member is deleted, after they have seen what it is."""

from __future__ import annotations

from discord import app_commands

from bot.context import Ctx
from bot.replies import Reply
from bot.replies.privacy import forget_reply
from bot.respond import respond
from store.guilds import Guilds


@app_commands.command(name="forget-me", description="Delete everything this bot keeps about you")
async def command(interaction: Ctx) -> None:
    """How much there is, with the button that deletes it."""
    await respond(interaction, _found(interaction))


async def _found(interaction: Ctx) -> Reply:
    rows = await interaction.client.desk.keep(Guilds.rows_of_member, interaction.user.id)
    return forget_reply(rows)
