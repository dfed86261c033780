"""How the days that a question names in words were read."""

from __future__ import annotations

from bot.replies.blocks import Block, BlockKind, Run
from bot.replies.dates import in_words, span_in_words
from bot.replies.typed import typed_text
from bot.replies.words import Spoken, words
from store.model import Period, Question


def limits_blocks(question: Question) -> tuple[Block, ...]:
    """The days that the question's words limit it to; that nothing was printed then where they don't."""
    return tuple(
        Block(
            BlockKind.NOTE,
            (
                Run(_told(period, question)),
                Run(words(" (typed: {typed})", typed=typed_text(period.typed))),
            ),
        )
        for period in question.periods
        if period.limits
    )


def days_in_words(first: str, last: str) -> str:
    """``since March 2002``, ``until 2003``, ``9 September 2002 to 15 September 2002``."""
    if first and last:
        return span_in_words(first, last)
    if first:
        return words("since {day}", day=in_words(first))
    return words("until {day}", day=in_words(last))


def _told(period: Period, question: Question) -> Spoken:
    days = days_in_words(period.first, period.last)
    if question.after or question.before:
        return words("Read as: {days}", days=days)
    return words("Nothing was found of that time ({days}); of other days", days=days)
