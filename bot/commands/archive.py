"""``/archive``: how much it holds, and adding to it."""

from __future__ import annotations

import asyncio
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import discord
from discord import app_commands
from discord.app_commands import Range

from bot import lookups
from bot.adding import add, check_may_add
from bot.asker import asker
from bot.context import Ctx
from bot.errors import UserError
from bot.fetching import policy_of
from bot.languages import language_named
from bot.layout import LayoutReply
from bot.replies import Reply, notice_reply
from bot.replies.adding import added_reply
from bot.replies.words import counted, reply_said, words
from bot.respond import respond
from bot.servers import language_of
from store import Archive
from store.adding.order import Order

command = app_commands.Group(name="archive", description="What the archive holds")


@command.command(name="stats", description="Show how much the archive holds, with a chart")
async def stats(interaction: Ctx) -> None:
    """Sizes, dates, the newest article, who is quoted most, and a chart of its articles."""
    await respond(interaction, interaction.client.desk.ask(_stats))


def _stats(archive: Archive) -> Reply:
    reply, _ = lookups.stats(archive)
    return reply


LARGEST = 25 * 1024 * 1024
"""Bytes of an attachment: more goes in by ``dateline ingest``."""
_SAID_EVERY = 5.0
"""Seconds between two looks at how far it is."""


@command.command(name="add", description="Add articles from a file or a link to the archive")
@app_commands.describe(
    file="A text, page, feed, crawl, table, JSON Lines, or a ZIP or tar of them",
    link="The address of one",
)
async def add_(
    interaction: Ctx, file: discord.Attachment | None = None, link: Range[str, 1, 500] | None = None
) -> None:
    """Reads it in a process of its own, says how far it is, and then what became of each record."""
    await check_may_add(interaction)
    if (file is None) == (link is None):
        raise UserError(words("Give a file or a link."))
    if file is not None and file.size > LARGEST:
        raise UserError(
            words("The file has more than {most} MB: give a smaller one.", most=LARGEST >> 20)
        )
    if link is not None and not link.strip().lower().startswith(("http://", "https://")):
        raise UserError(words("Give a link that begins with https://."))
    await respond(interaction, _add(interaction, file, (link or "").strip()))


async def _add(interaction: Ctx, file: discord.Attachment | None, link: str) -> Reply:
    settings = interaction.client.settings
    with (
        interaction.client.additions.one(asker().whose),
        TemporaryDirectory(prefix="dateline-") as folder,
    ):
        order, name = Order(link, policy=policy_of(settings)), link
        if file is not None:
            path = Path(folder) / "attachment"
            await asyncio.to_thread(path.write_bytes, await _read(file))
            name = PurePosixPath(file.filename.replace("\\", "/")).name or "attachment"
            order = Order(f"Discord attachment {file.id}", file=str(path), name=name)
        progress = _Progress(interaction)
        return added_reply(name, await add(settings.archive, order, progress.say))


async def _read(file: discord.Attachment) -> bytes:
    try:
        return await file.read()
    except discord.HTTPException as error:
        raise UserError(
            words("Discord does not give me the file any more: attach it again.")
        ) from error


class _Progress:
    """Shows how many records were read, where the answer was announced."""

    def __init__(self, interaction: Ctx) -> None:
        self._interaction = interaction
        self._said = asyncio.get_running_loop().time()

    async def say(self, records: int) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._said < _SAID_EVERY or not self._interaction.response.is_done():
            return
        self._said = now
        settings = await self._interaction.client.servers.of(self._interaction.guild_id)
        told = counted(
            "Reading … {count} record until now.", "Reading … {count} records until now.", records
        )
        language = language_named(language_of(settings, self._interaction))
        view = LayoutReply(reply_said(notice_reply(told), language), {})
        await self._interaction.edit_original_response(view=view)
