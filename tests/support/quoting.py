"""Bodies of invented articles to what is extracted from them, in words instead of offsets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from store.extract import extract
from store.extract.grid import Grid
from store.extract.marks import find_marked
from store.extract.parser import parse_all
from store.model import Article, Extraction, Paragraph, Quote, Span


@dataclass(frozen=True)
class Said:
    """A quote as a reader sees it."""

    kind: str
    content: tuple[str, ...]
    cue: str
    source: str
    speaker: str
    named: bool


def article(body: str) -> Article:
    """An article whose paragraphs are the lines of ``body`` that hold anything."""
    lines = re.finditer(r"[^\n]*\S[^\n]*", body)
    return Article("", body, tuple(Paragraph(n, *m.span()) for n, m in enumerate(lines, 1)))


def said(body: str, by: Callable[[Article], Extraction] = extract) -> list[Said]:
    return [_in_words(body, quote) for quote in by(article(body)).quotes]


def _in_words(body: str, quote: Quote) -> Said:
    def cut(spans: tuple[Span, ...]) -> str:
        return " ".join(body[start:end] for start, end in spans)

    speaker = quote.speaker
    return Said(
        quote.kind.value,
        tuple(body[start:end] for start, end in quote.content),
        cut(quote.cue),
        cut(quote.source),
        speaker.name if speaker else "",
        speaker.named if speaker else False,
    )


def grid(body: str) -> Grid:
    """The parsed grid that the parts of the extraction work on."""
    written = article(body)
    doc = next(parse_all([written]))
    return Grid(doc, find_marked(body, written.paragraphs), written.paragraphs)


def assert_true_spans(written: Article, extraction: Extraction) -> None:
    """Every span lies inside the body and holds something; fragments stand in order, apart."""
    size = len(written.body)
    for quote in extraction.quotes:
        assert quote.content
        for start, end in (*quote.content, *quote.cue, *quote.source):
            assert 0 <= start < end <= size
            assert written.body[start:end].strip()
        assert all(one[1] <= other[0] for one, other in pairwise(quote.content))
        assert 0.0 <= quote.confidence <= 1.0
        assert "\n" not in quote.reason
        assert quote.paragraph == written.paragraph_at(quote.content[0][0])
    for fact in extraction.facts:
        assert 0 <= fact.span[0] < fact.span[1] <= size
