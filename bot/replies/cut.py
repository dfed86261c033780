"""Long text made to fit: cut at the end of a sentence, with "…" where words are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.replies.blocks import Run

_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]{0,3}(?=\s|$)")
_LEAST_PART = 0.4
"""A sentence end is used if at least this part of the room is filled."""
_MARK = "…"


def cut_text(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` characters."""
    if len(text) <= limit:
        return text
    end = _good_end(text, limit - 2)
    return f"{text[:end].rstrip()} {_MARK}"


def cut_runs(runs: Sequence[Run], limit: int) -> tuple[Run, ...]:
    """Runs in at most ``limit`` characters, around the first bold words if there are any."""
    text = "".join(run.text for run in runs)
    if len(text) <= limit:
        return tuple(runs)
    room = max(limit - 4, 1)
    start = _start_for(runs, text, room)
    end = start + _good_end(text[start:], room) if len(text) - start > room else len(text)
    kept: list[Run] = [Run(f"{_MARK} ")] if start else []
    at = 0
    for run in runs:
        part = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if part:
            kept.append(replace(run, text=part))
    if end < len(text):
        kept.append(Run(f" {_MARK}"))
    return tuple(kept)


def _start_for(runs: Sequence[Run], text: str, room: int) -> int:
    """Where to begin so that the first bold run is inside ``room`` characters."""
    at = 0
    for run in runs:
        if run.bold:
            break
        at += len(run.text)
    else:
        return 0
    if at + len(run.text) <= room:
        return 0
    earliest = max(at - room // 2, 0)
    for found in _SENTENCE_END.finditer(text, earliest, at):
        return _after_space(text, found.end())
    space = text.find(" ", earliest, at)
    return space + 1 if space >= 0 else earliest


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _good_end(text: str, room: int) -> int:
    """The end of the last sentence, else of the last word, within ``room`` characters."""
    room = max(room, 1)
    best = 0
    for found in _SENTENCE_END.finditer(text, 0, room + 1):
        best = found.end() if found.end() <= room else best
    if best >= room * _LEAST_PART:
        return best
    space = text.rfind(" ", 0, room + 1)
    return space if space >= room * _LEAST_PART else room
