"""Short replies for the asker alone: errors, settings, what is missing."""

from __future__ import annotations

from bot.replies.blocks import Block, BlockKind, Reply, Run


def error_reply(text: str) -> Reply:
    """One sentence that says what is wrong and what to do."""
    return notice_reply(text)


def notice_reply(*lines: str) -> Reply:
    """Lines for the asker alone."""
    return Reply(tuple(Block(BlockKind.TEXT, (Run(line),)) for line in lines), private=True)
