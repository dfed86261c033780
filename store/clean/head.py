"""What a page prints between its headline and its text: byline, date, place, buttons and players."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from store.clean.byline import bare_byline, is_place, named_byline, wire_of
from store.clean.furniture import is_caption, is_desk, is_furniture
from store.clean.headline import is_prose
from store.dates import ending_date, is_update, printed_date

_HEAD_LINES = 40
"""How far below the headline the lines about the article (byline, date, player) may go on."""

_SEPARATOR = re.compile(r"[\s,|•·–—-]+$")
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

    def take_date(self, line: str, date: str) -> None:
        """The first date printed counts, and the day of a change only where there is no other."""
        if is_update(line):
            self.updated = self.updated or date
        else:
            self.published = self.published or date


def read_head(lines: list[str], at: int, parts: Parts) -> int:
    """Take what stands below the headline, from ``at``. Returns where the body starts.

    A bare name counts as a byline only next to a date or the page's own lines, so that a short first
    paragraph or a section's title is never lost.
    """
    end = min(len(lines), at + _HEAD_LINES)
    body_at, seen = at, False
    while at < end:
        line = lines[at]
        if not _take(line, parts) and not is_furniture(line):
            near = seen or _dated(lines, at + 1) or _places(lines, at + 1)
            if not (near and _take_loose(lines, at, parts)) and line != parts.headline:
                break
        seen = True
        at += 1
        body_at = at
    return body_at


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
    before, date = ending_date(line) if len(line) <= 160 else (line, "")
    if not date:
        return False
    pieces = [_SEPARATOR.sub("", piece).strip() for piece in _PARTED.split(before)]
    pieces = [piece for piece in pieces if piece]
    told = [
        bool(named_byline(piece) or bare_byline(piece) or is_desk(piece) or wire_of(piece))
        or is_place(piece)
        or is_furniture(piece)
        for piece in pieces
    ]
    if not all(told):
        return False
    for piece in pieces:
        parts.byline = parts.byline or named_byline(piece) or bare_byline(piece)
        parts.credit = parts.credit or wire_of(piece)
    parts.take_date(line, date)
    return True


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
