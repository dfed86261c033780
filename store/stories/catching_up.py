"""Fingerprints for the articles of an archive that an earlier version wrote, or took by other means.

The next ingest takes them before it begins, a thousand articles a transaction; one that was interrupted is
carried on where it stopped.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager

from store.db import Readers
from store.model import Article
from store.stories.fingerprints import VERSION
from store.stories.register import Register

BATCH = 1000

_ARTICLES = """
    SELECT id, headline, published, body, record, story FROM articles WHERE id > ? ORDER BY id LIMIT ?
"""


def catch_up(
    connection: sqlite3.Connection,
    register: Register,
    transaction: Callable[[], AbstractContextManager[None]],
) -> None:
    """Take what is missing; where nothing is, it costs one look. Raises what ``transaction`` raises."""
    while _note(connection, "fingerprints") != VERSION:
        with transaction():
            _some(connection, register)


def is_caught_up(readers: Readers) -> bool:
    """Whether every article has its fingerprints; those of an earlier version get them with the next ingest."""
    row = readers.row("SELECT value FROM meta WHERE key = 'fingerprints'")
    return row is not None and row["value"] == VERSION


def _some(connection: sqlite3.Connection, register: Register) -> None:
    version, _, last = _note(connection, "fingerprinting").partition(":")
    if version != VERSION:
        connection.execute("DELETE FROM fingerprints")
        last = "0"
    rows = connection.execute(_ARTICLES, (int(last), BATCH)).fetchall()
    for number, headline, published, body, record, story in rows:
        article = Article(headline, body, (), published, source=record)
        kin = register.story_of(article, but=number) if story is None else None
        if kin:
            register.join(number, kin.id)
        _earlier(connection, register, number)
        register.remembered.add(number, headline, published, body)
    if rows:
        _keep(connection, "fingerprinting", f"{VERSION}:{rows[-1][0]}")
    else:
        _keep(connection, "fingerprints", VERSION)
        _keep(connection, "fingerprinting", "")


def _earlier(connection: sqlite3.Connection, register: Register, article: int) -> None:
    revisions = connection.execute(
        "SELECT coalesce(headline, ''), coalesce(published, ''), body FROM revisions WHERE article = ?",
        (article,),
    ).fetchall()
    for headline, published, body in revisions:
        register.remembered.add(article, headline, published, body)


def _note(connection: sqlite3.Connection, key: str) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def _keep(connection: sqlite3.Connection, key: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))
