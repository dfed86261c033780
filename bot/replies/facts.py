"""The figures on a subject: sentences as printed, who says each figure, where and when, and what contradicts it."""

from __future__ import annotations

from bot.replies.answer import correction_blocks, unknown_reply
from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.dates import in_words
from bot.replies.figures import figure_line
from bot.replies.limits_read import limits_blocks
from bot.replies.paging import Lookup, page_buttons, position_blocks
from bot.replies.passage import passage_blocks
from bot.replies.words import words
from store.overview.model import FigureSentence, StatedFigure, SubjectFigures


def facts_reply(found: SubjectFigures, lookup: Lookup | None = None) -> Reply:
    """Each sentence with its figures in bold; what is nearest, privately, where there are no figures."""
    if not found.sentences:
        return unknown_reply(found.nearest, found.question)
    blocks = [*correction_blocks(found.question.corrections), *limits_blocks(found.question)]
    for sentence in found.sentences:
        blocks.extend(_sentence_blocks(sentence))
    blocks.extend(position_blocks(found.offset, len(found.sentences), found.total))
    return Reply(tuple(blocks), page_buttons(lookup, found.offset, found.total))


def _sentence_blocks(sentence: FigureSentence) -> list[Block]:
    """All that belongs to a sentence before its citation, which ends a text with its button."""
    *blocks, cited = passage_blocks(sentence.passage)
    speaker = sentence.passage.speaker
    several = len(sentence.figures) > 1
    for figure in sentence.figures:
        told = _told(figure, speaker.name if speaker else "", sentence.passage.citation.published)
        if told:
            runs = (Run(_one_line(figure.text), bold=True), Run(": "), *told)
            blocks.append(Block(BlockKind.NOTE, runs))
    for figure in sentence.figures:
        if figure.others:
            title = (
                words("Other figures for {figure}:", figure=_one_line(figure.text))
                if several
                else words("Other figures:")
            )
            blocks.append(Block(BlockKind.TEXT, (Run(title, bold=True),)))
            blocks.extend(
                Block(BlockKind.TEXT, (Run("• "), *figure_line(other))) for other in figure.others
            )
    return [*blocks, cited]


def _told(figure: StatedFigure, speaker: str, published: str) -> list[Run]:
    """Who says a figure, where and of when, as far as the sentence's own lines do not tell."""
    parts: list[str] = []
    if figure.says and figure.says != speaker:
        parts.append(words("according to {name}", name=_one_line(figure.says)))
    if figure.where:
        parts.append(_one_line(figure.where))
    if figure.when and figure.when != published:
        parts.append(in_words(figure.when))
    runs: list[Run] = []
    for part in parts:
        runs += [Run(" · "), Run(part)] if runs else [Run(part)]
    return runs


def _one_line(text: str) -> str:
    return " ".join(text.split())
