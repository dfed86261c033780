"""What the bot keeps and how long, and what it has forgotten."""

from __future__ import annotations

from collections.abc import Mapping

from bot.replies.blocks import Action, Block, BlockKind, Button, Reply, Run
from bot.replies.notice import notice_reply
from bot.replies.words import Counted, Words, counted, number, words
from store.guilds import KEPT


def privacy_reply(backup_days: int = 0) -> Reply:
    """Every table of ``bot.db``: what is in it and for how long.

    ``backup_days``: how long a backup is kept; 0 where none is made.
    """
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
    if backup_days:
        blocks.append(Block(BlockKind.NOTE, (Run(_in_backups(backup_days)),)))
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


def forgotten_reply(count: int, backup_days: int = 0) -> Reply:
    """What was deleted, and where it still is for a while (see ``privacy_reply``)."""
    if not count:
        return notice_reply(words("I keep nothing about you."))
    return notice_reply(
        counted(
            "Deleted: {count} entry. I keep nothing about you now.",
            "Deleted: {count} entries. I keep nothing about you now.",
            count,
        ),
        *([_in_backups(backup_days)] if backup_days else []),
    )


def _in_backups(days: int) -> Counted:
    return counted(
        "Backups hold what was there when they were made; each is deleted after about {count} day.",
        "Backups hold what was there when they were made; each is deleted after about {count} days.",
        days,
    )


def _own(text: str) -> Words:
    """A text of the table, which the store has in English."""
    return Words(text, {})
