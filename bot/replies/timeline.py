"""What a speaker said over time: the first statement and the last in full, the steps between cut."""

from __future__ import annotations

from dataclasses import replace

from bot.replies.answer import correction_blocks, unknown_reply
from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.cut import cut_runs
from bot.replies.dates import in_words, span_in_words
from bot.replies.limits import LAYOUT_TEXT
from bot.replies.limits_read import limits_blocks
from bot.replies.notice import notice_reply
from bot.replies.passage import headline_text, passage_blocks
from bot.replies.pictures import picture_note, timeline_chart
from bot.replies.words import Spoken, counted, joined, number, words
from store.overview.model import Step, Timeline

_LONGEST, _SHORTEST = 320, 120
"""Characters of a statement between the first and the last; where there is no room for it, it is left out."""
_AROUND = 230
"""Characters about, of what is written around a statement."""
_ABOVE = 500


def timeline_reply(found: Timeline) -> Reply:
    """Numbered steps in order of date, with a chart; what is nearest, privately, where there is nothing."""
    undated = found.activity.undated
    if not found.steps:
        if not undated:
            return unknown_reply(found.nearest, found.question)
        return notice_reply(
            words(
                "The articles with their statements have no dates, so there is no timeline: "
                "/said shows the statements."
            )
        )
    steps, room = _fitting(found.steps)
    found = replace(found, steps=steps)
    chart = timeline_chart(found)
    blocks = [
        *correction_blocks(found.question.corrections),
        *limits_blocks(found.question),
        Block(BlockKind.HEADING, (Run(_title(found)),)),
        Block(BlockKind.TEXT, (Run(_counted(found)),)),
    ]
    if undated:
        blocks.append(
            _note(words("Without a date, and not shown: {undated}", undated=number(undated)))
        )
    if chart:
        blocks.append(picture_note(chart))
    if found.is_closest:
        blocks.append(Block(BlockKind.TEXT, (Run(words("The closest I found:")),)))
    for at, step in enumerate(steps, 1):
        ends = at in (1, len(steps))
        blocks.extend(_step_blocks(step, at, len(steps), None if ends else room))
    return Reply(tuple(blocks), picture=chart)


def _title(found: Timeline) -> str:
    speaker, topic = headline_text(found.question.speaker), headline_text(found.question.about)
    if not found.question.about:
        return speaker
    return words("{speaker} on {topic}", speaker=speaker, topic=topic)


def _counted(found: Timeline) -> Spoken:
    counts = found.activity.counts
    span = span_in_words(counts[0][0], counts[-1][0])
    return joined(", ", (counted("{count} statement", "{count} statements", found.total), span))


def _step_blocks(step: Step, at: int, count: int, room: int | None) -> list[Block]:
    *blocks, cited = passage_blocks(step.passage)
    if room is not None:
        blocks[0] = replace(blocks[0], runs=cut_runs(blocks[0].runs, room))
    which = words("first") if at == 1 else words("last") if at == count else ""
    when = in_words(step.passage.citation.published)
    runs = [Run(joined(" · ", (str(at), when)), bold=True)]
    if which:
        runs += [Run(" · "), Run(which)]
    if step.arriving:
        blocks.append(_note(words("New from here on: {words}", words=", ".join(step.arriving))))
    if step.leaving:
        blocks.append(_note(words("Not said again: {words}", words=", ".join(step.leaving))))
    return [Block(BlockKind.HEADLINE, tuple(runs)), *blocks, cited]


def _fitting(steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], int]:
    """The steps that a message has room for, and how many characters each between the ends may have."""
    ends = steps[:1] + steps[1:][-1:]
    between = steps[1:-1]
    room = LAYOUT_TEXT - _ABOVE - sum(_length(step) + _AROUND for step in ends)
    while between and room < len(between) * (_SHORTEST + _AROUND):
        between = between[:-1]
    if not between:
        return ends, _LONGEST
    return (*ends[:1], *between, *ends[1:]), min(_LONGEST, room // len(between) - _AROUND)


def _length(step: Step) -> int:
    return sum(len(fragment.text) for fragment in step.passage.fragments)


def _note(text: str) -> Block:
    return Block(BlockKind.NOTE, (Run(text),))
