"""``/who-said``: who said these words."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Range

from bot.context import Ctx
from bot.dates import read_date
from bot.respond import answer


@app_commands.command(
    name="who-said",
    description="Find who said these words",
    extras={"example": {"words": "no choice but to close the harbour"}},
)
@app_commands.describe(
    words="The words as you remember them; misspelt ones are understood",
    after="Only articles from this day on: 2002-09-11, September 2002 or 2002",
    before="Only articles up to this day",
)
async def command(
    interaction: Ctx,
    words: Range[str, 1, 400],
    after: Range[str, 1, 40] = "",
    before: Range[str, 1, 40] = "",
) -> None:
    """The quotes that hold the words, with their speakers."""
    await answer(interaction, "who-said", words, read_date(after), read_date(before))
