"""``/unfollow``: be told no more."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice, Range

from bot import suggest
from bot.context import Ctx
from bot.errors import UserError
from bot.followed import mine, said_of
from bot.languages import language_named
from bot.pool import Busy
from bot.replies import Reply, notice_reply
from bot.replies.words import joined, said, words
from bot.respond import respond
from bot.servers import language_of
from store.guilds import Follow, Guilds


async def _followed(interaction: Ctx, typed: str) -> list[Choice[str]]:
    """What one follows; for those who manage the server or its channels, what is followed there too."""
    try:
        follows = await mine(interaction)
    except Busy:
        return []
    settings = await interaction.client.servers.of(interaction.guild_id)
    language = language_named(language_of(settings, interaction))
    pairs = ((said(said_of(each, interaction), language), str(each.id)) for each in follows)
    return suggest.choices(
        (label, value) for label, value in pairs if typed.casefold() in label.casefold()
    )


@app_commands.command(
    name="unfollow",
    description="Be told no more of a speaker or of words",
    extras={"example": {"what": "Mara Oss"}},
)
@app_commands.describe(what="What you follow")
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
@app_commands.autocomplete(what=_followed)
async def command(interaction: Ctx, what: Range[str, 1, 100]) -> None:
    """Ends one, chosen from the list or typed."""
    await respond(interaction, _unfollow(interaction, what))


async def _unfollow(interaction: Ctx, what: str) -> Reply:
    follows = await mine(interaction)
    meant = _meant(follows, what)
    if not follows:
        raise UserError(words("You follow nothing: begin with /follow speaker or /follow words."))
    if meant is None:
        listed = joined("; ", dict.fromkeys(each.followed.text for each in follows[:5]))
        raise UserError(words("You don't follow that. You follow: {listed}", listed=listed))
    await interaction.client.desk.keep(Guilds.unfollow, meant.id)
    what = said_of(meant, interaction)
    return notice_reply(words("Followed no more: {what}.", what=what))


def _meant(follows: tuple[Follow, ...], what: str) -> Follow | None:
    """The one that was chosen, else the first whose text is the typed one or begins with it."""
    typed = " ".join(what.split()).casefold()
    for each in follows:
        if str(each.id) == typed:
            return each
    texts = [(each, each.followed.text.casefold()) for each in follows]
    exact = [each for each, text in texts if text == typed]
    begun = [each for each, text in texts if text.startswith(typed)]
    return next(iter(exact), begun[0] if len(begun) == 1 else None)
