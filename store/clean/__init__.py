"""Draft → Article: furniture off, headline, date, byline and dateline into their fields, paragraphs cut.

The words of the body are left as they were printed; only white space between them is made even.
"""

from __future__ import annotations

import re

from store.clean.byline import split_dateline, writers
from store.clean.ending import cut_ending, cut_foot
from store.clean.furniture import is_listed, without_furniture
from store.clean.head import Parts, read_around, read_head
from store.clean.headline import (
    find_headline,
    is_about,
    is_paragraph,
    is_told,
    may_be_headline,
    split_headline,
)
from store.clean.lines import blocks_of, even, lines_of
from store.clean.wire import parse_script
from store.dates import iso_date
from store.model import Article, Draft, Paragraph, Unreadable

_ABOVE_HEADLINE = 5
"""Lines of a page's text in which its own headline is looked for: a section's name may stand above."""
_REFUSALS = re.compile(
    r"(?:error\s)?(?:40[0-9]|41[0-9]|50[0-9])\b.{0,60}|.{0,40}\b(?:page|file|url|article)\s(?:was\s)?not\sfound\b.{0,20}"
    r"|access\sdenied|service\s(?:temporarily\s)?unavailable|bad\sgateway|forbidden|not\sfound"
    r"|.{0,30}\benable\b.{0,20}\b(?:javascript|cookies)\b.{0,60}|page\sdoes(?:n.t|\snot)\sexist|.{0,40}having\strouble\sfinding\sthat\spage.{0,5}",
    re.IGNORECASE,
)
_SHORT = 600


def clean(draft: Draft) -> Article | Unreadable:
    """The article in a draft, or why there is none."""
    if draft.final:
        parts = _of_archive(draft)
    else:
        parts = _of_record(draft) if draft.clean else _of_page(draft)
    if parts.paragraphs and not draft.final:
        first = 1 if len(parts.paragraphs) > 1 and parts.summed_up else 0
        place, wire, parts.paragraphs[first] = split_dateline(parts.paragraphs[first])
        parts.dateline, parts.credit = parts.dateline or place, parts.credit or wire
    parts.paragraphs = [paragraph for paragraph in parts.paragraphs if paragraph]
    if not parts.paragraphs or not (draft.clean or any(map(is_told, parts.paragraphs))):
        return Unreadable(
            draft.source, "no article in it: nothing but a headline or the page's own lines"
        )
    body, spans = _assemble(parts.paragraphs)
    if not draft.clean and len(body) < _SHORT and _REFUSALS.fullmatch(parts.headline):
        return Unreadable(draft.source, "a server's error page and no article: leave it out")
    return Article(
        headline=parts.headline or _headline_of(parts.paragraphs[0]),
        body=body,
        paragraphs=spans,
        published=parts.published or parts.updated,
        byline=parts.byline,
        dateline=parts.dateline,
        credit=parts.credit,
        url=draft.url if draft.url.startswith(("http://", "https://")) else "",
        doc_id=draft.doc_id,
        source=draft.source,
    )


def _of_archive(draft: Draft) -> Parts:
    """A draft that an archive exported: cleaned once, and left as it is."""
    return Parts(
        headline=even(draft.title),
        published=iso_date(draft.date),
        byline=even(draft.byline),
        dateline=even(draft.dateline),
        credit=even(draft.credit),
        paragraphs=[text for text in map(even, blocks_of(draft.text)) if text],
    )


def _of_record(draft: Draft) -> Parts:
    """A draft whose text is the body alone: what its ending names is taken, no line is."""
    headline, tail_date = split_headline(even(draft.title))
    byline, wire = writers(draft.byline)
    paragraphs = [text for text in map(even, blocks_of(draft.text)) if text]
    _, signed, credit = cut_ending(paragraphs)
    return Parts(
        headline=headline,
        published=iso_date(draft.date) or tail_date,
        byline=byline or ("" if wire else signed),
        credit=wire or credit,
        paragraphs=paragraphs,
    )


def _of_page(draft: Draft) -> Parts:
    """A page or a script as it was copied: every part has to be told by its form and its place."""
    blocks = blocks_of(draft.text)
    script = None if draft.title else parse_script(blocks)
    if script:
        headline, tail_date = split_headline(even(script.title))
        byline, wire = writers(script.byline)
        return Parts(
            headline=headline,
            published=script.date or tail_date,
            byline=byline,
            dateline=script.dateline,
            credit=wire,
            paragraphs=list(script.blocks),
        )
    lines = lines_of(draft.text)
    parts = Parts()
    at = _known_headline(draft, lines, parts) if draft.title else _own_headline(lines, parts)
    at = read_head(lines, at, parts)
    while at < len(lines) and lines[at] in draft.head and _is_beside(lines[at]):
        at += 1
    paragraphs, signed, credit = cut_ending(without_furniture(cut_foot(lines[at:])))
    byline, wire = writers(draft.byline)
    byline = byline if " " in byline else ""  # a page's account names are no byline
    parts.byline = parts.byline or byline or ("" if parts.credit or wire else signed)
    parts.credit = parts.credit or wire or credit
    parts.published = parts.published or iso_date(draft.date)
    parts.paragraphs += paragraphs
    return parts


def _is_beside(line: str) -> bool:
    """Whether a line from around the headline is a caption or a summary, and no paragraph."""
    return is_listed(line) and not split_dateline(line)[0]


def _known_headline(draft: Draft, lines: list[str], parts: Parts) -> int:
    """Take the headline and what is printed around it. Returns where the text below it starts."""
    parts.headline, parts.published = split_headline(even(draft.title))
    read_around([even(line) for line in draft.head], parts)
    top = [split_headline(line)[0].casefold() for line in lines[:_ABOVE_HEADLINE]]
    return top.index(parts.headline.casefold()) + 1 if parts.headline.casefold() in top else 0


def _own_headline(lines: list[str], parts: Parts) -> int:
    """The same for a text in which the headline is one of the lines."""
    at = find_headline(lines)
    if at < 0:
        at = 0
        while at < len(lines) and not may_be_headline(lines[at]):
            at += 1
        if at >= len(lines):
            return at
    above = at
    while above > 0 and is_about(lines[above - 1]):
        above -= 1
    over = Parts()
    read_around(lines[above:at], over)
    parts.updated, parts.byline = over.published or over.updated, over.byline
    if is_paragraph(lines[at]):
        return at
    parts.headline, parts.published = split_headline(lines[at])
    return at + 1


def _assemble(paragraphs: list[str]) -> tuple[str, tuple[Paragraph, ...]]:
    spans, at = [], 0
    for ordinal, paragraph in enumerate(paragraphs, 1):
        spans.append(Paragraph(ordinal, at, at + len(paragraph)))
        at += len(paragraph) + 2
    return "\n\n".join(paragraphs), tuple(spans)


def _headline_of(paragraph: str) -> str:
    """The first words of an article that came without a headline."""
    if len(paragraph) <= 80:
        return paragraph
    return paragraph[:80].rsplit(" ", 1)[0] + "…"
