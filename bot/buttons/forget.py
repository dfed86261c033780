"""Delete them all: what is kept about the member who presses it."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.buttons.base import Pressed
from bot.replies import Reply
from bot.replies.privacy import forgotten_reply
from store.guilds import Guilds


class ForgetButton(Pressed, ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"forget1:"):
    """``forget1:`` It is always about whoever presses it."""

    def __init__(self, *, label: str | None = None) -> None:
        super().__init__(
            ui.Button(label=label, style=discord.ButtonStyle.danger, custom_id="forget1:")
        )

    @property
    def command(self) -> str:
        return "forget-me"

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> ForgetButton:
        return cls(label=getattr(item, "label", None))

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        from bot.respond import turn

        await turn(interaction, _forgotten(interaction))


async def _forgotten(interaction: discord.Interaction[Any]) -> Reply:
    count = await interaction.client.desk.keep(Guilds.forget_member, interaction.user.id)
    return forgotten_reply(count, interaction.client.settings.backup_days)


button = ForgetButton
