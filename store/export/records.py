"""Articles as JSON Lines, each with its quotes and facts: ``dateline ingest`` reads the articles back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from store.as_json import as_json
from store.export.selection import Found
from store.model import Article, Fact, Quote, Speaker
from store.read.jsonl import EXPORTED


def lines(found: Iterable[Found]) -> Iterator[str]:
    """A line an article. Offsets are string indices into ``text``."""
    for one in found:
        article, view = one.view.article, one.view
        record = {
            "exported": EXPORTED,
            **_of_article(article),
            "quotes": [_of_quote(article.body, quote) for quote in view.quotes],
            "facts": [_of_fact(article.body, fact) for fact in view.facts],
        }
        yield as_json(record) + "\n"


def _of_article(article: Article) -> dict[str, Any]:
    return {
        "id": article.doc_id,
        "title": article.headline,
        "date": article.published,
        "byline": article.byline,
        "dateline": article.dateline,
        "credit": article.credit,
        "url": article.url,
        "record": article.source,
        "text": article.body,
    }


def _of_quote(body: str, quote: Quote) -> dict[str, Any]:
    return {
        "words": [body[start:end] for start, end in quote.content],
        "kind": str(quote.kind),
        "content": quote.content,
        "cue": quote.cue,
        "source": quote.source,
        "speaker": _of_speaker(quote.speaker) if quote.speaker else None,
        "paragraph": quote.paragraph,
        "confidence": quote.confidence,
        "reason": quote.reason,
        "statement": quote.is_statement,
    }


def _of_speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "kind": str(speaker.kind),
        "named": speaker.named,
        "role": speaker.role,
        "organisation": speaker.organisation,
        "place": speaker.place,
    }


def _of_fact(body: str, fact: Fact) -> dict[str, Any]:
    start, end = fact.span
    return {
        "words": body[start:end],
        "kind": str(fact.kind),
        "span": fact.span,
        "value": fact.value,
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "what": fact.what,
        "where": fact.where,
        "when": fact.when,
        "says": fact.says,
        "paragraph": fact.paragraph,
        "predicate": fact.predicate,
    }
