"""Through a selection a page at a time: however large the archive is, a page is all that is in memory."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import islice

from store.db import Readers
from store.export.selection import Found, Understood
from store.export.topic import Topic
from store.lookup import article_from, fact_of, quote_of
from store.model import Article, ArticleView, Paragraph, Quote
from store.search.origin import is_from, origin
from store.search.records import between, speakers_of
from store.search.snapshot import Snapshot

NUMBERS_A_READ = 5_000
ARTICLES_A_READ = 100
SPEAKERS_A_READ = 10_000

Progress = Callable[[int, int], None]
"""Called with (articles gone through, articles in all)."""


class Order(StrEnum):
    """In which order articles come."""

    STORED = "stored"  # as they were taken in
    NEWEST = "newest"  # by date, those without one last


def walk(
    snapshot: Snapshot, asked: Understood, order: Order, progress: Progress | None = None
) -> Iterator[Found]:
    """The articles of a selection.

    Where a speaker is asked for, those with a quote of the selection; else all that fit its dates, source
    and words, with the quotes that fit. An article is read in one moment, so that its quotes stand where
    they say, also while others write.
    """
    topic = Topic(asked.topic)
    speakers = frozenset(speakers_of(snapshot.readers, asked.people)) if asked.people else None
    table = "quotes" if asked.selection.unsure else "shown_quotes"
    numbers = _numbers(snapshot.readers, asked, order, progress)
    candidates = _candidates(snapshot, topic, speakers, table)
    if candidates is not None:
        marked = candidates
        numbers = (number for number in numbers if number < len(marked) and marked[number])
    while page := list(islice(numbers, ARTICLES_A_READ)):
        for view, said_by in _read(snapshot.readers, page, asked.selection.source, table):
            quotes = tuple(
                quote
                for quote, speaker in zip(view.quotes, said_by, strict=True)
                if (speakers is None or speaker in speakers)
                and (not topic or topic.holds(_around(view.article, quote)))
            )
            if quotes or (speakers is None and (not topic or _is_about(view.article, topic))):
                yield Found(view, quotes)


def _candidates(
    snapshot: Snapshot, topic: Topic, speakers: Iterable[int] | None, table: str
) -> bytearray | None:
    """A byte for each article, 0 for those that can't be of the selection; None where each may be."""
    row = snapshot.readers.row("SELECT max(id) FROM articles")
    newest = int(row[0] or 0) if row else 0
    marked = topic.articles(snapshot.view, newest)
    if speakers is None:
        return marked
    quoting = bytearray(newest + 1)
    rest = iter(speakers)
    while batch := list(islice(rest, SPEAKERS_A_READ)):
        for (article,) in snapshot.readers.rows(
            f"SELECT DISTINCT article FROM {table} WHERE speaker IN (SELECT value FROM json_each(?))",
            (json.dumps(batch),),
        ):
            if article <= newest and (marked is None or marked[article]):
                quoting[article] = 1
    return quoting


def _read(
    readers: Readers, numbers: Sequence[int], source: str, table: str
) -> Iterator[tuple[ArticleView, list[int | None]]]:
    """Articles with these numbers in their order, and who is behind each of their quotes."""
    chosen = ("IN (SELECT value FROM json_each(?))", (json.dumps(numbers),))
    with readers.moment():
        articles = {
            row["id"]: row
            for row in readers.rows(_ARTICLES + chosen[0], chosen[1])
            if not source or is_from(source, _origin(row))
        }
        chosen = (chosen[0], (json.dumps(list(articles)),))
        paragraphs = _by_article(readers.rows(_PARAGRAPHS.format(*chosen), chosen[1]))
        quotes = _by_article(readers.rows(_QUOTES.format(chosen[0], table=table), chosen[1]))
        facts = _by_article(readers.rows(_FACTS.format(*chosen), chosen[1]))
    for number in numbers:
        if number not in articles:
            continue
        spans = tuple(Paragraph(*row[1:]) for row in paragraphs[number])
        view = ArticleView(
            article=article_from(articles[number], spans),
            quotes=tuple(map(quote_of, quotes[number])),
            facts=tuple(map(fact_of, facts[number])),
        )
        yield view, [row["speaker"] for row in quotes[number]]


_ARTICLES = "SELECT a.*, o.name AS origin FROM articles a LEFT JOIN sources o ON o.id = a.source WHERE a.id "
_PARAGRAPHS = 'SELECT article, ordinal, start, "end" FROM paragraphs WHERE article {0} ORDER BY article, ordinal'
_QUOTES = (
    "SELECT q.*, s.name, s.kind AS speaker_kind, s.named, r.role, r.organisation, r.place"
    " FROM {table} q LEFT JOIN speakers s ON s.id = q.speaker"
    " LEFT JOIN roles r ON r.speaker = q.speaker AND r.article = q.article"
    " WHERE q.article {0} ORDER BY q.article, q.start, q.id"
)
_FACTS = "SELECT * FROM facts WHERE article {0} ORDER BY article, start, id"


def _by_article(rows: Iterable[sqlite3.Row]) -> dict[int, list[sqlite3.Row]]:
    found: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        found[row["article"]].append(row)
    return found


def _origin(row: sqlite3.Row) -> str:
    return origin(row["origin"] or "", row["record"], row["credit"] or "", row["url"] or "")


def _around(article: Article, quote: Quote) -> str:
    """What says what a quote is about: the paragraphs it stands in, and the headline."""
    start, end = quote.content[0][0], quote.content[-1][1]
    held = (
        article.body[paragraph.start : paragraph.end]
        for paragraph in article.paragraphs
        if paragraph.start < end and paragraph.end > start
    )
    return " ".join([article.headline, *held])


def _is_about(article: Article, topic: Topic) -> bool:
    """Whether a paragraph with the headline holds all that is asked for."""
    return any(
        topic.holds(f"{article.headline} {article.body[paragraph.start : paragraph.end]}")
        for paragraph in article.paragraphs
    )


def _numbers(
    readers: Readers, asked: Understood, order: Order, progress: Progress | None
) -> Iterator[int]:
    """The numbers of the articles of some days, in order: read from an index alone."""
    where, limits = between(asked.selection.after, asked.selection.before)
    columns, turn = {
        Order.STORED: ("a.id", "ASC"),
        Order.NEWEST: ("a.published, a.id", "DESC"),
    }[order]
    relation = "<" if turn == "DESC" else ">"
    sorting = ", ".join(f"{column} {turn}" for column in columns.split(", "))
    total = 0
    if progress:
        total = int(readers.rows(f"SELECT count(*) FROM articles a WHERE 1{where}", limits)[0][0])
    done = 0
    at: tuple[object, ...] = ()
    while True:
        beyond = f" AND ({columns}) {relation} ({', '.join('?' * len(at))})" if at else ""
        rows = readers.rows(
            f"SELECT {columns} FROM articles a WHERE 1{where}{beyond} ORDER BY {sorting} LIMIT ?",
            (*limits, *at, NUMBERS_A_READ),
        )
        for row in rows:
            yield int(row["id"])
            done += 1
            if progress and done % ARTICLES_A_READ == 0:
                progress(done, max(done, total))
        if len(rows) < NUMBERS_A_READ:
            break
        at = tuple(rows[-1])
    if progress:
        progress(done, done)
