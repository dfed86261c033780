"""What is wrong with a question as it was typed, and what to do about it: one sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.typed import typed_text
from bot.replies.words import Spoken, words
from store.model import Fault, FaultKind


def refused_reply(faults: Sequence[Fault]) -> Reply:
    """A sentence for each fault, for the asker alone."""
    told = dict.fromkeys(map(fault_sentence, faults))
    blocks = tuple(Block(BlockKind.TEXT, (Run(sentence),)) for sentence in told)
    return Reply(blocks, private=True, refused=True)


def fault_sentence(fault: Fault) -> Spoken:
    """What was wrong, where, and what to do."""
    typed = typed_text(fault.typed)
    match fault.kind:
        case FaultKind.NO_DATE:
            return words(
                "I can't read the date in {typed}: write {operator}:2002-09-11, {operator}:2002-09 or"
                " {operator}:2002.",
                typed=typed,
                operator=fault.operator,
            )
        case FaultKind.NO_VALUE if fault.operator in ("speaker", "source", "site"):
            return words(
                "{typed} names nobody and nothing: write {operator}:NAME, a name of several words in"
                " quotation marks.",
                typed=typed,
                operator=fault.operator,
            )
        case FaultKind.NO_VALUE:
            return words(
                "{typed} has no date: write {operator}:2002-09-11, {operator}:2002-09 or"
                " {operator}:2002.",
                typed=typed,
                operator=fault.operator,
            )
        case FaultKind.NO_DAYS:
            return words(
                "No day lies within {typed}: the first day comes after the last.", typed=typed
            )
        case FaultKind.ONLY_EXCLUDED:
            return words(
                "{typed} only says what is to be left out: add a word to look for.", typed=typed
            )
        case FaultKind.NO_WORDS:
            return words("There are no words in that to look for: type some.")
