"""What every button does: it has a reply, and its errors leave by the tree's one exit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import discord

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.replies import Reply


class Pressed:
    """Mixed into a DynamicItem. discord.py only logs what such an item raises; the presser is to be told."""

    turns: ClassVar[bool] = False
    """True where the reply takes the place of the one that the button is on."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        # Here, because drawing a reply needs the buttons.
        from bot.respond import respond, turn

        show = turn if self.turns else respond
        try:
            await show(interaction, self.reply(interaction.client.desk))
        except Exception as error:
            await interaction.client.tree.on_error(interaction, error)

    async def reply(self, desk: Desk) -> Reply:
        """What pressing it shows."""
        raise TypeError(f"{type(self).__name__} has no reply")
