"""What a person typed, when it is shown again: never between quotation marks."""

from __future__ import annotations

from bot.replies.blocks import Block, BlockKind, Run
from bot.replies.cut import cut_text
from bot.replies.words import words

_MARKS = dict.fromkeys(map(ord, '"“”„‟«»‹›❝❞〝〞＂'))
_LONGEST = 200


def typed_text(text: str) -> str:
    """One line without quotation marks, which are for the archive's words."""
    return cut_text(" ".join(text.translate(_MARKS).split()), _LONGEST)


def asked_block(*parts: str) -> Block:
    """The question above a public answer, so that the others in the channel know it."""
    return Block(
        BlockKind.NOTE,
        (Run(words("Asked: ")), Run(" · ".join(filter(None, map(typed_text, parts))))),
    )
