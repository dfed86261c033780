"""A source's text on its way to an article."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

Span = tuple[int, int]
"""``(start, end)`` string indices, end exclusive."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found in a source, before cleaning. Every text is as it was found."""

    source: str
    """Where it was read: a path relative to what was asked for, ``#`` and the record in it if many."""
    text: str
    title: str = ""
    date: str = ""
    byline: str = ""
    url: str = ""
    doc_id: str = ""
    """The id the source gave, or the file's name without its suffix."""
    form: str = "text"
    """The reader's name."""
    clean: bool = False
    """True when the text is known to be the body alone (a JSON record), so no line is boilerplate."""
    final: bool = False
    """True for what an archive exported: every field is as it is stored, and nothing is looked for in it."""
    dateline: str = ""
    """Of a final draft, as in ``credit``; of any other it is found in the text."""
    credit: str = ""
    head: tuple[str, ...] = ()
    """Lines that a page prints around its headline (byline, date, place) and that are not in its text."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source, or a record in it, that gave no article."""

    source: str
    reason: str
    """One sentence that a person understands: what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    ordinal: int
    """1 for the first: what a citation calls ¶1."""
    start: int
    end: int


def _start_of(paragraph: Paragraph) -> int:
    return paragraph.start


@dataclass(frozen=True, slots=True)
class Article:
    headline: str
    body: str
    paragraphs: tuple[Paragraph, ...]
    published: str = ""
    """ISO date at its own precision, ``""`` where the source has none."""
    byline: str = ""
    dateline: str = ""
    """The place an article opens with ("AUBURN, Wash.")."""
    credit: str = ""
    """The agency that is credited (AP, AFP, Reuters), whose text is not the archive's own."""
    url: str = ""
    doc_id: str = ""
    source: str = ""
    id: int = 0
    """The archive's number, 0 before it is stored."""

    def paragraph_at(self, offset: int) -> int:
        """The ordinal of the paragraph that holds ``offset``, or of the last one that starts before it."""
        place = bisect_right(self.paragraphs, offset, key=_start_of) - 1
        return self.paragraphs[place].ordinal if place >= 0 else 1
