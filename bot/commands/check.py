"""``/check quote``: is that what was printed, and who said it?"""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Range

from bot import suggest
from bot.context import Ctx
from bot.respond import answer

command = app_commands.Group(name="check", description="Check words against the archive")


@command.command(
    name="quote",
    description="Check whether a quote stands in the archive as it is told",
    extras={"example": {"text": "“We had no choice,” said Mara Oss"}},
)
@app_commands.describe(
    text="The quote, or a message with several: “We had no choice,” said Mara Oss",
    speaker="Who is said to have said it, where the text does not tell",
)
@app_commands.autocomplete(speaker=suggest.speakers)
async def quote(
    interaction: Ctx, text: Range[str, 1, 4000], speaker: Range[str, 1, 100] = ""
) -> None:
    """A verdict for each quote: verbatim, altered, another's words, reworded, or not found."""
    await answer(interaction, "check", text, speaker)
