"""Values for tests of the store, written by hand: an article with the quotes that are pointed out."""

from __future__ import annotations

import re

from store.model import (
    Article,
    Extraction,
    Fact,
    FactKind,
    Paragraph,
    Quote,
    QuoteKind,
    Speaker,
    SpeakerKind,
)


def article(
    body: str, *, headline: str = "Ferry Stops", source: str = "a.txt", **fields: str
) -> Article:
    return Article(
        headline=headline,
        body=body,
        paragraphs=tuple(
            Paragraph(ordinal, *found.span())
            for ordinal, found in enumerate(re.finditer(r"[^\n]+", body), 1)
        ),
        source=source,
        doc_id=fields.pop("doc_id", source),
        **fields,
    )


def person(name: str, *, role: str = "", aliases: tuple[str, ...] = ()) -> Speaker:
    return Speaker(name, SpeakerKind.PERSON, True, role=role, aliases=aliases)


def quote(article: Article, speaker: Speaker | None, *fragments: str) -> Quote:
    content = tuple(
        (article.body.index(text), article.body.index(text) + len(text)) for text in fragments
    )
    return Quote(QuoteKind.DIRECT, content, speaker=speaker, confidence=0.9)


def count(article: Article, phrase: str, value: float) -> Fact:
    start = article.body.index(phrase)
    return Fact(FactKind.COUNT, (start, start + len(phrase)), value=value)


def extraction(*quotes: Quote, facts: tuple[Fact, ...] = ()) -> Extraction:
    speakers = tuple(dict.fromkeys(one.speaker for one in quotes if one.speaker))
    return Extraction(quotes, speakers, facts)
