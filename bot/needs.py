"""The permissions that the bot needs in a channel, and which of them it lacks."""

from __future__ import annotations

from typing import Any

import discord

NEEDED = (
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "embed_links",
    "attach_files",
    "read_message_history",
)
"""In discord.py's names, as Discord's settings list them."""


def invite_link(application_id: int) -> str:
    """The link that adds the bot to a server with what it needs and no more."""
    permissions = discord.Permissions(**dict.fromkeys(NEEDED, True))
    return discord.utils.oauth_url(
        application_id, permissions=permissions, scopes=("bot", "applications.commands")
    )


def lacking(permissions: discord.Permissions, *, thread: bool = False) -> tuple[str, ...]:
    """What is missing of ``NEEDED``; in a thread it is not Send Messages that counts."""
    return tuple(
        name
        for name in NEEDED
        if not getattr(permissions, name) and not (thread and name == "send_messages")
    )


def lacking_in(channel: Any) -> tuple[str, ...]:
    """What the bot may not do in a channel or thread of a server."""
    found = channel.permissions_for(channel.guild.me)
    return lacking(found, thread=isinstance(channel, discord.Thread))


def lacking_here(interaction: discord.Interaction[Any]) -> tuple[str, ...]:
    """What the bot may not do where an interaction was made; () in direct messages."""
    if interaction.guild is None:
        return ()
    return lacking(
        interaction.app_permissions, thread=isinstance(interaction.channel, discord.Thread)
    )
