"""An article's paragraphs and passages into the archive, inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from store.model import Paragraph
from store.search.passages import cut


def insert_parts(
    connection: sqlite3.Connection, article: int, body: str, paragraphs: Sequence[Paragraph]
) -> None:
    """Store the paragraphs of an article that has none yet, and the passages cut from them."""
    connection.executemany(
        'INSERT INTO paragraphs (article, ordinal, start, "end") VALUES (?, ?, ?, ?)',
        [(article, p.ordinal, p.start, p.end) for p in paragraphs],
    )
    connection.executemany(
        'INSERT INTO passages (article, ordinal, paragraph, start, "end") VALUES (?, ?, ?, ?, ?)',
        [(article, p.ordinal, p.paragraph, p.start, p.end) for p in cut(body, paragraphs)],
    )
