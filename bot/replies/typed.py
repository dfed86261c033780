"""What a person typed, when it is shown again: never between quotation marks."""

from __future__ import annotations

from bot.replies.blocks import Block, BlockKind, Run
from bot.replies.cut import cut_text
from bot.replies.words import Spoken, joined, words

_MARKS = dict.fromkeys(map(ord, '"“”„‟«»‹›❝❞〝〞＂'))
_LONGEST = 200


def typed_text(text: str) -> str:
    """One line without quotation marks, which are for the archive's words."""
    return cut_text(" ".join(text.translate(_MARKS).split()), _LONGEST)


def asked_block(*parts: str) -> Block:
    """The question above a public answer, so that the others in the channel know it.

    ``parts``: what was typed, and sentences of the bot's own that hold it as ``typed_text`` has it.
    """
    told = (each if isinstance(each, Spoken) else typed_text(each) for each in parts)
    return Block(BlockKind.NOTE, (Run(words("Asked: ")), Run(joined(" · ", filter(None, told)))))
