"""The proof that nothing shown was invented: every stored span stands in its article's body."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from itertools import pairwise

from store.db import Readers
from store.identity import body_hash, words_digest
from store.lookup import spans
from store.stories import fingerprints
from store.stories.catching_up import is_caught_up

PARTS = ("facts", "referents", "passages", "paragraphs")
"""Tables whose rows are a span of an article's body each."""
_ARTICLES_A_ROUND = 500


def check(
    readers: Readers,
    progress: Callable[[int, int], None] = lambda done, total: None,
    *,
    pages: bool = True,
) -> tuple[int, tuple[str, ...]]:
    """``(spans checked, problems)``: quotes, facts, passages, paragraphs and versions.

    ``progress`` is called with (number of the article that was checked, highest number). ``pages``: whether
    SQLite's own check comes first.
    """
    checked, problems = 0, list[str]()
    if pages:
        said = [row[0] for row in readers.rows("PRAGMA quick_check")]
        problems = [f"SQLite: {problem}" for problem in said if problem != "ok"]
    all_known = is_caught_up(readers)
    last = 0
    newest = readers.rows("SELECT max(id) FROM articles")[0][0] or 0
    while rows := readers.rows(
        "SELECT id, doc_id, headline, body, body_hash FROM articles WHERE id > ? ORDER BY id LIMIT ?",
        (last, _ARTICLES_A_ROUND),
    ):
        for row in rows:
            last = row["id"]
            count, found = _check_article(readers, last, row["body"])
            if body_hash(row["headline"], row["body"]) != row["body_hash"]:
                found.append("its text is not what was taken in")
            if all_known and not _is_known(readers, row):
                found.append("it would not be known again: it has no fingerprint")
            checked += count
            problems += [f"article {last} ({row['doc_id']}): {problem}" for problem in found]
        progress(last, newest)
    orphans = readers.rows(
        "SELECT count(*) FROM quotes WHERE article NOT IN (SELECT id FROM articles)"
    )[0][0]
    if orphans:
        problems.append(f"{orphans} quotes of articles that are gone")
    more, found = _check_versions(readers)
    return checked + more, (*problems, *found)


def check_sample(readers: Readers, articles: int) -> tuple[int, tuple[str, ...]]:
    """The same of the quotes, facts, passages and paragraphs of so many articles, evenly spread, and no more."""
    checked, problems, number = 0, list[str](), 0
    (lowest, highest) = readers.rows("SELECT min(id), max(id) FROM articles")[0]
    step = max(1, ((highest or 0) - (lowest or 0) + 1) // articles)
    for _ in range(articles):
        row = readers.row(
            "SELECT id, body FROM articles WHERE id > ? ORDER BY id LIMIT 1", (number,)
        )
        if row is None:
            break
        count, found = _check_article(readers, row["id"], row["body"])
        checked += count
        problems += [f"article {row['id']}: {problem}" for problem in found]
        number = row["id"] + step - 1
    return checked, tuple(problems)


def _is_known(readers: Readers, row: sqlite3.Row) -> bool:
    words = fingerprints.wording(row["headline"], row["body"])
    return bool(
        readers.rows(
            "SELECT 1 FROM fingerprints WHERE value = ? AND article = ? LIMIT 1",
            (fingerprints.exact(words), row["id"]),
        )
    )


def _check_versions(readers: Readers) -> tuple[int, list[str]]:
    """Earlier texts are as they were taken in, and a story begins with an article that is in it."""
    problems: list[str] = []
    checked = last = 0
    while rows := readers.rows(
        "SELECT r.id, r.article, r.headline, r.body, r.body_hash, a.id AS stored FROM revisions r"
        " LEFT JOIN articles a ON a.id = r.article WHERE r.id > ? ORDER BY r.id LIMIT ?",
        (last, _ARTICLES_A_ROUND),
    ):
        for row in rows:
            last = row["id"]
            checked += 1
            if row["stored"] is None:
                problems.append(f"revision {last}: its article {row['article']} is gone")
            if row["body_hash"] and body_hash(row["headline"], row["body"]) != row["body_hash"]:
                problems.append(f"revision {last}: its text is not what was taken in")
    astray = readers.rows(
        "SELECT a.id FROM articles a LEFT JOIN articles first ON first.id = a.story"
        " WHERE a.story IS NOT NULL AND first.story IS NOT a.story"
    )
    problems += [f"article {row['id']}: its story has no first article" for row in astray]
    return checked, problems


def _check_article(readers: Readers, article: int, body: str) -> tuple[int, list[str]]:
    problems: list[str] = []
    checked = 0
    for row in readers.rows("SELECT * FROM quotes WHERE article = ?", (article,)):
        count, found = check_quote(row, body)
        checked += count
        problems += [f"quote {row['id']}: {problem}" for problem in found]
    for table in PARTS:
        for row in readers.rows(f'SELECT start, "end" FROM {table} WHERE article = ?', (article,)):
            checked += 1
            if not is_inside(row, body):
                problems.append(f"{table}: {row['start']}:{row['end']} is outside the body")
    return checked, problems


def check_quote(row: sqlite3.Row, body: str) -> tuple[int, list[str]]:
    """``(spans checked, problems)`` of a row of ``quotes``, whose article has this body."""
    try:
        found = {field: spans(row[field]) for field in ("content", "cue", "source")}
    except (ValueError, TypeError):
        return 0, ["its spans can't be read"]
    problems: list[str] = []
    for field, pairs in found.items():
        for start, stop in pairs:
            if not 0 <= start < stop <= len(body):
                problems.append(f"{field} {start}:{stop} is outside the body")
            elif not body[start:stop].strip():
                problems.append(f"{field} {start}:{stop} holds no words")
    content = found["content"]
    if any(start < end for (_, end), (start, _) in pairwise(content)):
        problems.append("its fragments are out of order")
    if words_digest(body, content) != row["words"]:
        problems.append("the words at its offsets are not those that were found")
    return sum(map(len, found.values())), problems


def is_inside(row: sqlite3.Row, body: str) -> bool:
    """Whether a row of one of ``PARTS`` has a span of its article's body."""
    start, end = row["start"], row["end"]
    return start is not None and end is not None and bool(0 <= start < end <= len(body))
