"""``/speaker``: who someone is, and what they said last."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Range

from bot import suggest
from bot.context import Ctx
from bot.respond import answer


@app_commands.command(
    name="speaker",
    description="Show who someone is and what they said last",
    extras={"example": {"name": "Erica Kang"}},
)
@app_commands.describe(name="A name, or how an unnamed source is described")
@app_commands.autocomplete(name=suggest.speakers)
async def command(interaction: Ctx, name: Range[str, 1, 100]) -> None:
    """Roles as the articles gave them, spellings, counts, and the latest statements."""
    await answer(interaction, "speaker", name)
