"""The command tree, and the one exit for errors of commands and buttons."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands

from bot.errors import EXPIRED, explain, is_known, underlying
from bot.layout import LayoutReply
from bot.replies import error_reply

log = logging.getLogger(__name__)


class DatelineTree(app_commands.CommandTree[Any]):
    """Every error ends here, in one sentence that only the asker sees."""

    async def on_error(
        self,
        interaction: discord.Interaction[Any],
        error: app_commands.AppCommandError | Exception,
        /,
    ) -> None:
        """1. Known errors are told. 2. Gone interactions are logged. 3. The rest is logged and told."""
        reference = str(interaction.id)
        where = interaction.command.qualified_name if interaction.command else "a button"
        text = explain(error, reference)
        if text is None:
            log.info("nobody waits for %s any more (%s)", where, reference)
            return
        if not is_known(error):
            log.error("%s failed (%s)", where, reference, exc_info=underlying(error))
        view = LayoutReply(error_reply(text), {})
        try:
            if interaction.response.is_done():
                await interaction.followup.send(view=view, ephemeral=True)
            else:
                await interaction.response.send_message(view=view, ephemeral=True)
        except discord.HTTPException as failed:
            if failed.code not in EXPIRED:
                log.warning("could not tell of an error in %s: %s", where, failed)
