"""What members think of answers, for whoever runs the bot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.passage import headline_text
from bot.replies.typed import typed_text
from bot.replies.words import number, words
from store.guilds import Judged


def feedback_reply(
    counts: tuple[int, int], judged: Sequence[Judged], headlines: Mapping[int, str]
) -> Reply:
    """All 👍 and 👎, and the answers that most found poor first.

    ``headlines``: by article number, of those that the archive still has.
    """
    good, poor = counts
    told = words("Feedback of members: 👍 {good}, 👎 {poor}", good=number(good), poor=number(poor))
    blocks = [Block(BlockKind.HEADING, (Run(told),))]
    for each in judged:
        headline = headline_text(headlines.get(each.article, ""))
        runs = (Run(f"👍 {each.good} 👎 {each.poor} · "), Run(headline, italic=True))
        blocks.append(Block(BlockKind.TEXT, runs))
        if each.question:
            asked = words("Asked: {question}", question=_asked(each.question))
            blocks.append(Block(BlockKind.NOTE, (Run(asked),)))
    return Reply(tuple(blocks), private=True)


def _asked(question: str) -> str:
    command, *arguments = question.split("|")
    return typed_text(" · ".join(filter(None, (f"/{command}", *arguments))))
