"""``/said``: what a speaker said."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Range

from bot import suggest
from bot.context import Ctx
from bot.dates import read_date
from bot.respond import answer


@app_commands.command(
    name="said",
    description="Show what someone said",
    extras={"example": {"speaker": "Erica Kang", "about": "refugees"}},
)
@app_commands.describe(
    speaker="A name, a role, or how an unnamed source is described",
    about="Only what they said about this",
    after="Only articles from this day on: 2002-09-11, September 2002 or 2002",
    before="Only articles up to this day",
)
@app_commands.autocomplete(speaker=suggest.speakers)
async def command(
    interaction: Ctx,
    speaker: Range[str, 1, 100],
    about: Range[str, 1, 200] = "",
    after: Range[str, 1, 40] = "",
    before: Range[str, 1, 40] = "",
) -> None:
    """Their statements, newest first, or those that fit ``about`` best."""
    await answer(interaction, "said", speaker, about, read_date(after), read_date(before))
