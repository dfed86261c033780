"""What became of something that was added, and where the feeds stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.cut import cut_text
from bot.replies.links import web_link
from bot.replies.words import Words, words
from store.feeds.feed import Feed
from store.model import IngestReport

_REASONS = 5
_FEEDS = 15
_TEXT = 200


def added_reply(name: str, report: IngestReport) -> Reply:
    """Counts, and why something was skipped."""
    title = words("Added from {name}", name=cut_text(name, _TEXT))
    blocks = [Block(BlockKind.HEADING, (Run(title),))]
    counts = words(
        "{added} added, {unchanged} unchanged, {corrected} corrected, {duplicates} versions of a "
        "story that is there, {skipped} skipped.",
        added=report.added,
        unchanged=report.unchanged,
        corrected=report.corrected,
        duplicates=report.duplicates,
        skipped=report.skipped_in_all,
    )
    blocks.append(Block(BlockKind.TEXT, (Run(counts),)))
    if report.stopped:
        told = words("It took too long and was ended: add it again, and it goes on from there.")
        blocks.append(Block(BlockKind.TEXT, (Run(told),)))
    for each in report.skipped[:_REASONS]:
        source, reason = cut_text(each.source, _TEXT), cut_text(each.reason, _TEXT)
        why = words("Skipped {source}: {reason}.", source=source, reason=reason)
        blocks.append(Block(BlockKind.NOTE, (Run(why),)))
    more = report.skipped_in_all - min(_REASONS, len(report.skipped))
    if more > 0:
        blocks.append(Block(BlockKind.NOTE, (Run(words("… and {count} more.", count=more)),)))
    return Reply(tuple(blocks), private=True)


def feeds_reply(feeds: Sequence[Feed], now: datetime) -> Reply:
    """Each feed with its title, its last and next check, and what is wrong with it."""
    blocks = [Block(BlockKind.HEADING, (Run(words("Feeds of this archive")),))]
    if not feeds:
        blocks.append(Block(BlockKind.TEXT, (Run(words("It follows no feed.")),)))
    for feed in feeds[:_FEEDS]:
        link = Run(cut_text(feed.title or feed.url, _TEXT), bold=True, url=web_link(feed.url))
        blocks.append(Block(BlockKind.TEXT, (Run("• "), link)))
        blocks.append(Block(BlockKind.NOTE, (Run(_state(feed, now)),)))
        problem = feed.stopped or feed.problem
        if problem:
            blocks.append(Block(BlockKind.NOTE, (Run(cut_text(problem, _TEXT)),)))
    if len(feeds) > _FEEDS:
        more = words("… and {count} more.", count=len(feeds) - _FEEDS)
        blocks.append(Block(BlockKind.NOTE, (Run(more),)))
    return Reply(tuple(blocks), private=True)


def _state(feed: Feed, now: datetime) -> Words:
    values = {
        "articles": feed.articles,
        "checked": _when(feed.checked, now) if feed.checked else words("never"),
        "failures": feed.failures,
    }
    if feed.stopped:
        return words("{articles} articles, last check {checked}, stopped", **values)
    values["next"] = words("now") if feed.due(now) else _when(feed.next_poll, now)
    if feed.failures:
        return words(
            "{articles} articles, last check {checked}, next {next}, {failures} failures in a row",
            **values,
        )
    return words("{articles} articles, last check {checked}, next {next}", **values)


def _when(moment: str, now: datetime) -> Words:
    """How far an instant is from now, in the largest unit that fits."""
    minutes = round((datetime.fromisoformat(moment) - now).total_seconds() / 60)
    count, ahead = abs(minutes), minutes > 0
    if count >= 2 * 1440:
        count = round(count / 1440)
        return words("in {n} days", n=count) if ahead else words("{n} days ago", n=count)
    if count >= 120:
        count = round(count / 60)
        return words("in {n} hours", n=count) if ahead else words("{n} hours ago", n=count)
    return words("in {n} minutes", n=count) if ahead else words("{n} minutes ago", n=count)
