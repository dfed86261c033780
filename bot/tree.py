"""The command tree: the one way in, and the one exit for errors of commands and buttons."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands

from bot.delivery import EXPIRED, LOST, first, is_lost, tell
from bot.errors import UserError, explain, is_known, underlying
from bot.gate import admit
from bot.languages import ENGLISH, language_named
from bot.layout import LayoutReply
from bot.metrics import FAILED, GONE, REFUSED
from bot.needs import lacking_here
from bot.pool import Busy
from bot.replies import error_reply
from bot.replies.words import reply_said
from bot.servers import language_of

log = logging.getLogger(__name__)


class DatelineTree(app_commands.CommandTree[Any]):
    """Every command begins here, and every error ends here, in one sentence that only the asker sees."""

    def add_command(self, command: Any, /, **options: Any) -> None:
        """Add a command; one for servers only is neither offered in direct messages nor to other installs.

        discord.py's guild_only alone leaves the tree's own contexts in force.
        """
        if command.guild_only:
            command.allowed_contexts = app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            )
            command.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
        super().add_command(command, **options)

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Whether a member may use a command now; if not, they are told why."""
        client = interaction.client
        if client.heard.again(interaction.id):
            log.info("came twice, and is answered once (%d)", interaction.id)
            return False
        if interaction.type is not discord.InteractionType.autocomplete:
            client.begin(interaction)
        data: Any = interaction.data or {}
        name = str(data.get("name", ""))
        try:
            await admit(interaction, name)
        except (UserError, Busy) as error:
            if interaction.type is discord.InteractionType.autocomplete:
                await first(lambda: interaction.response.autocomplete([]))
            else:
                await self.on_error(interaction, error)
            return False
        return True

    async def on_error(
        self,
        interaction: discord.Interaction[Any],
        error: app_commands.AppCommandError | Exception,
        /,
    ) -> None:
        """1. Known errors are told. 2. Gone interactions are logged. 3. The rest is logged and told."""
        reference = str(interaction.id)
        where = interaction.command.qualified_name if interaction.command else "a button"
        text = explain(error, reference, lacking_here(interaction))
        if text is None:
            interaction.client.end(interaction, GONE)
            log.info("nobody waits for %s any more (%s)", where, reference)
            return
        if is_known(error):
            interaction.client.end(interaction, REFUSED)
        elif is_lost(underlying(error)):
            interaction.client.end(interaction, FAILED)
            log.warning("%s was lost on its way (%s): %s", where, reference, underlying(error))
        else:
            interaction.client.end(interaction, FAILED)
            log.error("%s failed (%s)", where, reference, exc_info=underlying(error))
        language = language_named(await _language(interaction))
        reply = reply_said(error_reply(text), language)
        view = LayoutReply(reply, {})
        try:
            await tell(interaction, view)
        except (discord.HTTPException, *LOST) as failed:
            if getattr(failed, "code", 0) not in EXPIRED:
                log.warning("could not tell of an error in %s: %s", where, failed)


async def _language(interaction: discord.Interaction[Any]) -> str:
    try:
        settings = await interaction.client.servers.of(interaction.guild_id)
    except Exception:
        # The database is what may have failed: the error is told all the same.
        return ENGLISH
    return language_of(settings, interaction)
