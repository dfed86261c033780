"""A reply made to fit into one Discord message, whatever its texts are."""

from __future__ import annotations

from dataclasses import replace

from bot.replies.blocks import Block, Reply
from bot.replies.cut import cut_runs
from bot.replies.limits import LAYOUT_TEXT
from bot.replies.markup import markdown

_LEAST = 24
"""Characters that every block keeps."""


def fit(reply: Reply, limit: int = LAYOUT_TEXT) -> Reply:
    """The reply with its longest blocks cut so that its markdown has at most ``limit`` characters.

    Short blocks stay whole: the room is shared out from the shortest block up.
    """
    blocks = reply.blocks
    if _length(blocks) <= limit:
        return reply
    low, high = _LEAST, max(len(block.text) for block in blocks)
    while low < high:
        middle = (low + high + 1) // 2
        if _length(_capped(blocks, middle)) <= limit:
            low = middle
        else:
            high = middle - 1
    blocks = _capped(blocks, low)
    if _length(blocks) > limit:
        blocks = tuple(_without_links(block) for block in blocks)
    while _length(blocks) > limit:
        blocks = blocks[:-1]
    return replace(reply, blocks=blocks)


def _length(blocks: tuple[Block, ...]) -> int:
    return sum(len(markdown(block)) + 1 for block in blocks)


def _capped(blocks: tuple[Block, ...], cap: int) -> tuple[Block, ...]:
    return tuple(replace(block, runs=cut_runs(block.runs, cap)) for block in blocks)


def _without_links(block: Block) -> Block:
    return replace(block, runs=tuple(replace(run, url="") for run in block.runs))
