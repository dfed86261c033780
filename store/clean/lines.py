"""A text's paragraphs, a line each: blank lines, lines that were wrapped, or a paragraph a line."""

from __future__ import annotations

import re

_BLANK_LINES = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+")
_SPACES = re.compile(r"[ \t\u00a0\u2028\u2029\n\f\v]+")
_WRAPPED_WIDTH = 100
_FULL = 0.75
"""The share of a text's width from which on a line is a full one."""
_CARRIED_ON = 0.25
"""The share of lines that begin in lower case from which on a block is one of wrapped lines."""


def even(text: str) -> str:
    """``text`` with every stretch of white space as one blank."""
    if "  " not in text and text.isprintable():
        return text.strip()
    return _SPACES.sub(" ", text).strip()


def blocks_of(text: str) -> list[str]:
    """Stretches between blank lines; the lines themselves where there is no blank one."""
    blocks = [block for block in _BLANK_LINES.split(text.strip()) if block.strip()]
    return blocks[0].split("\n") if len(blocks) == 1 else blocks


def lines_of(text: str) -> list[str]:
    """The paragraphs, headings and menu items of a text in order, none empty, white space even."""
    blocks = [block.split("\n") for block in _BLANK_LINES.split(text.strip())]
    wrapped = [block for block in blocks if len(block) > 1 and _is_wrapped(block)]
    width = max((len(line) for block in wrapped for line in block), default=0)
    lines: list[str] = []
    for block in blocks:
        if len(block) > 1 and (_is_wrapped(block) or _fills(block, width)):
            lines.extend(_unwrapped(block))
        else:
            lines.extend(block)
    return [line for line in map(even, lines) if line]


def _fills(lines: list[str], width: int) -> bool:
    """Whether each line but the last is about as wide as the text's wrapped lines are."""
    return 0 < max(map(len, lines)) <= width and min(map(len, lines[:-1])) >= width * _FULL


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken at a width: many carry on in the middle of a sentence."""
    if max(map(len, lines)) > _WRAPPED_WIDTH:
        return False
    carried = sum(line.lstrip()[:1].islower() for line in lines[1:])
    return carried > 0 and carried >= (len(lines) - 1) * _CARRIED_ON


def _unwrapped(lines: list[str]) -> list[str]:
    """Paragraphs of wrapped lines: a new one where a line is indented, or after a short last line."""
    width = max(map(len, lines))
    joined: list[str] = []
    for number, line in enumerate(lines):
        before = lines[number - 1].rstrip() if number else ""
        indented = line[:2].isspace() and not before[:2].isspace()
        ended = len(before) < width * _FULL and not line.lstrip()[:1].islower()
        if number == 0 or indented or (ended and before[-1:] in '.!?:"”’)'):
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1]}\n{line}"
    return joined
