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
from bot.servers import may_be_public

if TYPE_CHECKING:
    from bot.replies import Reply


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
        who = interaction.user.display_name
        await respond(interaction, _shown_by(self.reply(interaction.client.desk), who), public=True)


async def _shown_by(reply: Any, who: str) -> Reply:
    found: Reply = await reply
    line = Block(BlockKind.NOTE, (Run(words("Shown by {member}", member=who)),))
    return replace(found, blocks=(line, *found.blocks))


button = ShowButton
