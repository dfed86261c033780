"""Draft → Article: furniture off, headline, date, byline and dateline into their fields, paragraphs cut.

The words of the body are left as they were printed; only white space between them is made even.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from store.clean.byline import bare_byline, named_byline, split_dateline
from store.clean.ending import cut_ending
from store.clean.furniture import is_desk, is_furniture, updated_on
from store.clean.headline import is_date_line, split_headline
from store.clean.wire import parse_script
from store.dates import iso_date
from store.model import Article, Draft, Paragraph, Unreadable

_BLANK_LINES = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+")
_SPACES = re.compile(r"[ \t\u00a0\n\f\v]+")
_HEAD_BLOCKS = 14
"""How far below the headline the lines about the article (byline, date, player) may go on."""

_ABOVE_HEADLINE = 5
"""Lines of a page's text in which its own headline is looked for: a section's name may stand above."""


@dataclass(slots=True)
class _Parts:
    """What the cleaning of one draft has gathered so far."""

    headline: str = ""
    published: str = ""
    byline: str = ""
    dateline: str = ""
    credit: str = ""
    paragraphs: list[str] = field(default_factory=list)


def clean(draft: Draft) -> Article | Unreadable:
    """The article in a draft, or why there is none."""
    blocks = [block for block in _BLANK_LINES.split(draft.text.strip()) if block.strip()]
    if draft.final:
        parts = _of_archive(draft, blocks)
    else:
        parts = _of_record(draft, blocks) if draft.clean else _of_dump(blocks)
    if parts.paragraphs and not draft.final:
        parts.dateline, parts.paragraphs[0] = _first_paragraph(parts)
    parts.paragraphs = [paragraph for paragraph in parts.paragraphs if paragraph]
    if not parts.paragraphs:
        return Unreadable(
            draft.source, "no article in it: nothing but a headline or the page's own lines"
        )
    body, spans = _assemble(parts.paragraphs)
    return Article(
        headline=parts.headline or _headline_of(parts.paragraphs[0]),
        body=body,
        paragraphs=spans,
        published=parts.published,
        byline=parts.byline,
        dateline=parts.dateline,
        credit=parts.credit,
        url=draft.url if draft.url.startswith(("http://", "https://")) else "",
        doc_id=draft.doc_id,
        source=draft.source,
    )


def _of_record(draft: Draft, blocks: list[str]) -> _Parts:
    """A draft whose fields were given: only the ends of its text are looked at."""
    if len(blocks) == 1:
        blocks = blocks[0].split("\n")
    headline, tail_date = split_headline(_even(draft.title))
    parts = _Parts(
        headline=headline,
        published=iso_date(draft.date) or tail_date,
        byline=named_byline(draft.byline) or _even(draft.byline),
        paragraphs=[text for text in map(_even, blocks) if text],
    )
    if draft.form == "html":
        _below_headline(parts)
    return parts


def _of_archive(draft: Draft, blocks: list[str]) -> _Parts:
    """A draft that an archive exported: cleaned once, and left as it is."""
    return _Parts(
        headline=_even(draft.title),
        published=iso_date(draft.date),
        byline=_even(draft.byline),
        dateline=_even(draft.dateline),
        credit=_even(draft.credit),
        paragraphs=[text for text in map(_even, blocks) if text],
    )


def _below_headline(parts: _Parts) -> None:
    """Where a page's text prints the headline again, the article starts below it."""
    top = [line.casefold() for line in parts.paragraphs[:_ABOVE_HEADLINE]]
    if parts.headline.casefold() in top:
        at = top.index(parts.headline.casefold()) + 1
        parts.paragraphs = parts.paragraphs[_read_head(parts.paragraphs, at, parts) :]


def _of_dump(blocks: list[str]) -> _Parts:
    """A page or a script as it was copied: every part has to be told by its form and its place."""
    script = parse_script(blocks)
    if script:
        headline, tail_date = split_headline(_even(script.title))
        return _Parts(
            headline,
            script.date or tail_date,
            script.byline,
            script.dateline,
            "",
            list(script.blocks),
        )
    lines = _lines_apart(blocks)
    parts = _Parts()
    at = 0
    while at < len(lines) and is_furniture(lines[at]):
        at += 1
    if at < len(lines):
        parts.headline, parts.published = split_headline(lines[at])
        at = _read_head(lines, at + 1, parts)
    body = [line for line in lines[at:] if not is_furniture(line)]
    parts.paragraphs, byline, parts.credit = cut_ending(body)
    parts.byline = parts.byline or byline
    return parts


def _lines_apart(blocks: list[str]) -> list[str]:
    """Paragraphs, hard-wrapped lines joined; a dump without blank lines has one paragraph a line."""
    if len(blocks) == 1:
        blocks = blocks[0].split("\n")
    lines: list[str] = []
    for at, block in enumerate(blocks):
        inner = [_even(line) for line in block.split("\n")]
        short = at < _HEAD_BLOCKS and all(len(line) < 60 for line in inner)
        lines.extend(inner if short else [_even(block)])
    return [line for line in lines if line]


def _read_head(lines: list[str], at: int, parts: _Parts) -> int:
    """Take byline, date and furniture from below the headline. Returns where the body starts.

    A bare name counts as a byline only next to a date or the page's own lines, so that a short first
    paragraph or a section's title is never lost.
    """
    end = min(len(lines), at + _HEAD_BLOCKS)
    body_at, seen_furniture = at, False
    while at < end:
        line = lines[at]
        date = is_date_line(line) or iso_date(updated_on(line))
        if date:
            parts.published = parts.published or date
        elif named_byline(line):
            parts.byline = parts.byline or named_byline(line)
        elif bare_byline(line) and (seen_furniture or _dated(lines, at + 1)):
            parts.byline = parts.byline or bare_byline(line)
        elif not is_furniture(line) and not (
            is_desk(line) and (seen_furniture or _dated(lines, at + 1))
        ):
            break
        seen_furniture = True
        at += 1
        body_at = at
    return body_at


def _dated(lines: list[str], at: int) -> bool:
    return at < len(lines) and bool(is_date_line(lines[at]))


def _first_paragraph(parts: _Parts) -> tuple[str, str]:
    place, rest = split_dateline(parts.paragraphs[0])
    return (parts.dateline or place), (rest if place else parts.paragraphs[0])


def _assemble(paragraphs: list[str]) -> tuple[str, tuple[Paragraph, ...]]:
    spans, at = [], 0
    for ordinal, paragraph in enumerate(paragraphs, 1):
        spans.append(Paragraph(ordinal, at, at + len(paragraph)))
        at += len(paragraph) + 2
    return "\n\n".join(paragraphs), tuple(spans)


def _even(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _headline_of(paragraph: str) -> str:
    """The first words of an article that came without a headline."""
    if len(paragraph) <= 80:
        return paragraph
    return paragraph[:80].rsplit(" ", 1)[0] + "…"
