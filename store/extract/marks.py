"""Quotation marks as a small state machine: which stretches of an article stand between marks.

Four pairs are known: curly “ ” (also „ and «»), straight ", doubled singles '' '' (and `` ''), and single
marks ‘ ’ or ' '. A mark whose direction its shape does not give is read from what stands beside it. News
style opens a quote that runs over several paragraphs again in each of them and closes only the last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from store.model import Paragraph, Span

_DOUBLE = re.compile(r"``|''|[\"“”„‟«»]")
_SINGLE = re.compile(r"['‘’]")
_OPENING = "“„‟«"
_CLOSING = "”»"
_SENTENCE_END = re.compile(r"[.!?…][)\]]?\s")
_LONGEST_SINGLE = 600


class _Turn(Enum):
    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks, marks included, never crossing a paragraph's end."""

    start: int
    end: int
    closed: bool = True
    """False where no closing mark stands: the stretch then ends with its paragraph."""
    continues: bool = False
    """True where the paragraph before left its quote open and this one opens it again."""
    single: bool = False
    """True between single marks."""

    @property
    def span(self) -> Span:
        return self.start, self.end


def find_marked(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Marked, ...]:
    """The outermost marked stretches of ``text`` in order; offsets index ``text``."""
    found: list[Marked] = []
    open_before = False
    for paragraph in paragraphs:
        end = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
        doubles = _doubles(text, paragraph.start, end)
        if doubles and open_before:
            first = doubles[0]
            if not text[paragraph.start : first.start].strip():
                doubles[0] = Marked(first.start, first.end, first.closed, continues=True)
        open_before = bool(doubles) and not doubles[-1].closed
        found.extend(doubles)
        found.extend(_singles(text, paragraph.start, end, doubles))
    found.sort(key=lambda marked: marked.start)
    return tuple(found)


def _turn(text: str, start: int, end: int) -> _Turn:
    mark = text[start:end]
    if mark in _OPENING or mark == "``":
        return _Turn.OPEN
    if mark in _CLOSING:
        return _Turn.CLOSE
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    loose_before = before.isspace() or before in "([{—–-"
    loose_after = after.isspace() or after in ")]}.,;:!?—–"
    if loose_before and not loose_after:
        return _Turn.OPEN
    if loose_after and not loose_before:
        return _Turn.CLOSE
    return _Turn.EITHER


def _doubles(text: str, start: int, end: int) -> list[Marked]:
    found: list[Marked] = []
    opened: int | None = None
    for match in _DOUBLE.finditer(text, start, end):
        turn = _turn(text, *match.span())
        if opened is None:
            if turn is not _Turn.CLOSE or not found:
                opened = match.start()
            continue
        if turn is _Turn.OPEN:
            # A second opening mark: the one before was never closed. It holds its last whole sentence.
            stops = [stop.end() for stop in _SENTENCE_END.finditer(text, opened, match.start())]
            if stops:
                found.append(Marked(opened, stops[-1] - 1))
                opened = match.start()
            continue
        found.append(Marked(opened, match.end()))
        opened = None
    if opened is not None and text[opened:end].strip("\"'`“”„‟«» "):
        found.append(Marked(opened, end, closed=False))
    return found


def _singles(text: str, start: int, end: int, doubles: Sequence[Marked]) -> list[Marked]:
    found: list[Marked] = []
    opened: int | None = None
    taken = [marked.span for marked in doubles]
    here = 0
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        while here < len(taken) and taken[here][1] <= at:
            here += 1
        if here < len(taken) and taken[here][0] <= at:
            opened = None
            continue
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if opened is None:
            starts_word = (before.isspace() or before in "([—–") and after.isalnum()
            if starts_word and match.group() != "’" and not _elided(text, at):
                opened = at
        elif match.group() != "‘" and _closes_single(before, after):
            found.append(Marked(opened, at + 1, single=True))
            opened = None
        if opened is not None and at - opened > _LONGEST_SINGLE:
            opened = None
    return found


def _closes_single(before: str, after: str) -> bool:
    """A plural's apostrophe ("the students' rights") only closes where a stop stands beside it."""
    if after.isalnum() or not (before in ".,!?…" or before.isalnum()):
        return False
    return before not in "sS" or after in ".,;:!?)"


def _elided(text: str, at: int) -> bool:
    """True for the apostrophe of '90s, 'em, 'til, 'cause."""
    return re.match(r"(?:\d0s|em|til|tis|twas|cause|n)\b", text[at + 1 : at + 8], re.I) is not None
