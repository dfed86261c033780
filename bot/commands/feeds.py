"""``/feeds``: the feeds that the archive follows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ParamSpec, TypeVar

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

from bot import suggest
from bot.adding import check_may_add
from bot.context import Ctx
from bot.errors import UserError
from bot.jobs.feeds import FeedJob
from bot.pool import Busy
from bot.replies import Reply, notice_reply
from bot.replies.adding import feeds_reply
from bot.replies.words import counted, number, words
from bot.respond import respond
from store import Archive, ArchiveError
from store.feeds.book import FeedBook
from store.feeds.feed import Feed
from store.fetch import FetchError
from store.fetch.addresses import networks_of

P = ParamSpec("P")
T = TypeVar("T")

command = app_commands.Group(name="feeds", description="The feeds that the archive follows")


async def _feeds(interaction: Ctx, typed: str) -> list[Choice[str]]:
    try:
        feeds = await interaction.client.desk.ask(Archive.feeds)
    except (Busy, ArchiveError):
        return []
    pairs = ((each.title or each.url, each.url) for each in feeds)
    wanted = typed.casefold()
    return suggest.choices(pair for pair in pairs if wanted in " ".join(pair).casefold())


@command.command(name="list", description="See the feeds, when they were checked, and what failed")
async def list_(interaction: Ctx) -> None:
    """Title, last and next check, failures."""
    await respond(interaction, _list(interaction))


async def _list(interaction: Ctx) -> Reply:
    feeds = await interaction.client.desk.ask(Archive.feeds)
    return feeds_reply(feeds, discord.utils.utcnow())


@command.command(
    name="add",
    description="Follow a feed: its articles are taken in from now on",
    extras={"example": {"link": "https://news.example/rss.xml"}},
)
@app_commands.describe(link="The address of an RSS, Atom or JSON feed")
async def add(interaction: Ctx, link: Range[str, 1, 500]) -> None:
    """Follows a feed; it is asked within a minute."""
    await check_may_add(interaction)
    await respond(interaction, _add(interaction, link.strip()))


async def _add(interaction: Ctx, link: str) -> Reply:
    settings = interaction.client.settings
    feed, is_new = await _kept(
        _add_to, settings.archive, link, settings.private_networks, discord.utils.utcnow()
    )
    if not is_new:
        return notice_reply(words("{feed} was followed already.", feed=feed.title or feed.url))
    return notice_reply(words("Followed from now on: {feed}", feed=feed.url))


@command.command(
    name="remove",
    description="Follow a feed no more; its articles stay",
    extras={"example": {"feed": "The Tarn Wire"}},
)
@app_commands.describe(feed="The feed")
@app_commands.autocomplete(feed=_feeds)
async def remove(interaction: Ctx, feed: Range[str, 1, 500]) -> None:
    """Ends the polls; what was taken in stays."""
    await check_may_add(interaction)
    await respond(interaction, _remove(interaction, feed.strip()))


async def _remove(interaction: Ctx, url: str) -> Reply:
    feed = await _kept(_remove_from, interaction.client.settings.archive, url)
    return notice_reply(
        counted(
            "Followed no more: {feed}. Its {count} article stays.",
            "Followed no more: {feed}. Its {count} articles stay.",
            feed.articles,
            feed=feed.title or feed.url,
        )
    )


@command.command(
    name="poll",
    description="Ask a feed for what is new, now",
    extras={"example": {"feed": "The Tarn Wire"}},
)
@app_commands.describe(feed="The feed; one that was stopped is tried again")
@app_commands.autocomplete(feed=_feeds)
async def poll(interaction: Ctx, feed: Range[str, 1, 500]) -> None:
    """Asks at once and says what came of it."""
    await check_may_add(interaction)
    await respond(interaction, _poll(interaction, feed.strip()))


async def _poll(interaction: Ctx, url: str) -> Reply:
    client = interaction.client
    feed = await _kept(_hurry, client.settings.archive, url, discord.utils.utcnow())
    reports = await FeedJob(client.desk, client.settings).poll()
    report = next((each for each in reports if each.feed.source == feed.source), None)
    if report is None:
        return notice_reply(words("It is being polled already: see /feeds list in a minute."))
    if report.problem:
        raise UserError(report.problem)
    return notice_reply(
        words(
            "{feed}: {new} new, {corrected} corrected, {known} known, {skipped} skipped.",
            feed=report.feed.title or report.feed.url,
            new=number(report.added + report.duplicates),
            corrected=number(report.corrected),
            known=number(report.unchanged),
            skipped=number(len(report.skipped)),
        )
    )


async def _kept(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """A short write on a thread. Raises UserError where an address is refused, or ArchiveError."""
    try:
        return await asyncio.to_thread(call, *args, **kwargs)
    except FetchError as error:
        raise UserError(str(error)) from error


def _add_to(archive: Path, link: str, networks: str, now: datetime) -> tuple[Feed, bool]:
    with FeedBook(archive) as book:
        return book.add(link, now=now, networks=networks_of(networks))


def _remove_from(archive: Path, url: str) -> Feed:
    with FeedBook(archive) as book:
        return book.remove(url)


def _hurry(archive: Path, url: str, now: datetime) -> Feed:
    with FeedBook(archive) as book:
        return book.hurry(url, now=now)
