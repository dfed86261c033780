"""One batch of news: begun before it is sent, confirmed after, looked for where that is unknown."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.jobs.places import lines_of, why_refused
from bot.jobs.places import place as channel_of
from bot.jobs.tries import LONGEST, MENTION, UNCERTAIN, is_refusal, mention_above, wait_after
from bot.languages import language_named
from bot.layout import LayoutReply
from bot.once import once
from bot.replies.fit import fit
from bot.replies.follows import SHOWN, follows_reply, is_title_of
from bot.replies.limits import LAYOUT_TEXT
from bot.replies.packed import packed
from bot.replies.words import Words, reply_said, words
from bot.servers import language_in
from store import Archive
from store.guilds import Batch, Guilds, nonce

if TYPE_CHECKING:
    from bot.client import DatelineClient
    from bot.jobs.minutely import Clock

CLOSED = words(
    "Discord does not let me send you direct messages: allow them from a server that we share."
)
GONE = words("you are no member of the server any more.")
_LOOKED_AT = 1000
log = logging.getLogger(__name__)

Channel = discord.TextChannel | discord.Thread | discord.DMChannel


class _Left(Exception):
    """The member who is to be told in a channel has left the server."""


class Telling:
    """A try to tell a place one batch that this process holds."""

    def __init__(self, client: DatelineClient, batch: Batch, clock: Clock) -> None:
        self._client = client
        self._batch = batch
        self._place = batch.place
        self._clock = clock

    async def run(self) -> None:
        """Whatever happens is in ``bot.db`` afterwards."""
        try:
            async with asyncio.timeout(LONGEST):
                with once():
                    await self._tell()
        except UNCERTAIN as error:
            log.warning("news for %s are not confirmed: %s", self._place, error)
            await self._client.desk.keep(
                Guilds.put_off, self._batch, now=self._clock(), wait=wait_after(error)
            )

    async def _tell(self) -> None:
        desk, batch = self._client.desk, self._batch
        if batch.anchor is not None and await self._has_arrived():
            return
        news = await desk.ask(Archive.sighted, batch.sighted, SHOWN)
        if not news:
            # Corrected away, or followed no more.
            await desk.keep(Guilds.sent, batch, now=self._clock())
            return
        channel: Channel | None = None
        try:
            channel = await self._channel()
            newest = [message.id async for message in channel.history(limit=1)]
            held = await desk.keep(
                Guilds.sending,
                batch,
                channel=channel.id,
                anchor=newest[0] if newest else 0,
                now=self._clock(),
            )
            if not held:
                return
            reply = follows_reply(news, batch.number, for_all=not self._place.member)
            await channel.send(
                view=await self._view(reply),
                nonce=self._nonce(),
                allowed_mentions=self._mentions(),
            )
        except _Left:
            await self._pause(GONE)
            return
        except discord.HTTPException as error:
            if not is_refusal(error):
                raise
            await self._pause(self._reason(channel, error))
            return
        await desk.keep(Guilds.sent, batch, now=self._clock())

    async def _channel(self) -> Channel:
        place = self._place
        if not place.guild:
            return await self._client.create_dm(discord.Object(place.member))
        found: Any = await channel_of(self._client, place.channel)
        if place.member:
            try:
                await found.guild.fetch_member(place.member)
            except discord.NotFound as error:
                raise _Left from error
        return found  # type: ignore[no-any-return]

    async def _has_arrived(self) -> bool:
        """Whether the message is there. Where its channel can't be read any more it counts as arrived,
        for missing one is better than repeating one."""
        batch = self._batch
        channel: Any = None
        try:
            channel = (
                await self._channel()
                if not self._place.guild
                else await channel_of(self._client, batch.channel)
            )
            if not await self._is_in(channel):
                return False
        except (discord.NotFound, discord.Forbidden) as error:
            await self._pause(self._reason(channel, error), arrived=True)
            return True
        await self._client.desk.keep(Guilds.sent, batch, now=self._clock())
        return True

    async def _is_in(self, channel: Channel) -> bool:
        me = self._client.user
        after = discord.Object(self._batch.anchor or 0)
        async for message in channel.history(limit=_LOOKED_AT, after=after, oldest_first=True):
            lines = lines_of(message)
            if me and message.author.id == me.id and self._is_ours(lines):
                return True
        return False

    def _is_ours(self, lines: list[str]) -> bool:
        """Whether it is this batch, and this member's: several may be told in one channel."""
        member = self._place.member if self._place.guild else 0
        mentioned = not member or f"<@{member}>" in lines[:1]
        return mentioned and any(is_title_of(line, self._batch.number) for line in lines[:2])

    def _nonce(self) -> str:
        place = self._place
        return nonce(place.guild, f"follow:{place.channel}:{place.member}", str(self._batch.number))

    def _mentions(self) -> discord.AllowedMentions:
        # The archive's words can't ping anybody; the member who follows can be.
        users = [discord.Object(self._place.member)] if self._place.member else False
        return discord.AllowedMentions(everyone=False, roles=False, users=users, replied_user=False)

    async def _view(self, reply: Any) -> discord.ui.LayoutView:
        language = language_named(await self._language())
        view = LayoutReply(fit(reply_said(reply, language), LAYOUT_TEXT - MENTION), {})
        if self._place.guild and self._place.member:
            mention_above(view, f"<@{self._place.member}>")
        return view

    async def _language(self) -> str:
        """The server's; in direct messages the member's own, as it was when they followed last."""
        guild = self._place.guild
        if not guild:
            return self._batch.language
        return language_in(await self._client.servers.of(guild), self._client.get_guild(guild))

    def _reason(self, channel: Any, error: discord.HTTPException) -> Words:
        return why_refused(channel, error) if self._place.guild else CLOSED

    async def _pause(self, reason: Words, *, arrived: bool = False) -> None:
        log.warning("news for %s are paused: %s", self._place, reason)
        await self._client.desk.keep(
            Guilds.pause_place, self._batch, packed(reason), arrived=arrived
        )
