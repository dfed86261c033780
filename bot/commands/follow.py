"""``/follow``: be told when a speaker is quoted, or words are printed."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Range

from bot import suggest
from bot.context import Ctx
from bot.errors import UserError
from bot.follow_choices import (
    When,
    Where,
    followed_speaker,
    followed_words,
    known_speaker,
    place_for,
)
from bot.languages import offered
from bot.replies import Reply, notice_reply
from bot.replies.follows import name_of
from bot.replies.words import Words, words
from bot.respond import respond
from store import Archive
from store.follows import Followed
from store.guilds import Guilds, Place, TooMany

command = app_commands.Group(
    name="follow",
    description="Be told when a speaker is quoted or words are printed",
    allowed_contexts=app_commands.AppCommandContext(
        guild=True, dm_channel=True, private_channel=False
    ),
)
_WHERE = "By direct message, or in this channel; for everyone in it you need Manage Channels"
_WHEN = "With each new article, or together once a day"


@command.command(
    name="speaker",
    description="Be told when someone is quoted",
    extras={"example": {"name": "Mara Oss"}},
)
@app_commands.describe(name="A name", where=_WHERE, when=_WHEN)
@app_commands.autocomplete(name=suggest.speakers)
async def speaker(
    interaction: Ctx,
    name: Range[str, 1, 100],
    where: Where = "direct message",
    when: When = "at once",
) -> None:
    """Follows a speaker, whatever names the articles give them."""
    await respond(interaction, _speaker(interaction, name, where, when))


async def _speaker(interaction: Ctx, name: str, where: Where, when: When) -> Reply:
    known = await interaction.client.desk.ask(known_speaker, name)
    return await _follow(interaction, followed_speaker(known), where, when)


@command.command(
    name="words",
    description="Be told when words are printed",
    extras={"example": {"sought": "harbour crane"}},
)
@app_commands.describe(
    sought="All of them in one paragraph; “exact phrases”, -not these", where=_WHERE, when=_WHEN
)
@app_commands.rename(sought="words")
async def words_(
    interaction: Ctx,
    sought: Range[str, 1, 100],
    where: Where = "direct message",
    when: When = "at once",
) -> None:
    """Follows words in any form: "refugee" finds "refugees"."""
    await respond(interaction, _words(interaction, sought, where, when))


async def _words(interaction: Ctx, sought: str, where: Where, when: When) -> Reply:
    return await _follow(interaction, followed_words(sought), where, when)


async def _follow(interaction: Ctx, followed: Followed, where: Where, when: When) -> Reply:
    place = await place_for(interaction, where, when)
    desk = interaction.client.desk
    try:
        is_new = await desk.keep(
            Guilds.follow,
            place,
            followed,
            daily=when == "once a day",
            since=await desk.ask(Archive.newest_number),
            now=discord.utils.utcnow(),
            language="" if place.guild else offered(interaction.locale.value),
        )
    except TooMany as many:
        raise UserError(_too_many(many)) from None
    values: dict[str, Any] = {"what": name_of(followed), "how": _how(place, when)}
    if is_new:
        return notice_reply(words("Followed from now on: {what}, {how}.", **values))
    return notice_reply(words("This was followed already. It is now: {what}, {how}.", **values))


def _how(place: Place, when: When) -> Words:
    if place.guild and not place.member and when == "once a day":
        return words("in the daily post")
    daily = when == "once a day"
    if not place.guild:
        return (
            words("by direct message, once a day") if daily else words("by direct message, at once")
        )
    return words("in this channel, once a day") if daily else words("in this channel, at once")


def _too_many(many: TooMany) -> Words:
    if many.server:
        return words(
            "In this server {most} things are followed, which is the most: end one with /unfollow.",
            most=many.most,
        )
    return words(
        "You follow {most} things, which is the most: end one with /unfollow.", most=many.most
    )
