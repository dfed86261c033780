"""Stored rows back into values: an article with its quotes and facts, a day's digest, the archive's size."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from store.db import Readers
from store.model import (
    ArchiveStats,
    Article,
    ArticleView,
    Citation,
    Fact,
    FactKind,
    Headline,
    Paragraph,
    Quote,
    QuoteKind,
    Span,
    Speaker,
    SpeakerKind,
)

QUOTES_WITH_SPEAKERS = """
    SELECT q.*, s.name, s.kind AS speaker_kind, s.named,
           r.role, r.organisation, r.place
    FROM shown_quotes q
    LEFT JOIN speakers s ON s.id = q.speaker
    LEFT JOIN roles r ON r.speaker = q.speaker AND r.article = q.article
"""


def article_view(readers: Readers, article_id: int) -> ArticleView | None:
    """An article with everything extracted from it, or None."""
    article = article_of(readers, article_id)
    if article is None:
        return None
    quotes = readers.rows(
        f"{QUOTES_WITH_SPEAKERS} WHERE q.article = ? ORDER BY q.start", (article_id,)
    )
    facts = readers.rows("SELECT * FROM facts WHERE article = ? ORDER BY start", (article_id,))
    revisions = readers.rows("SELECT count(*) FROM revisions WHERE article = ?", (article_id,))
    return ArticleView(
        article=article,
        quotes=tuple(quote_of(row) for row in quotes),
        facts=tuple(fact_of(row) for row in facts),
        revisions=revisions[0][0],
        versions=_versions(readers, article_id),
    )


def _versions(readers: Readers, article_id: int) -> tuple[Headline, ...]:
    rows = readers.rows(
        "SELECT o.id, o.headline, o.published, o.url FROM articles a"
        " JOIN articles o ON o.story = a.story AND o.id <> a.id WHERE a.id = ?"
        " ORDER BY o.published DESC, o.id DESC",
        (article_id,),
    )
    return tuple(headline_of(row) for row in rows)


def article_of(readers: Readers, article_id: int) -> Article | None:
    row = readers.row("SELECT * FROM articles WHERE id = ?", (article_id,))
    if row is None:
        return None
    paragraphs = readers.rows(
        'SELECT ordinal, start, "end" FROM paragraphs WHERE article = ? ORDER BY ordinal',
        (article_id,),
    )
    return article_from(row, tuple(Paragraph(*paragraph) for paragraph in paragraphs))


def article_from(row: sqlite3.Row, paragraphs: tuple[Paragraph, ...]) -> Article:
    """A row of articles with its paragraphs."""
    return Article(
        headline=row["headline"],
        body=row["body"],
        paragraphs=paragraphs,
        published=row["published"],
        byline=row["byline"] or "",
        dateline=row["dateline"] or "",
        credit=row["credit"] or "",
        url=row["url"] or "",
        doc_id=row["doc_id"],
        source=row["record"],
        id=row["id"],
    )


def quote_of(row: sqlite3.Row) -> Quote:
    """A row of quotes joined with speakers and roles."""
    return Quote(
        kind=QuoteKind(row["kind"]),
        content=spans(row["content"]),
        cue=spans(row["cue"]),
        source=spans(row["source"]),
        speaker=speaker_of(row),
        paragraph=row["paragraph"],
        confidence=row["confidence"],
        reason=row["reason"] or "",
        is_statement=bool(row["statement"]),
    )


def speaker_of(row: sqlite3.Row) -> Speaker | None:
    if row["name"] is None:
        return None
    return Speaker(
        name=row["name"],
        kind=SpeakerKind(row["speaker_kind"]),
        named=bool(row["named"]),
        role=row["role"] or "",
        organisation=row["organisation"] or "",
        place=row["place"] or "",
    )


def fact_of(row: sqlite3.Row) -> Fact:
    return Fact(
        kind=FactKind(row["kind"]),
        span=(row["start"], row["end"]),
        value=row["value"],
        unit=row["unit"] or "",
        qualifier=row["qualifier"] or "",
        what=row["what"] or "",
        where=row["place"] or "",
        when=row["happened"] or "",
        says=row["says"] or "",
        paragraph=row["paragraph"],
        predicate=row["predicate"],
    )


def spans(text: str | None) -> tuple[Span, ...]:
    """Spans as they are stored."""
    values: list[Any] = json.loads(text) if text else []
    return tuple((int(start), int(end)) for start, end in values)


def citation(view: Article, start: int, end: int) -> Citation:
    """The citation of ``body[start:end]``."""
    return Citation(
        article_id=view.id,
        headline=view.headline,
        published=view.published,
        paragraph=view.paragraph_at(start),
        start=start,
        end=end,
        url=view.url,
        doc_id=view.doc_id,
        source=view.source,
    )


def people_number(readers: Readers) -> int:
    """Grows by one with each decision of a person's on who is who; 0 before the first."""
    row = readers.row("SELECT value FROM meta WHERE key = 'people'")
    return int(row["value"]) if row else 0


def change_number(readers: Readers) -> int:
    """Grows by one with each article that is added or corrected; 0 for an empty archive."""
    return int(readers.rows("SELECT coalesce(max(number), 0) FROM changes")[0][0])


def most_quoted(readers: Readers, limit: int) -> tuple[tuple[str, int], ...]:
    """``(name, quotes)`` of the named speakers who are quoted most."""
    rows = readers.rows(
        "SELECT name, quotes FROM people WHERE named AND quotes > 0"
        " ORDER BY quotes DESC, name LIMIT ?",
        (limit,),
    )
    return tuple((row["name"], row["quotes"]) for row in rows)


def stats(readers: Readers) -> ArchiveStats:
    span = readers.rows(
        "SELECT (SELECT min(published) FROM articles WHERE published > '') AS first,"
        " (SELECT max(published) FROM articles) AS last"
    )[0]
    newest = readers.row(
        "SELECT id, headline, published, url FROM articles ORDER BY published DESC, id DESC LIMIT 1"
    )
    return ArchiveStats(
        articles=_count(readers, "articles"),
        quotes=_count(readers, "quotes"),
        facts=_count(readers, "facts"),
        speakers=_count(readers, "people"),
        first=span["first"] or "",
        last=span["last"] or "",
        newest=headline_of(newest) if newest else None,
        most_quoted=most_quoted(readers, 10),
    )


def _count(readers: Readers, table: str) -> int:
    return int(readers.rows(f"SELECT count(*) FROM {table}")[0][0])


def headline_of(row: sqlite3.Row) -> Headline:
    return Headline(row["id"], row["headline"], row["published"], row["url"] or "")
