"""Rows that were salvaged into an archive again: what no longer holds together is dropped, what can be derived made anew.

What stays passes `dateline doctor`. All functions work inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sqlite_utils import Database

from store.identity import body_hash
from store.integrity import PARTS, check_quote, is_inside
from store.model import Paragraph
from store.parts import insert_parts
from store.people import links
from store.repair.cells import Value
from store.schema import remember_blocks

_OF_ARTICLES = (
    "revisions paragraphs passages roles quotes facts referents extractions fingerprints".split()
)
_TOLD = ("id", "headline", "published", "record", "url")
_A_ROUND = 1_000
_LOWEST = -(1 << 63)
_OF_SPEAKERS = {"aliases": "speaker", "roles": "speaker", "links": "speaker"}


@dataclass
class Mended:
    """What mending came to."""

    dropped: Counter[str] = field(default_factory=Counter)
    """Rows by table that were read and don't hold together any more."""
    articles: set[int] = field(default_factory=set)
    """Articles that are gone, by number: those that other rows still belong to, and those whose text is not
    what was taken in."""
    altered: dict[int, dict[str, Value]] = field(default_factory=dict)
    """Of the latter, what their rows said."""
    incomplete: set[int] = field(default_factory=set)
    """Articles of which something found in them is gone: they are to be read again."""


def mend(database: Database, mended: Mended, progress: Callable[[int, int], None]) -> None:
    """Make one archive of salvaged rows.

    ``mended`` may name articles already that are known to be gone, or incomplete. ``progress`` is called with
    (articles mended, articles in all).
    """
    connection = database.conn
    connection.row_factory = sqlite3.Row
    _check_texts(connection, mended)
    _drop_widows(connection, mended)
    _mend_sources(connection)
    _check_spans(connection, mended, progress)
    _mend_stories(connection)
    _mend_people(database)
    _renew(connection, complete=not mended.articles)
    for article in mended.incomplete:
        connection.execute("DELETE FROM extractions WHERE article = ?", (article,))


def _check_texts(connection: sqlite3.Connection, mended: Mended) -> None:
    """Drop articles and earlier versions whose words are not those that were taken in."""
    for table in ("articles", "revisions"):
        wrong = [
            {column: row[column] for column in _TOLD}
            for row in connection.execute(f"SELECT * FROM {table}")
            if row["body_hash"]
            and body_hash(row["headline"] or "", row["body"]) != row["body_hash"]
        ]
        mended.dropped[table] += len(wrong)
        if table == "articles":
            mended.altered = {row["id"]: row for row in wrong}
            mended.articles |= mended.altered.keys()
        connection.executemany(f"DELETE FROM {table} WHERE id = :id", wrong)


def _drop_widows(connection: sqlite3.Connection, mended: Mended) -> None:
    """Drop rows that belong to an article or a speaker that is gone; quotes lose the speaker alone."""

    def drop(table: str, where: str) -> None:
        mended.dropped[table] += connection.execute(f"DELETE FROM {table} WHERE {where}").rowcount

    for table in _OF_ARTICLES:
        owners = f"SELECT article FROM {table} WHERE article NOT IN (SELECT id FROM articles)"
        mended.articles |= _numbers(connection, owners)
        drop(table, "article NOT IN (SELECT id FROM articles)")
    drop("speakers", "article IS NOT NULL AND article NOT IN (SELECT id FROM articles)")
    gone = "NOT IN (SELECT id FROM speakers)"
    for table, column in _OF_SPEAKERS.items():
        drop(table, f"{column} {gone}")
    drop("links", f"other {gone}")
    drop("feeds", "source NOT IN (SELECT id FROM sources)")
    drop("feed_items", "source NOT IN (SELECT source FROM feeds)")
    unnamed = f"speaker IS NOT NULL AND speaker {gone}"
    mended.incomplete |= _numbers(connection, f"SELECT article FROM quotes WHERE {unnamed}")
    connection.execute(f"UPDATE quotes SET speaker = NULL WHERE {unnamed}")


def _mend_sources(connection: sqlite3.Connection) -> None:
    """Articles stay those of one source, also where its name is gone."""
    connection.execute(
        "INSERT INTO sources (id, name, kind) SELECT DISTINCT source,"
        " 'a source whose name is gone (' || source || ')', 'files' FROM articles"
        " WHERE source IS NOT NULL AND source NOT IN (SELECT id FROM sources)"
    )


def _check_spans(
    connection: sqlite3.Connection, mended: Mended, progress: Callable[[int, int], None]
) -> None:
    """Drop what is not the text at its offsets; paragraphs and passages are cut anew where one is missing."""
    (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    for number, (article, body) in enumerate(_bodies(connection), 1):
        progress(number, articles)
        found = connection.execute("SELECT * FROM quotes WHERE article = ?", (article,)).fetchall()
        wrong = [row["id"] for row in found if check_quote(row, body)[1]]
        _drop(connection, "quotes", wrong, mended)
        for table in PARTS:
            rows = connection.execute(
                f'SELECT rowid AS number, start, "end" FROM {table} WHERE article = ?', (article,)
            ).fetchall()
            outside = [row["number"] for row in rows if not is_inside(row, body)]
            _drop(connection, table, outside, mended)
            wrong += outside if table in ("facts", "referents") else []
        if wrong:
            mended.incomplete.add(article)
        if not _covers(connection, article, body):
            _cut_anew(connection, article, body)


def _bodies(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Every article's number and body, some at a time: each may be changed meanwhile."""
    last = _LOWEST
    query = "SELECT id, body FROM articles WHERE id > ? ORDER BY id LIMIT ?"
    while rows := connection.execute(query, (last, _A_ROUND)).fetchall():
        for last, body in rows:
            yield last, body


def _drop(
    connection: sqlite3.Connection, table: str, numbers: Iterable[int], mended: Mended
) -> None:
    for number in numbers:
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (number,))
        mended.dropped[table] += 1


def _covers(connection: sqlite3.Connection, article: int, body: str) -> bool:
    """Whether an article's paragraphs and passages are all there."""
    for table in ("paragraphs", "passages"):
        count, last, end = connection.execute(
            f'SELECT count(*), max(ordinal), max("end") FROM {table} WHERE article = ?', (article,)
        ).fetchone()
        if (last or 0) != count or (end or 0) != len(body.rstrip()):
            return False
    return True


def _cut_anew(connection: sqlite3.Connection, article: int, body: str) -> None:
    for table in ("paragraphs", "passages"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
    paragraphs: list[Paragraph] = []
    at = 0
    for text in body.split("\n\n"):
        if text:
            paragraphs.append(Paragraph(len(paragraphs) + 1, at, at + len(text)))
        at += len(text) + 2
    insert_parts(connection, article, body, paragraphs)


def _mend_stories(connection: sqlite3.Connection) -> None:
    """The first article of a story that is still there is its first one."""
    connection.execute(
        "UPDATE articles SET story = (SELECT min(a.id) FROM articles a WHERE a.story = articles.story)"
        " WHERE story IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM articles first WHERE first.id = articles.story AND first.story = first.id)"
    )


def _mend_people(database: Database) -> None:
    """Who was one person stays one, also where the row or the link that said so is gone."""
    connection = database.conn
    connection.execute("UPDATE speakers SET person = id WHERE person IS NULL")
    lost = _numbers(
        connection, "SELECT person FROM speakers WHERE person NOT IN (SELECT id FROM speakers)"
    )
    for person in lost:
        (heir,) = connection.execute(
            "SELECT min(id) FROM speakers WHERE person = ?", (person,)
        ).fetchone()
        connection.execute("UPDATE speakers SET person = ? WHERE person = ?", (heir, person))
        connection.execute("DELETE FROM links WHERE speaker = ? AND same", (heir,))
    loose = connection.execute(
        "SELECT id, person FROM speakers s WHERE id <> person AND NOT EXISTS"
        " (SELECT 1 FROM links WHERE speaker = s.id AND same AND cut IS NULL)"
    ).fetchall()
    for speaker, person in loose:
        why = "joined before the archive was repaired"
        links.link(connection, speaker, person, by=links.RULE, why=why)
    for table in ("decision", "cut"):
        connection.execute(
            f"UPDATE links SET {table} = NULL WHERE {table} NOT IN (SELECT id FROM links)"
        )
    connection.execute(
        "UPDATE speakers SET quotes ="
        " (SELECT count(*) FROM shown_quotes WHERE speaker = speakers.id)"
    )
    connection.execute("DELETE FROM people")
    last = _LOWEST
    query = "SELECT DISTINCT person FROM speakers WHERE person > ? ORDER BY person LIMIT ?"
    while people := [row[0] for row in connection.execute(query, (last, _A_ROUND))]:
        links.refresh(connection, people)
        last = people[-1]
    remember_blocks(database)


def _renew(connection: sqlite3.Connection, *, complete: bool) -> None:
    """Derived things are made anew by whoever needs them next."""
    connection.execute(
        "INSERT INTO changes (article) SELECT id FROM articles"
        " WHERE id NOT IN (SELECT article FROM changes)"
    )
    connection.execute("DELETE FROM fingerprints")
    connection.execute("DELETE FROM meta WHERE key IN ('fingerprints', 'fingerprinting')")
    # The index beside it is of the archive as it was: under another id it is built anew.
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('id', ?)", (uuid.uuid4().hex,))
    if not complete:
        # So that the next ingest and the next poll take in again what is gone.
        connection.execute("DELETE FROM readings")
        connection.execute("UPDATE feed_items SET words = ''")
        connection.execute("UPDATE feeds SET etag = '', last_modified = ''")


def _numbers(connection: sqlite3.Connection, query: str) -> set[int]:
    return {row[0] for row in connection.execute(query)}
