"""An answer for all behind an announcement that only the asker sees: a message that Discord would take twice.

It is sent once. Where Discord does not confirm it, it is looked for in the channel, by the interaction that it answers.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.context import Ctx
from bot.delivery import LOST, Send, look
from bot.once import once

log = logging.getLogger(__name__)

_LOOKS = (0.5, 2.0, 5.0)
"""Seconds before each look: Discord may do a little later what it did not confirm."""
_LOOKED_AT = 100
"""Messages after the question, as many as one request brings."""


def is_alone(interaction: discord.Interaction[Any]) -> bool:
    """Whether the asker and the bot have this channel to themselves."""
    return bool(interaction.context.dm_channel)


def may_look(interaction: discord.Interaction[Any]) -> bool:
    """Whether the bot sees what stands in the channel."""
    may = interaction.app_permissions
    voice = isinstance(interaction.channel, (discord.VoiceChannel, discord.StageChannel))
    return (
        interaction.guild_id is not None
        and interaction.client.get_guild(interaction.guild_id) is not None
        and may.view_channel
        and may.read_message_history
        and (may.connect or not voice)
    )


async def send_once(
    interaction: Ctx,
    send: Send,
    *,
    asker_sees: Callable[[], Awaitable[None]],
    all_see: Callable[[], Awaitable[None]],
) -> None:
    """Show the answer to all; where it is not there, to the asker alone.

    ``asker_sees`` shows it in the place of the announcement, ``all_see`` puts the announcement back. Raises
    discord.HTTPException where Discord does not take it.
    """
    try:
        with once():
            await send()
        return
    except (discord.DiscordServerError, *LOST) as error:
        log.info("an answer is not confirmed (%d): %s", interaction.id, error)
    if not may_look(interaction):
        # It may be there all the same: once for all, and once for the asker.
        await asker_sees()
        return
    shown = False
    for pause in _LOOKS:
        await asyncio.sleep(pause)
        if await _is_there(interaction):
            if shown:
                await all_see()
            return
        if not shown:
            await asker_sees()
            shown = True


async def _is_there(interaction: Ctx) -> bool:
    """Whether a message of this interaction stands in its channel; False where Discord does not say."""
    assert interaction.channel_id is not None
    channel = interaction.client.get_partial_messageable(
        interaction.channel_id, guild_id=interaction.guild_id
    )
    found = False

    async def read() -> None:
        nonlocal found
        # Discord tells whose answer a message is without the message content intent.
        async for message in channel.history(limit=_LOOKED_AT, after=interaction):
            asked = message.interaction_metadata
            found = found or (asked is not None and asked.id == interaction.id)

    try:
        await look(read)
    except (discord.HTTPException, *LOST) as error:
        log.info("an answer can't be looked for (%d): %s", interaction.id, error)
    return found
