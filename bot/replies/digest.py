"""The daily post."""

from __future__ import annotations

from collections.abc import Sequence

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.dates import in_words
from bot.replies.passage import headline_runs, passage_blocks
from store.model import Digest, Headline

_HEADLINES = 10
_QUOTES = 3
_OTHER_YEARS = 3
_SPEAKERS = 5


def digest_title(day: str) -> str:
    """The heading of a day's post, by which the bot knows its own post again."""
    return f"The archive on {in_words(day)}"


def is_empty(digest: Digest) -> bool:
    """True for a day that brought nothing and on which nothing stood in other years."""
    return not (digest.articles or digest.quotes or digest.on_this_day)


def digest_reply(digest: Digest) -> Reply:
    """New articles, what was said in them, this day in other years, and who is quoted most."""
    blocks = [Block(BlockKind.HEADING, (Run(digest_title(digest.day)),))]
    if is_empty(digest):
        blocks.append(_text("Nothing new, and nothing stood on this day in other years."))
        return Reply(tuple(blocks))
    if digest.articles:
        count = max(digest.total, len(digest.articles))
        blocks.append(_title("1 new article" if count == 1 else f"{count:,} new articles"))
        blocks.extend(_list(digest.articles[:_HEADLINES], count))
    if digest.quotes:
        blocks.append(_title("Said in them"))
        for passage in digest.quotes[:_QUOTES]:
            blocks.extend(passage_blocks(passage))
    if digest.on_this_day:
        blocks.append(_title("On this day in other years"))
        blocks.extend(_list(digest.on_this_day[:_OTHER_YEARS], len(digest.on_this_day)))
    if digest.most_quoted:
        names = ", ".join(f"{name} ({times})" for name, times in digest.most_quoted[:_SPEAKERS])
        blocks.append(Block(BlockKind.NOTE, (Run(f"Quoted most: {names}"),)))
    return Reply(tuple(blocks))


def _list(headlines: Sequence[Headline], total: int) -> list[Block]:
    blocks = [Block(BlockKind.TEXT, (Run("• "), *headline_runs(each))) for each in headlines]
    if total > len(headlines):
        blocks.append(Block(BlockKind.NOTE, (Run(f"and {total - len(headlines):,} more"),)))
    return blocks


def _title(text: str) -> Block:
    return Block(BlockKind.TEXT, (Run(text, bold=True),))


def _text(text: str) -> Block:
    return Block(BlockKind.TEXT, (Run(text),))
