"""What a question found, as a reply."""

from __future__ import annotations

from collections.abc import Sequence

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.faults import refused_reply
from bot.replies.figures import figures_blocks
from bot.replies.holders import holders_blocks
from bot.replies.limits_read import limits_blocks
from bot.replies.paging import Lookup, page_buttons, position_blocks
from bot.replies.passage import headline_text, passage_blocks
from bot.replies.profile import profile_blocks
from bot.replies.typed import typed_text
from bot.replies.words import joined, words
from store.model import Answer, Certainty, Correction, Holder, Question

_NEAREST = 5


def answer_reply(answer: Answer, lookup: Lookup | None = None) -> Reply:
    """The passages that answer; what is nearest, privately, where the archive does not know.

    ``lookup`` is what its page buttons repeat; without it there are none.
    """
    if answer.certainty is Certainty.UNKNOWN or not (answer.passages or answer.profile):
        return unknown_reply(answer.nearest, answer.question, answer.holders)
    blocks = [
        *correction_blocks(answer.question.corrections),
        *limits_blocks(answer.question),
        *_namesake_blocks(answer.namesakes),
        *holders_blocks(answer.holders, is_sure=answer.certainty is not Certainty.CLOSEST),
    ]
    if answer.profile is not None:
        blocks.extend(profile_blocks(answer.profile))
    if answer.certainty is Certainty.CLOSEST:
        blocks.append(_closest_block(answer))
    for passage in answer.passages:
        blocks.extend(passage_blocks(passage))
    blocks.extend(figures_blocks(answer.other_figures))
    blocks.extend(position_blocks(answer.offset, len(answer.passages), answer.total))
    return Reply(tuple(blocks), page_buttons(lookup, answer.offset, answer.total))


def _closest_block(answer: Answer) -> Block:
    """That nothing answers quite; of sentences in which nobody speaks, that they are no words of whom was asked."""
    asked = answer.question.speaker
    if asked and all(passage.speaker is None for passage in answer.passages):
        text = words(
            "I found no words of {name} that answer this. The closest I found:",
            name=typed_text(asked),
        )
    else:
        text = words("The closest I found:")
    return Block(BlockKind.TEXT, (Run(text),))


def _namesake_blocks(names: Sequence[str]) -> tuple[Block, ...]:
    """Who else goes by the name that was asked for."""
    if not names:
        return ()
    listed = joined("; ", (headline_text(name) for name in names))
    return (Block(BlockKind.NOTE, (Run(words("Also of that name: {names}", names=listed)),)),)


def said_reply(answer: Answer, lookup: Lookup | None = None) -> Reply:
    """What a speaker said: the same blocks as an answer's."""
    return answer_reply(answer, lookup)


def unknown_reply(
    nearest: Sequence[str], question: Question | None = None, holders: Sequence[Holder] = ()
) -> Reply:
    """The archive does not know; only the asker sees it. ``question`` says how it was read, or what is wrong
    with it; ``holders`` are whom a role in it was taken to mean."""
    if question and question.faults:
        return refused_reply(question.faults)
    blocks = [
        *(correction_blocks(question.corrections) if question else ()),
        *(limits_blocks(question) if question else ()),
        Block(
            BlockKind.TEXT, (Run(words("The archive does not know: nothing in it answers that.")),)
        ),
    ]
    if holders:
        blocks += holders_blocks(holders)
    elif nearest:
        names = joined("; ", (headline_text(name) for name in nearest[:_NEAREST]))
        blocks.append(
            Block(BlockKind.NOTE, (Run(words("Nearest in the archive: {names}", names=names)),))
        )
    elif question:
        blocks.append(Block(BlockKind.NOTE, (Run(words("Nothing in it comes near, either.")),)))
    return Reply(tuple(blocks), private=True)


def correction_blocks(corrections: Sequence[Correction]) -> tuple[Block, ...]:
    """Which words were read as others."""
    if not corrections:
        return ()
    runs = [Run(words("Showing results for "))]
    for number, correction in enumerate(corrections):
        if number:
            runs.append(Run(", "))
        runs.append(Run(correction.read, bold=True))
        runs.append(Run(words(" (typed: {typed})", typed=typed_text(correction.typed))))
    return (Block(BlockKind.NOTE, tuple(runs)),)
