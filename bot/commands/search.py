"""``/search``: passages that hold words."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Range

from bot.context import Ctx
from bot.dates import read_date
from bot.respond import answer


@app_commands.command(
    name="search",
    description="Search the archive for words",
    extras={"example": {"words": "harbour crane -strike"}},
)
@app_commands.describe(
    words="Words to look for",
    after="Only articles from this day on: 2002-09-11, September 2002 or 2002",
    before="Only articles up to this day",
)
async def command(
    interaction: Ctx,
    words: Range[str, 1, 400],
    after: Range[str, 1, 40] = "",
    before: Range[str, 1, 40] = "",
) -> None:
    """Passages, the best first."""
    await answer(interaction, "search", words, read_date(after), read_date(before))
