"""The one writer: articles and what was extracted from them, a batch a transaction.

Either a whole batch is in the archive or nothing of it is. An article that was corrected keeps its
number; its earlier body goes to ``revisions`` and what was extracted from it is replaced. Which stored
article one that comes in is a version of, ``store.stories`` says.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from store.closing import Closing
from store.db import BUSY_SECONDS, open_writer, readable_errors
from store.extract.method import VERSION, Method
from store.identity import body_hash, words_digest
from store.model import Article, Extraction, Quote, Span, Speaker
from store.parts import insert_parts
from store.people.cast import Cast
from store.readings import Reading, recall, remember
from store.schema import ARCHIVE
from store.stories.catching_up import catch_up
from store.stories.register import Kind, Register

_COLUMNS = (
    "doc_id source record headline published byline dateline credit url body body_hash".split()
)

_KEPT = frozenset("published byline dateline credit url".split())
"""What a correction that says nothing of it leaves as it was."""


class Outcome(StrEnum):
    """What became of an article that was handed in."""

    ADDED = "added"
    UNCHANGED = "unchanged"  # the archive has its words, now or in an earlier version
    CORRECTED = "corrected"  # it is the newest version of an article; the earlier one is kept
    DUPLICATE = "duplicate"  # another version of a story: kept beside it, or as an earlier one of an article


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an article, and where it is now."""

    outcome: Outcome
    article_id: int
    """The stored article that holds its words, or holds them among its versions."""


class Writer(Closing):
    """Writes to one archive. Not for sharing between threads."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """Creates the archive where there is none. Raises ArchiveError subclasses."""
        self.path = path
        self._db = open_writer(path, ARCHIVE, busy_seconds=busy_seconds)
        self._connection: sqlite3.Connection = self._db.conn
        self._cast = Cast(self._connection)
        self._register = Register(self._connection)
        self._caught_up = False

    def unchanged(self, source: str, article: Article) -> Written | None:
        """What adding ``article`` would return where it would change nothing: such a one need not be parsed."""
        self._catch_up()
        known = self._one("SELECT id FROM sources WHERE name = ?", (source,))
        kin = self._register.with_words_of(article, known or 0)
        return Written(Outcome.UNCHANGED, kin.id) if kin and kin.kind is Kind.SAME else None

    def add(
        self,
        source: str,
        batch: Iterable[tuple[Article, Extraction]],
        *,
        now: str,
        method: Method = Method.PARSED,
        readings: Iterable[Reading] = (),
    ) -> list[Written]:
        """Store a batch in one transaction. ``source``: folder or file it came from; ``now``: ISO, UTC;
        ``method``: how its extractions were made; ``readings``: how far its files are read with it.
        Returns what became of each, in order.

        Raises ArchiveBusy where another process keeps writing; nothing of the batch is stored then.
        """
        self._catch_up()
        with self._transaction():
            remember(self._connection, readings)
            source_id = self._source(source)
            return [self._add(source_id, *pair, now, method) for pair in batch]

    def reading(self, file: bytes) -> Reading | None:
        """How far a file was read, by its key."""
        return recall(self._connection, file)

    def deepen(self, batch: Iterable[tuple[Article, Extraction]], *, method: Method) -> int:
        """Replace, in one transaction, what was extracted from stored articles; their texts stay.

        Returns how many: an article that was corrected meanwhile is left as it is. Raises ArchiveBusy.
        """
        with self._transaction():
            return sum(self._deepen(*pair, method) for pair in batch)

    def mark_stale(self) -> None:
        """Note of every article that it is to be read again; no more than once until all of them were."""
        with self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO extractions (article, method, version)"
                " SELECT a.id, coalesce(e.method, ?), 0 FROM articles a"
                " LEFT JOIN extractions e ON e.article = a.id"
                " WHERE NOT EXISTS (SELECT 1 FROM extractions WHERE version = 0)",
                (str(Method.NONE),),
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with readable_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._cast.refresh()
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk has rolled it back already.
                self._connection.rollback()
                self._cast.forget()
                raise

    def _row(self, sql: str, parameters: tuple[Any, ...]) -> Any:
        return self._connection.execute(sql, parameters).fetchone()

    def _one(self, sql: str, parameters: tuple[Any, ...]) -> Any:
        row = self._row(sql, parameters)
        return row[0] if row else None

    def _catch_up(self) -> None:
        if not self._caught_up:
            with readable_errors(self.path):
                catch_up(self._connection, self._register, self._transaction)
            self._caught_up = True

    def _source(self, name: str) -> int:
        found = self._one("SELECT id FROM sources WHERE name = ?", (name,))
        if found is None:
            found = self._connection.execute(
                "INSERT INTO sources (name, kind) VALUES (?, 'files')", (name,)
            ).lastrowid
        return int(found)

    def _add(
        self, source: int, article: Article, extraction: Extraction, now: str, method: Method
    ) -> Written:
        kin = self._register.kin_of(article, source)
        kind = kin.kind if kin else None
        if kin and kind is Kind.SAME:
            return Written(Outcome.UNCHANGED, kin.id)
        if kin and kind is Kind.EARLIER:
            self._keep_earlier(kin.id, article, now)
            return Written(Outcome.DUPLICATE, kin.id)
        if kin and kind is Kind.NEWER:
            article_id, outcome = kin.id, Outcome.CORRECTED
            self._keep_revision(article_id, now)
            earlier = self._forget_extraction(article_id)
            self._replace(article_id, source, article)
        else:
            article_id, outcome = self._insert(source, article), Outcome.ADDED
            earlier = {}
        if kin and kind is Kind.STORY:
            self._register.join(article_id, kin.id)
            outcome = Outcome.DUPLICATE
        self._remember(article_id, article)
        insert_parts(self._connection, article_id, article.body, article.paragraphs)
        self._insert_extraction(article_id, article, extraction, earlier, method)
        return Written(outcome, article_id)

    def _insert(self, source: int, article: Article) -> int:
        row = self._connection.execute(
            f"INSERT INTO articles ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",
            _values(source, article),
        )
        return int(row.lastrowid or 0)

    def _replace(self, article_id: int, source: int, article: Article) -> None:
        """Put an article in the place of its earlier version; what it leaves out is as that one says."""
        columns = (
            f"{column} = coalesce(nullif(?, ''), {column})" if column in _KEPT else f"{column} = ?"
            for column in _COLUMNS
        )
        self._connection.execute(
            f"UPDATE articles SET {', '.join(columns)} WHERE id = ?",
            (*_values(source, article), article_id),
        )

    def _remember(self, article_id: int, article: Article) -> None:
        self._register.remembered.add(article_id, article.headline, article.published, article.body)

    def _keep_earlier(self, article_id: int, article: Article, now: str) -> None:
        """Keep an article as an earlier version of another."""
        self._connection.execute(
            "INSERT INTO revisions (article, headline, published, body, body_hash, replaced,"
            " doc_id, record, url) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article_id,
                article.headline,
                article.published,
                article.body,
                body_hash(article.headline, article.body),
                now,
                article.doc_id,
                article.source,
                article.url,
            ),
        )
        self._remember(article_id, article)

    def _deepen(self, article: Article, extraction: Extraction, method: Method) -> bool:
        stored = self._one("SELECT body_hash FROM articles WHERE id = ?", (article.id,))
        if stored != body_hash(article.headline, article.body):
            return False
        earlier = self._forget_extraction(article.id)
        self._insert_extraction(article.id, article, extraction, earlier, method)
        return True

    def _keep_revision(self, article: int, now: str) -> None:
        """Keep the body as a revision, and drop where its parts stood."""
        run = self._connection.execute
        run(
            "INSERT INTO revisions (article, headline, published, body, body_hash, replaced,"
            " doc_id, record, url) SELECT id, headline, published, body, body_hash, ?,"
            " doc_id, record, coalesce(url, '') FROM articles WHERE id = ?",
            (now, article),
        )
        for table in ("passages", "paragraphs"):
            run(f"DELETE FROM {table} WHERE article = ?", (article,))

    def _forget_extraction(self, article: int) -> dict[str, int]:
        """Drop what was found but for its speakers: their numbers by key, for they may speak again."""
        run = self._connection.execute
        for table in ("quotes", "facts", "roles", "referents"):
            run(f"DELETE FROM {table} WHERE article = ?", (article,))
        run(
            "DELETE FROM aliases WHERE speaker IN (SELECT id FROM speakers WHERE article = ?)",
            (article,),
        )
        return dict(run("SELECT key, id FROM speakers WHERE article = ?", (article,)))

    def _insert_extraction(
        self,
        article_id: int,
        article: Article,
        extraction: Extraction,
        earlier: Mapping[str, int],
        method: Method,
    ) -> None:
        many = self._connection.executemany
        quoted = (quote.speaker for quote in extraction.quotes if quote.speaker)
        speakers = self._cast.store(
            article_id, article, dict.fromkeys([*extraction.speakers, *quoted]), earlier
        )
        many(
            'INSERT INTO quotes (article, speaker, kind, content, words, cue, source, start, "end",'
            " paragraph, confidence, reason, statement)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_quote_row(article_id, article.body, quote, speakers) for quote in extraction.quotes],
        )
        many(
            'INSERT INTO facts (article, kind, start, "end", value, unit, qualifier, what, place,'
            " happened, says, paragraph, predicate) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    article_id,
                    str(fact.kind),
                    *fact.span,
                    fact.value,
                    fact.unit,
                    fact.qualifier,
                    fact.what,
                    fact.where,
                    fact.when,
                    fact.says,
                    fact.paragraph,
                    fact.predicate,
                )
                for fact in extraction.facts
            ],
        )
        many(
            'INSERT INTO referents (article, start, "end", name) VALUES (?, ?, ?, ?)',
            [(article_id, *each.span, each.name) for each in extraction.referents],
        )
        self._cast.count(article_id)
        self._connection.execute(
            "INSERT OR REPLACE INTO extractions (article, method, version) VALUES (?, ?, ?)",
            (article_id, str(method), VERSION),
        )
        self._connection.execute("INSERT INTO changes (article) VALUES (?)", (article_id,))

    def close(self) -> None:
        self._db.close()


def _values(source: int, article: Article) -> tuple[Any, ...]:
    """In the order of the columns."""
    return (
        article.doc_id,
        source,
        article.source,
        article.headline,
        article.published,
        article.byline,
        article.dateline,
        article.credit,
        article.url,
        article.body,
        body_hash(article.headline, article.body),
    )


def _quote_row(
    article: int, body: str, quote: Quote, speakers: dict[Speaker, int]
) -> tuple[Any, ...]:
    return (
        article,
        speakers[quote.speaker] if quote.speaker else None,
        str(quote.kind),
        spans_to_json(quote.content),
        words_digest(body, quote.content),
        spans_to_json(quote.cue),
        spans_to_json(quote.source),
        quote.content[0][0],
        quote.content[-1][1],
        quote.paragraph,
        quote.confidence,
        quote.reason,
        quote.is_statement,
    )


def spans_to_json(spans: tuple[Span, ...]) -> str:
    return json.dumps(spans, separators=(",", ":"))
