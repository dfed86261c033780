"""Show in channel: an answer that only its asker saw, for all, with who asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.buttons.base import Pressed
from bot.buttons.kept import KEPT, question, too_old, with_question
from bot.errors import UserError
from bot.lookups import LOOKUPS, look_up
from bot.replies.blocks import Block, BlockKind, Run
from bot.replies.words import words
from bot.servers import may_be_public

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.replies import Reply


def show_id(args: Sequence[str], key: str = "") -> str:
    """``s1:COMMAND:OFFSET:=ARGUMENTS``, or ``s1:COMMAND:OFFSET:#KEY``."""
    command, offset, *arguments = args
    return with_question(f"s1:{command}:{offset}:", arguments, key)


class ShowButton(
    Pressed,
    ui.DynamicItem[ui.Button[ui.LayoutView]],
    template=re.compile(r"s1:(?P<command>[a-z-]{1,32}):(?P<offset>\d{1,9}):" + KEPT, re.DOTALL),
):
    """Looks the answer up again and posts it, if the member may post there."""

    def __init__(self, custom_id: str, *, label: str | None = None) -> None:
        super().__init__(
            ui.Button(label=label, style=discord.ButtonStyle.primary, custom_id=custom_id)
        )

    @property
    def command(self) -> str:
        return self.custom_id.split(":")[1]

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> ShowButton:
        return cls(match.string, label=getattr(item, "label", None))

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

    async def reply(self, desk: Desk) -> Reply:
        match = self.template.fullmatch(self.custom_id)
        if match is None or match["command"] not in LOOKUPS:
            raise too_old()
        arguments = await question(desk, match["how"], match["what"])
        return await desk.ask(look_up, match["command"], arguments, int(match["offset"]))


async def _shown_by(reply: Any, who: str) -> Reply:
    found: Reply = await reply
    line = Block(BlockKind.NOTE, (Run(words("Shown by {member}", member=who)),))
    return replace(found, blocks=(line, *found.blocks))


button = ShowButton
