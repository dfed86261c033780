"""What ``/follow`` was given → where news go and of what, or why that can't be."""

from __future__ import annotations

from typing import Literal, NamedTuple

import discord
from discord import app_commands

from bot.context import Ctx
from bot.errors import UserError, permission_names
from bot.jobs.places import missing_permissions
from bot.replies.words import listed, words
from store import Archive
from store.follows import Followed, FollowKind
from store.follows.matching import Words
from store.guilds import Guilds, Place

Where = Literal["direct message", "here, for me", "here, for everyone"]
When = Literal["at once", "once a day"]
_NEAREST = 5
_MOST_WORDS = 8


async def place_for(interaction: Ctx, where: Where, when: When) -> Place:
    """Where news go, after checking that the bot may post there and the member may have it so.

    Raises UserError, or MissingPermissions.
    """
    if where == "direct message":
        return Place(0, 0, interaction.user.id)
    guild, channel = interaction.guild, interaction.channel
    if guild is None or interaction.client.get_guild(guild.id) is None:
        raise UserError(words("Here I can tell you by direct message only."))
    if not isinstance(channel, discord.TextChannel | discord.Thread):
        raise UserError(
            words("I can post news in text channels, announcement channels and threads.")
        )
    missing = missing_permissions(channel)
    if missing:
        raise UserError(
            words(
                "In #{channel} I need the permission {names} first.",
                channel=channel.name,
                names=permission_names(missing),
            )
        )
    may = interaction.permissions
    if where == "here, for me":
        thread = isinstance(channel, discord.Thread)
        if not (may.send_messages_in_threads if thread else may.send_messages):
            raise app_commands.MissingPermissions(["send_messages"])
        return Place(guild.id, channel.id, interaction.user.id)
    if not (may.manage_guild or may.manage_channels):
        raise app_commands.MissingPermissions(["manage_channels"])
    if when == "once a day" and await interaction.client.desk.keep(Guilds.digest, guild.id) is None:
        raise UserError(
            words(
                "Once a day means in the daily post, and there is none yet: set it up with "
                "/digest setup, or follow at once."
            )
        )
    return Place(guild.id, channel.id, 0)


class Known(NamedTuple):
    """A speaker of the archive."""

    name: str
    """"" where nobody is called so."""
    nearest: tuple[str, ...]


def known_speaker(archive: Archive, name: str) -> Known:
    """Who a name means, spelt as the archive has it."""
    found = archive.known_as(name)
    if found:
        return Known(found, ())
    return Known("", tuple(each.value for each in archive.suggest_speakers(name, _NEAREST)))


def followed_speaker(known: Known) -> Followed:
    """Raises UserError with the nearest names where there is no such speaker."""
    if known.name:
        return Followed(FollowKind.SPEAKER, known.name)
    if known.nearest:
        raise UserError(
            words(
                "The archive quotes nobody of that name. Did you mean {names}?",
                names=listed(known.nearest, either=True),
            )
        )
    raise UserError(words("The archive quotes nobody of that name."))


def followed_words(typed: str) -> Followed:
    """Raises UserError where there is nothing to look for."""
    text = " ".join(typed.split())
    if not Words(text):
        raise UserError(words("Give words that I can look for, or a “phrase” in quotation marks."))
    if len(text.split()) > _MOST_WORDS:
        raise UserError(
            words("All words must stand in one paragraph: give {most} at most.", most=_MOST_WORDS)
        )
    return Followed(FollowKind.WORDS, text)
