"""Quotes as CSV, a row a quote.

A spreadsheet runs a cell that begins like a formula (https://owasp.org/www-community/attacks/CSV_Injection):
such a cell gets an apostrophe before it, which spreadsheets take for "this is text".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from store.export.selection import Found
from store.model import Article, Quote, Speaker

COLUMNS = (
    "words",
    "speaker",
    "role",
    "kind",
    "cue",
    "headline",
    "date",
    "paragraph",
    "url",
    "doc_id",
    "start",
    "end",
    "confidence",
)
"""``start`` and ``end`` are string indices into the article's text, of all the words of the quote."""
GAP = " … "
"""Between words that the article has other words between."""
_FORMULA = tuple("=+-@|%\t\r\n＝＋－＠")
_AT_ONCE = 1_000


def rows(found: Iterable[Found], *, guarded: bool = True) -> Iterator[str]:
    """The heading, then a row a quote; lines end as RFC 4180 has them."""
    cells = ((one.view.article, quote) for one in found for quote in one.quotes)
    yield _written([COLUMNS])
    wanted = (_row(article, quote) for article, quote in cells)
    while batch := list(islice(wanted, _AT_ONCE)):
        yield _written([[guard(cell) for cell in row] for row in batch] if guarded else batch)


def guard(cell: str | int | float) -> str | int | float:
    """A cell that no spreadsheet runs: text that begins like a formula behind an apostrophe."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA):
        return f"'{cell}"
    return cell


def _row(article: Article, quote: Quote) -> tuple[str | int | float, ...]:
    body = article.body
    return (
        GAP.join(body[start:end] for start, end in quote.content),
        quote.speaker.name if quote.speaker else "",
        _described(quote.speaker) if quote.speaker else "",
        str(quote.kind),
        GAP.join(body[start:end] for start, end in quote.cue),
        article.headline,
        article.published,
        quote.paragraph,
        article.url,
        article.doc_id,
        quote.content[0][0],
        quote.content[-1][1],
        round(quote.confidence, 3),
    )


def _described(speaker: Speaker) -> str:
    """Role, organisation and place as the article gives them, each once."""
    parts = dict.fromkeys((speaker.role, speaker.organisation, speaker.place))
    return ", ".join(part for part in parts if part)


def _written(table: Iterable[Iterable[object]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    return text.getvalue()
