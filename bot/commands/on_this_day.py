"""``/on-this-day``: what was printed on a day of any year."""

from __future__ import annotations

import datetime

from discord import app_commands
from discord.app_commands import Range

from bot.context import Ctx
from bot.dates import read_day
from bot.respond import answer


@app_commands.command(
    name="on-this-day",
    description="Show what was printed on this day in any year",
    extras={"example": {"date": "11 September"}},
)
@app_commands.describe(date="Another day: 11 September, or 09-11")
async def command(interaction: Ctx, date: Range[str, 1, 40] = "") -> None:
    """Stories with what was said in them, one of each year first, the latest year first."""
    await answer(interaction, "on-this-day", read_day(date, datetime.date.today()))
