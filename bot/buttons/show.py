"""Show in channel: an answer that only its asker saw, for all, with who asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.buttons.kept import with_question
from bot.buttons.repeats import Repeats, repeated
from bot.errors import UserError
from bot.replies.blocks import Block, BlockKind, Run
from bot.replies.words import words
from bot.servers import may_be_public, own_server
from store.guilds import Guilds

if TYPE_CHECKING:
    from bot.replies import Reply


_MAYBE_THERE = 500
"""From this status on, Discord may have posted what it answers with an error."""


def show_id(args: Sequence[str], key: str = "") -> str:
    """``s1:COMMAND:OFFSET:=ARGUMENTS``, or ``s1:COMMAND:OFFSET:#KEY``."""
    command, offset, *arguments = args
    return with_question(f"s1:{command}:{offset}:", arguments, key)


class ShowButton(Repeats, ui.DynamicItem[ui.Button[ui.LayoutView]], template=repeated("s1")):
    """Looks the answer up again and posts it, if the member may post there."""

    style = discord.ButtonStyle.primary

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        from bot.respond import respond

        needed = (
            "send_messages_in_threads"
            if isinstance(interaction.channel, discord.Thread)
            else "send_messages"
        )
        if not getattr(interaction.permissions, needed):
            raise app_commands.MissingPermissions([needed])
        settings = await interaction.client.servers.of(interaction.guild_id)
        if not may_be_public(settings, interaction):
            raise UserError(words("This server lets answers be shown in other channels only."))
        try:
            await respond(interaction, self._shown(interaction), public=True)
        except discord.HTTPException as error:
            if error.status < _MAYBE_THERE:
                await interaction.client.desk.keep(Guilds.show_again, *self._key(interaction))
            raise

    async def _shown(self, interaction: discord.Interaction[Any]) -> Reply:
        """The reply, under a line with who shows it. Raises UserError if it is in the channel already."""
        desk, who = interaction.client.desk, interaction.user.display_name
        found = await self.reply(desk)
        is_first = found.private or await desk.keep(
            Guilds.show_once,
            *self._key(interaction),
            guild=own_server(interaction),
            now=interaction.created_at,
        )
        if not is_first:
            raise UserError(words("This answer is in the channel already."))
        line = Block(BlockKind.NOTE, (Run(words("Shown by {member}", member=who)),))
        return replace(found, blocks=(line, *found.blocks))

    def _key(self, interaction: discord.Interaction[Any]) -> tuple[int, str]:
        """The private answer, and what it shows: a page that is turned stays the same message."""
        assert interaction.message is not None
        return interaction.message.id, self.custom_id


button = ShowButton
