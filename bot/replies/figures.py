"""Figures that contradict the one that answers, a line each: as printed, who says so, and where."""

from __future__ import annotations

from collections.abc import Sequence

from bot.replies.blocks import Block, BlockKind, Run
from bot.replies.dates import in_words
from bot.replies.links import link_to_words
from bot.replies.passage import headline_text
from bot.replies.words import words
from store.model import OtherFigure


def figures_blocks(figures: Sequence[OtherFigure]) -> tuple[Block, ...]:
    """ "Other figures" and a line for each of ``figures``; nothing where there are none."""
    if not figures:
        return ()
    heading = Block(BlockKind.HEADING, (Run(words("Other figures")),))
    return (heading, *(Block(BlockKind.TEXT, figure_line(figure)) for figure in figures))


def figure_line(figure: OtherFigure) -> tuple[Run, ...]:
    """A figure as printed, who says so, and where."""
    citation = figure.citation
    runs = [Run(" ".join(figure.text.split()), bold=True)]
    if figure.says:
        runs.append(Run(words(", according to {name}", name=figure.says)))
    runs.append(Run(" — "))
    link = link_to_words(citation.url, figure.text)
    runs.append(Run(headline_text(citation.headline), italic=True, url=link))
    if citation.published:
        runs += [Run(", "), Run(in_words(citation.published))]
    runs.append(Run(f", ¶{citation.paragraph}"))
    return tuple(runs)
