"""``/article``: an article as it was printed."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Range

from bot import suggest
from bot.context import Ctx
from bot.respond import answer


@app_commands.command(
    name="article", description="Read an article", extras={"example": {"headline": "ferry inquiry"}}
)
@app_commands.describe(headline="Words of its headline")
@app_commands.autocomplete(headline=suggest.headlines)
async def command(interaction: Ctx, headline: Range[str, 1, 200]) -> None:
    """The article that was picked, or the one whose headline is nearest, page by page."""
    await answer(interaction, "article", headline)
