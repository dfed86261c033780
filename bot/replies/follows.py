"""What is new of what is followed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.cut import cut_runs, cut_text
from bot.replies.passage import passage_blocks
from bot.replies.words import Spoken, Words, counted, words
from store.follows import Entry, Followed, FollowKind, News

SHOWN = 5
"""Entries of one message: the rest are counted, with the way to them."""
_QUOTE = 320
_NAME = 100


def follows_title(number: int, *, for_all: bool) -> Words:
    """The heading of a place's batch; it ends with the number, by which the bot knows its own message."""
    if for_all:
        return words("News of what is followed here · {number}", number=number)
    return words("News of what you follow · {number}", number=number)


def is_title_of(line: str, number: int) -> bool:
    """Whether a line of a message, in any language, is the heading of that batch."""
    return line.startswith("### ") and line.endswith(f" · {number}")


def follows_reply(news: Sequence[News], number: int, *, for_all: bool) -> Reply:
    """A batch: what is new of each thing that is followed, one entry a story."""
    title = Block(BlockKind.HEADING, (Run(follows_title(number, for_all=for_all)),))
    how = Block(
        BlockKind.NOTE, (Run(words("/following lists what is followed, /unfollow ends it.")),)
    )
    return Reply((title, *news_blocks(news), how))


def digest_blocks(news: Sequence[News]) -> tuple[Block, ...]:
    """The part of a digest about what the server follows; () where nothing is new."""
    if not news:
        return ()
    title = Block(BlockKind.TEXT, (Run(words("News of what is followed here"), bold=True),))
    return (title, *news_blocks(news))


def news_blocks(news: Sequence[News]) -> tuple[Block, ...]:
    """What each is about, in bold, above its entries."""
    blocks: list[Block] = []
    for each in news:
        blocks.append(Block(BlockKind.HEADLINE, (Run(name_of(each.followed), bold=True),)))
        for entry in each.entries:
            blocks.extend(_entry(entry))
        more = each.total - len(each.entries)
        if more:
            blocks.append(Block(BlockKind.NOTE, (Run(_more(each.followed, more)),)))
    return tuple(blocks)


def name_of(followed: Followed) -> str:
    """A speaker's name as it is, words in quotation marks."""
    text = cut_text(followed.text, _NAME)
    if followed.kind is FollowKind.SPEAKER:
        return text
    return words("the words “{text}”", text=text)


def _entry(entry: Entry) -> list[Block]:
    blocks = []
    for block in passage_blocks(entry.passage):
        if block.kind in (BlockKind.QUOTE, BlockKind.TEXT):
            block = Block(block.kind, cut_runs(block.runs, _QUOTE))
        elif block.kind is BlockKind.CITATION and entry.more:
            more = counted(
                "{count} more of theirs in this article",
                "{count} more of theirs in this article",
                entry.more,
            )
            blocks.append(Block(BlockKind.NOTE, (Run(more),)))
        blocks.append(block)
    return blocks


def _more(followed: Followed, count: int) -> Spoken:
    if followed.kind is FollowKind.SPEAKER:
        return counted(
            "{count} more: /said {name}", "{count} more: /said {name}", count, name=followed.text
        )
    return counted(
        "{count} more: /search {text}", "{count} more: /search {text}", count, text=followed.text
    )
