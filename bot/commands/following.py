"""``/following``: what one is told of."""

from __future__ import annotations

from discord import app_commands

from bot.context import Ctx
from bot.followed import is_elsewhere, said_of
from bot.replies import Reply, notice_reply
from bot.replies.packed import unpacked
from bot.replies.words import Words, words
from bot.respond import respond
from store.guilds import Guilds
from store.guilds.follows import OF_A_MEMBER


@app_commands.command(
    name="following", description="See what you are told of, and what this server is"
)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
async def command(interaction: Ctx) -> None:
    """One's own, what is followed for everyone here, and what is paused with the reason."""
    await respond(interaction, _following(interaction))


async def _following(interaction: Ctx) -> Reply:
    guild = interaction.guild_id or 0
    follows = await interaction.client.desk.keep(
        Guilds.follows, member=interaction.user.id, guild=guild
    )
    if not follows:
        return notice_reply(
            words("You follow nothing: begin with /follow speaker or /follow words.")
        )
    lines: list[str] = []
    for each in follows:
        what = said_of(each, interaction)
        item = words("• {what}", what=what)
        # The reason names a channel.
        if each.paused and not is_elsewhere(each, interaction):
            item = words("• {what} (paused: {why})", what=what, why=unpacked(each.paused))
        lines.append(item)
    if any(each.paused for each in follows):
        lines.append(words("Follow something there again, and what is paused goes on."))
    if guild and await _waits_in_vain(interaction):
        lines.append(words("The daily post is off: what is followed in it is not told."))
    own = sum(1 for each in follows if each.place.member)
    lines.append(_count(own))
    return notice_reply(*lines)


async def _waits_in_vain(interaction: Ctx) -> bool:
    """Whether something is to stand in a digest that is not set up any more."""
    desk, guild = interaction.client.desk, interaction.guild_id or 0
    if not await desk.keep(Guilds.followed_in_digest, guild):
        return False
    return await desk.keep(Guilds.digest, guild) is None


def _count(own: int) -> Words:
    return words("You follow {own} of at most {most}.", own=own, most=OF_A_MEMBER)
