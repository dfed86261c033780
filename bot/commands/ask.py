"""``/ask``: a question in plain words."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Range

from bot.context import Ctx
from bot.dates import read_date
from bot.respond import answer


@app_commands.command(
    name="ask",
    description="Ask the archive a question",
    extras={"example": {"question": "How many people were rescued?"}},
)
@app_commands.describe(
    question="For example: How many people were rescued?",
    after="Only articles from this day on: 2002-09-11, September 2002 or 2002",
    before="Only articles up to this day",
)
async def command(
    interaction: Ctx,
    question: Range[str, 1, 400],
    after: Range[str, 1, 40] = "",
    before: Range[str, 1, 40] = "",
) -> None:
    """Up to three passages that answer, with their citations."""
    await answer(interaction, "ask", question, read_date(after), read_date(before))
