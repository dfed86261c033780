"""One digest post: claimed before it is sent, confirmed after, looked for where that is unknown."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot.jobs.contents import Contents, read_contents
from bot.jobs.due import passed_over
from bot.jobs.places import Look, look_for, place, send, why_refused
from bot.jobs.tries import LONGEST, MENTION, UNCERTAIN, is_refusal, mention_above, wait_after
from bot.languages import LANGUAGES, language_named
from bot.layout import LayoutReply
from bot.once import NotConfirmed, Seen, once
from bot.replies.digest import digest_title
from bot.replies.fit import fit
from bot.replies.language import Language
from bot.replies.limits import LAYOUT_TEXT
from bot.replies.packed import packed
from bot.replies.words import Words, reply_said, said
from bot.servers import language_in
from store import Archive
from store.guilds import DigestSettings, Guilds, Post, PostState

if TYPE_CHECKING:
    from bot.client import DatelineClient
    from bot.jobs.minutely import Clock

log = logging.getLogger(__name__)

CLOCK_OFF = timedelta(minutes=10)
"""How far this machine's clock may be from Discord's: a post at a wrong hour can't be taken back."""


class Posting:
    """A try to post one server's digest of one day, on a post of the ledger that this process holds."""

    def __init__(
        self, client: DatelineClient, settings: DigestSettings, post: Post, clock: Clock
    ) -> None:
        self._client = client
        self._settings = settings
        self._post = post
        self._clock = clock
        self._title = digest_title(post.day)
        # The server may have had another language when the post was begun.
        self._titles = {said(self._title, language_named(code)) for code in LANGUAGES}

    async def run(self, *, is_wanted: bool = True) -> PostState | None:
        """The state that the day is in now; None where it turns out to be another process's.

        A post that is not wanted any more is looked for, and not sent.
        """
        try:
            async with asyncio.timeout(LONGEST):
                with once() as seen:
                    state = await self._once(seen, is_wanted)
        except UNCERTAIN as error:
            state = await self._put_off(error)
        if state is not None:
            self._client.metrics.digest(state)
        return state

    async def _once(self, seen: Seen, is_wanted: bool) -> PostState | None:
        desk, settings = self._client.desk, self._settings
        channel = None
        try:
            look = Look(0, 0)
            try:
                channel = await place(self._client, self._post.channel)
                look = await look_for(channel, self._titles, self._post.anchor)
            except discord.NotFound:
                if is_wanted and self._post.channel == settings.channel:
                    raise
            except discord.Forbidden as error:
                if self._post.anchor is None:
                    raise
                # It may be there. Missing one is better than repeating one, and the next one could not
                # be looked for either.
                await self._pause(why_refused(channel, error))
                await desk.keep(Guilds.confirm, self._post, 0)
                return PostState.POSTED
            # Before anything is settled: to a clock that is wrong, days are over that are still to come.
            self._check_clock(seen)
            if look.found:
                return await self._confirm(look.found)
            if not is_wanted:
                await desk.keep(Guilds.miss, self._post, await self._passed())
                return PostState.MISSED
            until = self._post.until
            if self._post.anchor is None:  # it never was sent, so what is in it is open
                until = await desk.ask(Archive.change_number)
            follows = await desk.keep(Guilds.followed_in_digest, settings.guild)
            contents = await desk.ask(read_contents, settings, follows, self._post.day, until)
            if contents.is_empty and not settings.says_empty:
                await desk.keep(Guilds.settle_empty, self._post, await self._passed())
                return PostState.EMPTY
            if channel is None or self._post.channel != settings.channel:
                channel = await place(self._client, settings.channel)
                look = await look_for(channel, self._titles, None)
                if look.found:
                    return await self._confirm(look.found)
            sent = await desk.keep(
                Guilds.send,
                self._post,
                channel=settings.channel,
                until=until,
                anchor=look.newest,
                now=self._clock(),
            )
            if sent is None:
                return None
            self._post = sent
            language = await self._language()
            message = await send(
                channel,
                posted_view(contents, settings, language),
                settings,
                title=said(self._title, language),
                nonce=sent.nonce,
            )
        except discord.HTTPException as error:
            if not is_refusal(error):
                raise
            return await self._refuse(why_refused(channel, error, settings.role))
        return await self._confirm(message)

    def _check_clock(self, seen: Seen) -> None:
        if seen.date is not None and abs(seen.date - self._clock()) > CLOCK_OFF:
            raise NotConfirmed(f"this machine's clock is wrong: Discord's says {seen.date}")

    async def _confirm(self, message: int) -> PostState:
        passed = await self._passed()
        await self._client.desk.keep(Guilds.confirm, self._post, message, passed)
        return PostState.POSTED

    async def _passed(self) -> tuple[str, ...]:
        """Days before this one that had none: only to be asked when the clock is known to be right."""
        settings = self._settings
        ledger = await self._client.desk.keep(Guilds.posts, settings.guild)
        return passed_over(settings, self._post.day, ledger)

    async def _refuse(self, reason: Words) -> PostState:
        await self._client.desk.keep(Guilds.refuse, self._post)
        await self._pause(reason)
        return PostState.REFUSED

    async def _language(self) -> Language:
        guild = self._settings.guild
        chosen = await self._client.servers.of(guild)
        return language_named(language_in(chosen, self._client.get_guild(guild)))

    async def _pause(self, reason: Words) -> None:
        await self._client.desk.keep(Guilds.pause, self._settings.guild, packed(reason))
        log.warning("digest of server %d paused: %s", self._settings.guild, reason)

    async def _put_off(self, error: BaseException) -> PostState:
        """It may have arrived all the same: it stays begun, and the next try looks for it."""
        log.warning("digest of server %d is not confirmed: %s", self._settings.guild, error)
        await self._client.desk.keep(
            Guilds.postpone, self._post, now=self._clock(), wait=wait_after(error)
        )
        return PostState.CLAIMED


def posted_view(
    contents: Contents, settings: DigestSettings, language: Language
) -> discord.ui.LayoutView:
    """The message of a digest, the mention of its role above it."""
    reply = fit(reply_said(contents.reply(settings.length), language), LAYOUT_TEXT - MENTION)
    view = LayoutReply(reply, {})
    if settings.role:
        mention_above(view, f"<@&{settings.role}>")
    return view
