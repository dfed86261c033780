"""``/timeline``: how a speaker's words changed."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Range

from bot import suggest
from bot.context import Ctx
from bot.respond import answer


@app_commands.command(
    name="timeline",
    description="Show how someone's words changed, from first to last",
    extras={"example": {"speaker": "Erica Kang", "topic": "refugees"}},
)
@app_commands.describe(
    speaker="A name, or how an unnamed source is described",
    topic="Only what they said about this",
)
@app_commands.autocomplete(speaker=suggest.speakers)
async def command(
    interaction: Ctx, speaker: Range[str, 1, 100], topic: Range[str, 1, 200] = ""
) -> None:
    """The first statement and the last in full, those between that differ most, and a chart."""
    await answer(interaction, "timeline", speaker, topic)
