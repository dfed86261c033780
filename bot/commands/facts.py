"""``/facts``: the figures on a subject."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Range

from bot.context import Ctx
from bot.dates import read_date
from bot.respond import answer


@app_commands.command(
    name="facts",
    description="Show the figures on a subject, and where they disagree",
    extras={"example": {"subject": "asylum seekers"}},
)
@app_commands.describe(
    subject="What the figures are to be about",
    after="Only articles from this day on: 2002-09-11, September 2002 or 2002",
    before="Only articles up to this day",
)
async def command(
    interaction: Ctx,
    subject: Range[str, 1, 400],
    after: Range[str, 1, 40] = "",
    before: Range[str, 1, 40] = "",
) -> None:
    """Counts, shares and amounts as printed, with who says them, where and when."""
    await answer(interaction, "facts", subject, read_date(after), read_date(before))
