"""A reply on its way to Discord: in time, seen by the right people, once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TYPE_CHECKING

import discord

from bot.buttons.page import needs_key, packed
from bot.context import Ctx
from bot.layout import LayoutReply
from bot.lookups import look_up
from bot.replies import Reply, notice_reply
from bot.replies.blocks import Action
from bot.replies.limits import ACKNOWLEDGE_SECONDS
from store.guilds import Guilds

if TYPE_CHECKING:
    from bot.client import DatelineClient

SOON = ACKNOWLEDGE_SECONDS / 2
"""Seconds after which an answer is announced: the other half is for the way there."""


async def respond(interaction: Ctx, work: Awaitable[Reply]) -> None:
    """Show what ``work`` gives, to all or to the asker alone as the reply says.

    An answer that takes long is announced to the asker alone, for an announcement's visibility is
    final and the reply may turn out private.
    """
    task = asyncio.ensure_future(work)
    announced = not await _is_soon(task)
    if announced:
        await interaction.response.defer(ephemeral=True, thinking=True)
    reply = await task
    view = await drawn(interaction.client, reply)
    if not announced:
        await interaction.response.send_message(view=view, ephemeral=reply.private)
    elif reply.private:
        await interaction.edit_original_response(view=view)
    else:
        waited = LayoutReply(notice_reply("That took a moment. Here it is:"), {})
        await interaction.edit_original_response(view=waited)
        await interaction.followup.send(view=view)


async def answer(interaction: Ctx, command: str, *arguments: str) -> None:
    """Look a command up in the archive and show what it gives."""
    await respond(interaction, interaction.client.desk.ask(look_up, command, arguments))


async def turn(interaction: Ctx, work: Awaitable[Reply]) -> None:
    """Put the reply in the place of the message that was pressed, if it is the presser's own.

    Anyone else gets the page to themselves: a public message is not changed under its reader.
    """
    message = interaction.message
    asked = message.interaction_metadata if message else None
    if asked is None or asked.user.id != interaction.user.id:
        await respond(interaction, _privately(work))
        return
    task = asyncio.ensure_future(work)
    announced = not await _is_soon(task)
    if announced:
        await interaction.response.defer()
    reply = await task
    view = await drawn(interaction.client, reply)
    if announced:
        await interaction.edit_original_response(view=view)
    else:
        await interaction.response.edit_message(view=view)


async def drawn(client: DatelineClient, reply: Reply) -> LayoutReply:
    """The reply's components. Questions too long for a button are stored first."""
    now = discord.utils.utcnow()
    keys = {
        button: await client.desk.keep(Guilds.keep_lookup, packed(button.args[2:]), now=now)
        for button in reply.buttons
        if button.action is Action.PAGE and needs_key(button.args)
    }
    return LayoutReply(reply, keys)


async def _privately(work: Awaitable[Reply]) -> Reply:
    reply = await work
    return Reply(reply.blocks, reply.buttons, private=True)


async def _is_soon(task: asyncio.Future[Reply]) -> bool:
    done, _ = await asyncio.wait({task}, timeout=SOON)
    return bool(done)
