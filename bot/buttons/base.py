"""What every button does: it is let in or not, it has a reply, and its errors leave by the tree's exit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import discord

from bot.metrics import DONE

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.replies import Reply


class Pressed:
    """Mixed into a DynamicItem. discord.py only logs what such an item raises; the presser is to be told."""

    turns: ClassVar[bool] = False
    """True where the reply takes the place of the one that the button is on."""

    @property
    def command(self) -> str:
        """The command that it repeats: who may not use that may not press this."""
        return ""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        from bot.gate import admit

        client = interaction.client
        if client.heard.again(interaction.id):
            return
        client.begin(interaction)
        try:
            await admit(interaction, self.command)
            await self.pressed(interaction)
        except Exception as error:
            await client.tree.on_error(interaction, error)
        else:
            client.end(interaction, DONE)

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        """Show the reply."""
        # Here, because drawing a reply needs the buttons.
        from bot.respond import respond, turn

        show = turn if self.turns else respond
        await show(interaction, self.reply(interaction.client.desk))

    async def reply(self, desk: Desk) -> Reply:
        """What pressing it shows."""
        raise TypeError(f"{type(self).__name__} has no reply")
