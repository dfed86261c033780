"""A reply on its way to Discord: in time, seen by the right people, once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord.utils import MISSING

from bot.buttons.kept import is_too_long, packed
from bot.context import Ctx
from bot.delivery import Send, announce, edit, first, has_answered
from bot.follow_up import is_alone, may_look, send_once
from bot.languages import language_named
from bot.layout import LayoutReply, button_id, button_question
from bot.lookups import look_up
from bot.replies import Button, Reply, notice_reply
from bot.replies.limits import ACKNOWLEDGE_SECONDS
from bot.replies.offers import with_offers
from bot.replies.words import reply_said, words
from bot.servers import language_of, may_be_public
from store.guilds import Guilds

if TYPE_CHECKING:
    from bot.client import DatelineClient

SOON = ACKNOWLEDGE_SECONDS / 4
"""Seconds after which an answer is announced, so that nobody sees nothing for a second; the rest is for the way there."""


async def respond(
    interaction: Ctx, work: Awaitable[Reply], *, public: bool = False, language: str = ""
) -> None:
    """Show what ``work`` gives, to all or to the asker alone as the reply and the server's settings say.

    An answer that takes long is announced to the asker alone, for an announcement's visibility is
    final and the reply may turn out private; in a direct message nobody else would see it. ``public``: the asker has chosen to show it to all. ``language``
    is that of the bot's own sentences where it is not the server's.
    """
    task = asyncio.ensure_future(_with_picture(interaction, work, language))
    announced = not await _is_soon(task)
    alone = is_alone(interaction)
    if announced:
        await _announce(task, lambda: announce(interaction, private=not alone))
    found, picture = await task
    settings = await interaction.client.servers.of(interaction.guild_id)
    may = may_be_public(settings, interaction)
    showable = may and interaction.guild_id is not None
    private = found.private or not (public or (may and not settings.private))
    if announced and showable and found.lookup and not public and not may_look(interaction):
        # Were its message lost, nobody could tell whether it is there: the asker decides to show it.
        private = True
    language = language or language_of(settings, interaction)

    async def view_of(private: bool) -> LayoutReply:
        reply = replace(found, private=private)
        offers = with_offers(reply, showable=private and showable)
        return await drawn(interaction.client, offers, language, picture)

    view = await view_of(private)
    if not announced:
        await first(
            lambda: interaction.response.send_message(
                view=view, files=view.files() or MISSING, ephemeral=private
            )
        )
    elif private or alone:
        await _fill(interaction, view)
    else:
        waited = notice_reply(words("That took a moment. Here it is:"))
        notice = await drawn(interaction.client, waited, language)
        await _fill(interaction, notice)
        await send_once(
            interaction,
            lambda: interaction.followup.send(view=view, files=view.files() or MISSING),
            asker_sees=lambda: _view_filled(interaction, view_of(True)),
            all_see=lambda: _fill(interaction, notice),
        )
    has_answered(interaction)


async def answer(interaction: Ctx, command: str, *arguments: str) -> None:
    """Look a command up in the archive and show what it gives."""
    await respond(interaction, interaction.client.desk.ask(look_up, command, arguments))


async def answer_privately(interaction: Ctx, command: str, *arguments: str) -> None:
    """The same for the asker alone, whatever it gives."""
    await respond(interaction, _privately(interaction.client.desk.ask(look_up, command, arguments)))


async def turn(interaction: Ctx, work: Awaitable[Reply]) -> None:
    """Put the reply in the place of the message that was pressed, if it is the presser's own.

    Anyone else gets the page to themselves: a public message is not changed under its reader.
    """
    message = interaction.message
    asked = message.interaction_metadata if message else None
    if message is None or asked is None or asked.user.id != interaction.user.id:
        await respond(interaction, _privately(work))
        return
    task = asyncio.ensure_future(_with_picture(interaction, work))
    announced = not await _is_soon(task)
    if announced:
        await _announce(task, interaction.response.defer)
    settings = await interaction.client.servers.of(interaction.guild_id)
    showable = (
        message.flags.ephemeral
        and interaction.guild_id is not None
        and may_be_public(settings, interaction)
    )
    found, picture = await task
    reply = with_offers(found, showable=showable)
    view = await drawn(interaction.client, reply, language_of(settings, interaction), picture)
    # The picture of the page before goes, also where this one has none.
    if announced:
        await _fill(interaction, view)
    else:
        await first(lambda: interaction.response.edit_message(view=view, attachments=view.files()))


async def show(
    interaction: Ctx, work: Awaitable[discord.ui.LayoutView], *, turns: bool = False
) -> None:
    """Show a screen to the asker alone; ``turns``: in the place of the one whose button was pressed."""
    task = asyncio.ensure_future(work)
    announced = not await _is_soon(task)
    if announced and turns:
        await _announce(task, lambda: interaction.response.defer())
    elif announced:
        await _announce(task, lambda: announce(interaction))
    view = await task
    if announced:
        await edit(lambda: interaction.edit_original_response(view=view))
        has_answered(interaction)
    elif turns:
        await first(lambda: interaction.response.edit_message(view=view))
    else:
        await first(lambda: interaction.response.send_message(view=view, ephemeral=True))


async def _announce(task: asyncio.Future[Any], send: Send) -> None:
    """Say that an answer comes. Where that can't be said any more, nobody waits for it."""
    try:
        await first(send)
    except Exception:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise


async def _fill(interaction: Ctx, view: LayoutReply) -> None:
    """Show it in the place of what was announced."""
    await edit(lambda: interaction.edit_original_response(view=view, attachments=view.files()))


async def _view_filled(interaction: Ctx, view: Awaitable[LayoutReply]) -> None:
    await _fill(interaction, await view)


async def drawn(
    client: DatelineClient, reply: Reply, language: str, picture: bytes | None = None
) -> LayoutReply:
    """The reply's components, its own sentences in ``language``; ``picture`` is the reply's as a PNG.

    Questions too long for a button are stored first, each once.
    """
    reply = reply_said(reply, language_named(language))
    now = discord.utils.utcnow()
    keys: dict[Button, str] = {}
    stored: dict[str, str] = {}
    for button in reply.buttons:
        question = button_question(button)
        if not question or not is_too_long(button_id(button)):
            continue
        text = packed(question)
        if text not in stored:
            stored[text] = await client.desk.keep(Guilds.keep_lookup, text, now=now)
        keys[button] = stored[text]
    return LayoutReply(reply, keys, picture)


async def _with_picture(
    interaction: Ctx, work: Awaitable[Reply], language: str = ""
) -> tuple[Reply, bytes | None]:
    """The reply and its chart, drawn where the bot may attach it."""
    reply = await work
    in_server = interaction.guild_id is not None
    if reply.picture is None or (in_server and not interaction.app_permissions.attach_files):
        return reply, None
    if not language:
        settings = await interaction.client.servers.of(interaction.guild_id)
        language = language_of(settings, interaction)
    speaks = language_named(language)
    chart = reply_said(reply, speaks).picture
    return reply, await interaction.client.charts.png(chart, speaks) if chart else None


async def _privately(work: Awaitable[Reply]) -> Reply:
    return replace(await work, private=True)


async def _is_soon(task: asyncio.Future[Any]) -> bool:
    done, _ = await asyncio.wait({task}, timeout=SOON)
    return bool(done)
