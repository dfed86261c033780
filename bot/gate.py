"""Who may use what, and how often: asked before every command, button, menu and completion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.asker import asked_by
from bot.cooldowns import TYPING_SECONDS, TYPING_USES, too_often
from bot.errors import UserError
from bot.replies.words import words

if TYPE_CHECKING:
    from bot.context import Ctx
    from store.guilds import ServerSettings

ALWAYS = frozenset({"setup", "help", "privacy", "forget-me"})
"""What no role can be asked for: settings have Manage Server, and the rest is everybody's right."""


class NotAllowed(UserError):
    """The server asks for a role. The message names it."""


async def admit(interaction: Ctx, command: str) -> None:
    """Let an interaction with a command (its top-level name) in.

    What is asked of the desk from here on waits in the turn of its server. Raises NotAllowed, SlowDown
    or Busy.
    """
    asked_by(interaction)
    client = interaction.client
    settings = await client.servers.of(interaction.guild_id)
    check_roles(interaction, settings, command)
    # By Discord's clock, which is in the interaction's number.
    now = interaction.created_at.timestamp()
    if interaction.type is discord.InteractionType.autocomplete:
        wait = client.cooldowns.use(
            ("typing", interaction.user.id), TYPING_USES, now, TYPING_SECONDS
        )
        if wait:
            raise too_often(wait, TYPING_USES, server=False)
        return
    if command == "setup":
        # Else a limit that was set too low could not be set higher.
        return
    member = ("member", settings.guild, interaction.user.id)
    wait = client.cooldowns.use(member, settings.member_uses, now)
    if wait:
        raise too_often(wait, settings.member_uses, server=False)
    if settings.guild:
        wait = client.cooldowns.use(("server", settings.guild), settings.server_uses, now)
        if wait:
            raise too_often(wait, settings.server_uses, server=True)


def check_roles(interaction: Ctx, settings: ServerSettings, command: str) -> None:
    """Raises NotAllowed unless everyone may use the command, or this member, or they manage the server."""
    needed = settings.roles_for(command)
    if not needed or command in ALWAYS or interaction.permissions.manage_guild:
        return
    user: Any = interaction.user
    if {role.id for role in getattr(user, "roles", ())} & set(needed):
        return
    guild = interaction.guild
    found = [guild.get_role(role) for role in needed] if guild else []
    names = ", ".join(role.name for role in found if role)
    if not names:
        raise NotAllowed(
            words(
                "The role that this server asks for is gone: an admin can choose another in /setup."
            )
        )
    raise NotAllowed(words("In this server you need a role for this: {roles}.", roles=names))
