"""What is followed, as people are told of it."""

from __future__ import annotations

from bot.context import Ctx
from bot.replies.follows import name_of
from bot.replies.words import Words, words
from store.guilds import Follow, Guilds


async def mine(interaction: Ctx) -> tuple[Follow, ...]:
    """What the member may end: their own, and what is followed for everyone if they manage it.

    Raises Busy.
    """
    may = interaction.permissions
    in_server = interaction.guild_id is not None and (may.manage_guild or may.manage_channels)
    return await interaction.client.desk.keep(
        Guilds.follows,
        member=interaction.user.id,
        guild=(interaction.guild_id or 0) if in_server else 0,
    )


def is_elsewhere(follow: Follow, interaction: Ctx) -> bool:
    """Whether it is told in another server than the one that somebody asks in."""
    return follow.place.guild not in (0, interaction.guild_id)


def said_of(follow: Follow, interaction: Ctx) -> Words:
    """``Mara Oss: by direct message, at once``. Nothing is told of another server, not even its channel's name."""
    what, place = name_of(follow.followed), follow.place
    if is_elsewhere(follow, interaction):
        return words("{what}: for you, in another server", what=what)
    if not place.guild:
        if follow.daily:
            return words("{what}: by direct message, once a day", what=what)
        return words("{what}: by direct message, at once", what=what)
    channel = interaction.client.get_channel(place.channel)
    name = getattr(channel, "name", "") or "?"
    if not place.member:
        if follow.daily:
            return words("{what}: for everyone, in the daily post", what=what)
        return words("{what}: for everyone in #{channel}, at once", what=what, channel=name)
    if follow.daily:
        return words("{what}: for you in #{channel}, once a day", what=what, channel=name)
    return words("{what}: for you in #{channel}, at once", what=what, channel=name)
