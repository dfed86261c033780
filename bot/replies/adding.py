"""What became of something that was added, and where the feeds stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.cut import cut_text
from bot.replies.links import web_link
from bot.replies.words import Spoken, counted, number, words
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
        "{added} added, {unchanged} unchanged, {corrected} corrected, {versions}, {skipped} skipped.",
        added=number(report.added),
        unchanged=number(report.unchanged),
        corrected=number(report.corrected),
        versions=counted(
            "{count} version of a story that is there",
            "{count} versions of a story that is there",
            report.duplicates,
        ),
        skipped=number(report.skipped_in_all),
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
        blocks.append(Block(BlockKind.NOTE, (Run(_more(more)),)))
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
        blocks.append(Block(BlockKind.NOTE, (Run(_more(len(feeds) - _FEEDS)),)))
    return Reply(tuple(blocks), private=True)


def _more(count: int) -> Spoken:
    return counted("… and {count} more.", "… and {count} more.", count)


def _state(feed: Feed, now: datetime) -> Spoken:
    values = {
        "articles": counted("{count} article", "{count} articles", feed.articles),
        "checked": _when(feed.checked, now) if feed.checked else words("never"),
    }
    if feed.stopped:
        return words("{articles}, last check {checked}, stopped", **values)
    values["next"] = words("now") if feed.due(now) else _when(feed.next_poll, now)
    if feed.failures:
        values["failures"] = counted("{count} failure", "{count} failures in a row", feed.failures)
        return words("{articles}, last check {checked}, next {next}, {failures}", **values)
    return words("{articles}, last check {checked}, next {next}", **values)


def _when(moment: str, now: datetime) -> Spoken:
    """How far an instant is from now, in the largest unit that fits."""
    minutes = round((datetime.fromisoformat(moment) - now).total_seconds() / 60)
    count, ahead = abs(minutes), minutes > 0
    if count >= 2 * 1440:
        count = round(count / 1440)
        if ahead:
            return counted("in {count} day", "in {count} days", count)
        return counted("{count} day ago", "{count} days ago", count)
    if count >= 120:
        count = round(count / 60)
        if ahead:
            return counted("in {count} hour", "in {count} hours", count)
        return counted("{count} hour ago", "{count} hours ago", count)
    if ahead:
        return counted("in {count} minute", "in {count} minutes", count)
    return counted("{count} minute ago", "{count} minutes ago", count)
