"""``dateline feed``: the feeds that keep the archive current."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from bot.cli._options import (
    archive_option,
    archive_path,
    json_option,
    one_line,
    open_archive,
    to_json,
)

if TYPE_CHECKING:
    from rich.console import Console

    from store.feeds.feed import Feed
    from store.feeds.plan import FeedReport

_SHOWN_REASONS = 5
_EVERY = click.IntRange(5, 7 * 24 * 60)


@click.group(short_help="Follow feeds: add, list, remove, poll.")
def command() -> None:
    """Follow RSS, Atom and JSON feeds. The bot polls them while it runs; `feed poll` does it at once."""


@command.command(
    short_help="Follow a feed.",
    epilog="""\b
Examples:
  dateline feed add https://news.example/rss.xml
  dateline feed add https://news.example/rss.xml --every 15
  dateline feed add https://a.example/feed https://b.example/atom --later
""",
)
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "--every",
    type=_EVERY,
    default=None,
    metavar="MINUTES",
    help="Between two polls, from 5 to 10080.  [default: DATELINE_FEED_MINUTES, else 60]",
)
@click.option("--later", is_flag=True, help="Leave the first poll to the bot, or to `feed poll`.")
@json_option
@archive_option
def add(urls: tuple[str, ...], every: int | None, later: bool, as_json: bool) -> None:
    """Follow feeds, and poll them a first time. What turns out to be no feed is not followed.

    The archive is made where there is none. Of a web page, its feeds are named.
    """
    from bot.settings import load
    from store.feeds.book import FeedBook
    from store.fetch.addresses import networks_of

    networks = networks_of(load().private_networks)
    with FeedBook(archive_path()) as book:
        added = [
            book.add(url, now=datetime.now(UTC), minutes=every or 0, networks=networks)
            for url in urls
        ]
        new = [feed.url for feed, is_new in added if is_new]
        reports = () if later or not new else _poll(new, only_due=False)
        refused = [report.feed.url for report in reports if report.hopeless]
        for url in refused:
            book.remove(url)
        followed = [book.find(feed.url) for feed, _ in added if feed.url not in refused]
    if as_json:
        click.echo(to_json([dataclasses.asdict(feed) for feed in followed], indent=2))
    for feed in followed:
        known = "" if feed.url in new else " already"
        click.echo(one_line(f"Followed{known}: {feed.title or feed.url}"), err=True)
    for url in refused:
        click.echo(one_line(f"Not followed: {url}"), err=True)
    if refused:
        click.get_current_context().exit(1)


@command.command(
    "list",
    short_help="Show the feeds and where each stands.",
    epilog="""\b
Examples:
  dateline feed list
  dateline feed list --json
""",
)
@json_option
@archive_option
def list_(as_json: bool) -> None:
    """Show each feed with its last and next check, failures in a row, and how many articles it gave."""
    feeds = open_archive().feeds()
    if as_json:
        click.echo(to_json([dataclasses.asdict(feed) for feed in feeds], indent=2))
    else:
        now = datetime.now(UTC)
        for feed in feeds:
            click.echo("\n".join(map(one_line, _in_full(feed, now))))
    if not feeds:
        click.echo("No feed is followed: dateline feed add URL", err=True)
        click.get_current_context().exit(1)


@command.command(
    short_help="Follow a feed no more; its articles stay.",
    epilog="""\b
Examples:
  dateline feed remove https://news.example/rss.xml
""",
)
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@json_option
@archive_option
def remove(urls: tuple[str, ...], as_json: bool) -> None:
    """Follow feeds no more. What was read from them stays in the archive."""
    from store.feeds.book import FeedBook

    open_archive()  # an archive is not made to find that it follows nothing
    with FeedBook(archive_path()) as book:
        removed = [book.remove(url) for url in urls]
    if as_json:
        click.echo(to_json([dataclasses.asdict(feed) for feed in removed], indent=2))
    for feed in removed:
        kept = f"{feed.articles} article{'s'[: feed.articles != 1]} of it stay"
        click.echo(one_line(f"Followed no more: {feed.title or feed.url}; {kept}."), err=True)


@command.command(
    short_help="Ask feeds for what is new, now.",
    epilog="""\b
Examples:
  dateline feed poll
  dateline feed poll https://news.example/rss.xml
  dateline feed poll --due                 for cron, every few minutes
""",
)
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option("--due", is_flag=True, help="Only those whose time has come.")
@json_option
@archive_option
def poll(urls: tuple[str, ...], due: bool, as_json: bool) -> None:
    """Ask feeds for what is new and take it in: those named, also stopped ones, or all that are followed.

    Exit status 1 when not one could be read.
    """
    open_archive()
    reports = _poll(urls, only_due=due)
    if as_json:
        click.echo(to_json([dataclasses.asdict(report) for report in reports], indent=2))
    if not reports:
        click.echo(
            "No feed is due." if due else "No feed is followed: dateline feed add URL", err=True
        )
    if all(report.problem for report in reports) and (reports or not due):
        click.get_current_context().exit(1)


def _poll(urls: Sequence[str], *, only_due: bool) -> tuple[FeedReport, ...]:
    import asyncio
    import random

    from bot.fetching import plan_of
    from bot.settings import load
    from store.feeds.poll import poll

    with _status() as console:
        return asyncio.run(
            poll(
                archive_path(),
                plan_of(load()),
                clock=lambda: datetime.now(UTC),
                jitter=random.random,
                urls=urls,
                only_due=only_due,
                told=lambda report: console.print(
                    _told(report), markup=False, emoji=False, highlight=False
                ),
            )
        )


@contextmanager
def _status() -> Iterator[Console]:
    """On a terminal it moves while feeds are polled; elsewhere only what is printed is seen."""
    from rich.console import Console

    console = Console(stderr=True, soft_wrap=True)
    with console.status("Polling …"):
        yield console


def _told(report: FeedReport) -> str:
    if report.problem:
        said = report.problem
        if report.feed.stopped:
            said += " It is polled no more."
        return one_line(said)
    counts = (
        (report.added + report.duplicates, "new"),
        (report.corrected, "corrected"),
        (report.unchanged, "known"),
        (report.waiting, "waiting for the next poll"),
        (len(report.skipped), "skipped"),
    )
    found = ", ".join(f"{number} {name}" for number, name in counts if number) or "nothing new"
    lines = [f"{report.feed.title or report.feed.url}: {found}"]
    lines += [
        f"  Skipped {each.source}: {each.reason}." for each in report.skipped[:_SHOWN_REASONS]
    ]
    return "\n".join(map(one_line, lines))


def _in_full(feed: Feed, now: datetime) -> Iterator[str]:
    yield f"{feed.title}  {feed.url}" if feed.title else feed.url
    if feed.address != feed.url:
        yield f"    moved to {feed.address}"
    state = [f"{feed.articles} article{'s'[: feed.articles != 1]}"]
    state.append(f"checked {_when(feed.checked, now)}" if feed.checked else "not checked yet")
    if not feed.stopped:
        state.append("due now" if feed.due(now) else f"next check {_when(feed.next_poll, now)}")
    if feed.failures:
        state.append(f"{feed.failures} failure{'s'[: feed.failures != 1]} in a row")
    yield "    " + ", ".join(state)
    if feed.stopped:
        yield f"    stopped: {feed.stopped} `dateline feed poll {feed.url}` tries again."
    elif feed.problem:
        yield f"    {feed.problem}"


def _when(moment: str, now: datetime) -> str:
    """How far an instant is from now: "12 minutes ago", "in 3 hours"."""
    seconds = (datetime.fromisoformat(moment) - now).total_seconds()
    size, unit = next(
        (size, unit)
        for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (0, "second"))
        if abs(seconds) >= 2 * size
    )
    number = round(abs(seconds) / (size or 1))
    words = f"{number} {unit}{'s'[: number != 1]}"
    return f"in {words}" if seconds > 0 else f"{words} ago"
