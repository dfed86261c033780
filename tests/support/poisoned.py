"""Articles that are hostile in every field, into an archive without the parser and without cleaning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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
from store.write import Writer
from tests.data.hostile import strings

FIELDS = 13
"""Strings of one article."""
NOW = "2021-06-01T00:00:00+00:00"
_KINDS = (QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT)


def poisoned(path: Path, count: int, seed: int = 2) -> int:
    """Write ``count`` hostile strings into an archive; how many articles they make."""
    articles = [_article(number, texts) for number, texts in enumerate(_together(count, seed))]
    with Writer(path) as writer:
        # Twice, so that each article has an earlier version.
        for revised in (False, True):
            stories = [_revised(one, found) if revised else (one, found) for one, found in articles]
            writer.add("hostile.jsonl", stories, now=NOW)
    return len(articles)


def _together(count: int, seed: int) -> Iterator[list[str]]:
    texts: list[str] = []
    for text in strings(count, seed):
        # SQLite holds no lone surrogates; readers put this in their place.
        texts.append(text.encode("utf-8", "replace").decode() or " ")
        if len(texts) == FIELDS:
            yield texts
            texts = []


def _article(number: int, texts: list[str]) -> tuple[Article, Extraction]:
    headline, byline, place, credit, name, role, organisation, alias, *said, url = texts
    # What is quoted stands in the middle of a paragraph, as in print.
    paragraphs = [f'The clerk of ward {number} wrote: "{text}" and left.' for text in said]
    body = "\n\n".join(paragraphs)
    spans, at = [], 0
    for ordinal, text in enumerate(paragraphs, 1):
        spans.append(Paragraph(ordinal, at, at + len(text)))
        at += len(text) + 2
    article = Article(
        headline,
        body,
        tuple(spans),
        published=f"2021-{number % 12 + 1:02}-{number % 28 + 1:02}",
        byline=byline,
        dateline=place,
        credit=credit,
        url=url if "://" in url else f"https://wire.example/{number}?{url}",
        doc_id=f"{number} {name}",
        source=f"hostile.jsonl#{number}",
    )
    speaker = Speaker(
        name.strip() or "Kolb",
        SpeakerKind.PERSON,
        True,
        role=role,
        organisation=organisation,
        aliases=(alias,),
    )
    quotes = tuple(
        Quote(
            _KINDS[at % 3],
            ((span.end - len(" and left.") - len(text) - 2, span.end - len(" and left.")),),
            speaker=speaker,
            paragraph=span.ordinal,
            confidence=0.5 + at / 10,
            reason=role,
        )
        for at, (span, text) in enumerate(zip(spans, said, strict=True))
    )
    start = body.index("ward")
    fact = Fact(
        FactKind.COUNT,
        (start, start + len(f"ward {number}")),
        value=float(number),
        what=organisation,
        unit=role,
        says=name,
    )
    return article, Extraction(quotes, (speaker,), (fact,))


def _revised(article: Article, found: Extraction) -> tuple[Article, Extraction]:
    """The same with other words in its last place."""
    body = article.body.removesuffix("and left.") + "and lept."
    return (
        Article(
            article.headline,
            body,
            article.paragraphs,
            **{
                name: getattr(article, name)
                for name in "published byline dateline credit url doc_id source".split()
            },
        ),
        found,
    )
