"""What the bot keeps and how long, and what it has forgotten."""

from __future__ import annotations

from collections.abc import Mapping

from bot.replies.blocks import Action, Block, BlockKind, Button, Reply, Run
from bot.replies.notice import notice_reply
from bot.replies.words import Words, counted, number, words
from store.guilds import KEPT


def privacy_reply() -> Reply:
    """Every table of ``bot.db``: what is in it and for how long."""
    blocks = [Block(BlockKind.HEADING, (Run(words("What I keep")),))]
    for kept in KEPT:
        blocks.append(Block(BlockKind.TEXT, (Run(_own(kept.what), bold=True),)))
        blocks.append(Block(BlockKind.NOTE, (Run(_own(kept.until)),)))
    blocks.append(
        Block(
            BlockKind.TEXT,
            (
                Run(
                    words(
                        "I read no messages but those that somebody opens my menu on. Logs hold "
                        "numbers, no text. /forget-me deletes what is about you."
                    )
                ),
            ),
        )
    )
    return Reply(tuple(blocks), private=True)


def forget_reply(rows: Mapping[str, int]) -> Reply:
    """What is kept about a member (rows by table), with the button that deletes it."""
    if not rows:
        return notice_reply(words("I keep nothing about you."))
    blocks = [
        Block(
            BlockKind.TEXT,
            (
                Run(
                    counted(
                        "About you I keep {count} entry:",
                        "About you I keep {count} entries:",
                        sum(rows.values()),
                    )
                ),
            ),
        ),
        *(
            Block(
                BlockKind.TEXT,
                (
                    Run(
                        words(
                            "{count} × {what}", count=number(rows[kept.table]), what=_own(kept.what)
                        )
                    ),
                ),
            )
            for kept in KEPT
            if kept.table in rows
        ),
    ]
    return Reply(tuple(blocks), (Button(words("Delete them all"), Action.FORGET),), private=True)


def forgotten_reply(count: int) -> Reply:
    """What was deleted."""
    if not count:
        return notice_reply(words("I keep nothing about you."))
    return notice_reply(
        counted(
            "Deleted: {count} entry. I keep nothing about you now.",
            "Deleted: {count} entries. I keep nothing about you now.",
            count,
        )
    )


def _own(text: str) -> Words:
    """A text of the table, which the store has in English."""
    return Words(text, {})
