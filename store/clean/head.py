"""What a page prints between its headline and its text: byline, date, place, buttons and players."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from store.clean.byline import bare_byline, is_place, named_byline, wire_of
from store.clean.furniture import is_caption, is_desk, is_furniture
from store.clean.headline import is_about, is_prose
from store.dates import ending_date, is_update, printed_date

_HEAD_LINES = 40
"""How far below the headline the lines about the article (byline, date, player) may go on."""

_LONGEST_TOGETHER = 160
_SEPARATOR = re.compile(r"(?<![\s,|•·–—-])[\s,|•·–—-]+$")
_PARTED = re.compile(r"\s[|•·]\s")


@dataclass(slots=True)
class Parts:
    """What the cleaning of one draft has gathered so far."""

    headline: str = ""
    published: str = ""
    updated: str = ""
    byline: str = ""
    dateline: str = ""
    credit: str = ""
    paragraphs: list[str] = field(default_factory=list)
    summed_up: bool = False
    """Whether the first paragraph is a summary that was printed above date or writer."""

    def take_date(self, line: str, date: str) -> None:
        """The first date printed counts, and the day of a change only where there is no other."""
        if is_update(line):
            self.updated = self.updated or date
        else:
            self.published = self.published or date


def read_head(lines: list[str], at: int, parts: Parts) -> int:
    """Take what stands below the headline, from ``at``. Returns where the body starts.

    A summary above them is the first of ``parts.paragraphs``. A bare name counts as a byline only next to a date or the page's own lines, so that a short first
    paragraph or a section's title is never lost.
    """
    end = min(len(lines), at + _HEAD_LINES)
    body_at, seen = at, False
    while at < end:
        line = lines[at]
        if not _take(line, parts) and not is_furniture(line):
            if at == body_at and not seen and _told_after(lines, at):
                parts.paragraphs.append(line)
                parts.summed_up = True
                at += 1
                continue
            near = seen or _dated(lines, at + 1) or _places(lines, at + 1)
            if not (near and _take_loose(lines, at, parts)) and line != parts.headline:
                break
        seen = True
        at += 1
        body_at = at
    return body_at


def _told_after(lines: list[str], at: int) -> bool:
    """Whether a line sums the article up: date or writer stand right below it, and text below them."""
    if at + 2 >= len(lines) or bare_byline(lines[at]) or is_place(lines[at]):
        return False
    return is_about(lines[at + 1])


def read_around(lines: list[str], parts: Parts) -> None:
    """Take what tells date, writer or place from lines that are not the article's in any case."""
    for at, line in enumerate(lines):
        if not _take(line, parts) and _dated(lines, at + 1):
            _take_loose(lines, at, parts)
        elif printed_date(line) and at + 1 < len(lines) and bare_byline(lines[at + 1]):
            _take_loose(lines, at + 1, parts)


def _take(line: str, parts: Parts) -> bool:
    """Take a line that tells date or writer for certain."""
    date = printed_date(line)
    if date:
        parts.take_date(line, date)
    elif _take_together(line, parts):
        return True
    elif named_byline(line):
        parts.byline = parts.byline or named_byline(line)
    elif wire_of(line):
        parts.credit = parts.credit or wire_of(line)
    else:
        return is_caption(line)
    return True


def _take_together(line: str, parts: Parts) -> bool:
    """Take a line in which writer, place and date stand side by side ("Jo Hale | Ostrey, 1 May 2021")."""
    if len(line) > _LONGEST_TOGETHER or is_furniture(line):
        return False
    before, date = ending_date(line)
    pieces = [_SEPARATOR.sub("", piece).strip() for piece in _PARTED.split(before)]
    pieces = [piece for piece in pieces if piece]
    if not (date or len(pieces) > 1) or not all(map(_tells, pieces)):
        return False
    for piece in (piece for piece in pieces if not is_furniture(piece)):
        writer = named_byline(piece) or ("" if parts.byline else bare_byline(piece))
        parts.byline = parts.byline or writer
        parts.credit = parts.credit or wire_of(piece)
        if not writer and not is_desk(piece) and is_place(piece):
            parts.dateline = parts.dateline or piece
    if date:
        parts.take_date(line, date)
    return True


def _tells(piece: str) -> bool:
    """Whether a piece of a line is a writer, a newsroom, a place or a button."""
    if named_byline(piece) or bare_byline(piece) or wire_of(piece):
        return True
    return is_desk(piece) or is_place(piece) or is_furniture(piece)


def _take_loose(lines: list[str], at: int, parts: Parts) -> bool:
    """Take a line that tells writer, newsroom or place only by where it stands."""
    line = lines[at]
    if is_furniture(line):
        return False
    if is_desk(line):
        return True
    signed = bool(parts.byline) or (at > 0 and is_desk(lines[at - 1]))
    if bare_byline(line) and not signed:
        parts.byline = bare_byline(line)
        return True
    if is_place(line) and (_dated(lines, at + 1) or (signed and _places(lines, at))):
        parts.dateline = parts.dateline or line
        return True
    return False


def _places(lines: list[str], at: int) -> bool:
    """Whether a short place stands there, right above the first paragraph."""
    if at + 1 >= len(lines) or not is_place(lines[at]) or bare_byline(lines[at]):
        return False
    return is_prose(lines[at + 1])


def _dated(lines: list[str], at: int) -> bool:
    """Whether a date stands there, or below a place and one line more."""
    if at < len(lines) and printed_date(lines[at]):
        return True
    return at + 1 < len(lines) and is_place(lines[at]) and bool(printed_date(lines[at + 1]))
