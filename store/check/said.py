"""Whose words a stretch of an article is, as the archive has it: the quotation, its speaker, their names."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from store.db import Readers
from store.lookup import quote_of
from store.lookup import spans as content_of
from store.model import Quote, Span

_MOST_NAMES = 200
_MOST_QUOTES = 500
_ENOUGH = 0.3
"""Share of the words: a quotation may go on in the next sentence as one of its own."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation that holds printed words."""

    quote: Quote
    names: tuple[str, ...]
    """Every name printed of its speaker, in any article; empty where the archive knows none."""


def said_within(readers: Readers, article: int, spans: Sequence[Span]) -> Said | None:
    """The quotation that holds most of some words of an article's body, None where none holds enough."""
    low, high = spans[0][0], spans[-1][1]
    rows = readers.rows(
        "SELECT q.*, s.name, s.kind AS speaker_kind, s.named, s.person, r.role, r.organisation, r.place"
        " FROM quotes q LEFT JOIN speakers s ON s.id = q.speaker"
        " LEFT JOIN roles r ON r.speaker = q.speaker AND r.article = q.article"
        " WHERE q.article = ? AND q.start < ? AND q.end > ? ORDER BY q.start LIMIT ?",
        (article, high, low, _MOST_QUOTES),
    )
    best: sqlite3.Row | None = None
    most = (0.0, 0.0)
    for row in rows:
        content = content_of(row["content"])
        held = sum(any(s <= start and end <= e for s, e in content) for start, end in spans)
        share = held / len(spans)
        # A quotation may stand inside a longer report of somebody else's: the narrower one is meant.
        value = (round(share, 1), -sum(e - s for s, e in content))
        if share >= _ENOUGH and value > most:
            best, most = row, value
    if best is None:
        return None
    return Said(quote_of(best), _names(readers, best["person"]))


def _names(readers: Readers, person: int | None) -> tuple[str, ...]:
    if person is None:
        return ()
    rows = readers.rows(
        "SELECT name FROM speakers WHERE person = ?1 UNION SELECT alias FROM aliases"
        " WHERE speaker IN (SELECT id FROM speakers WHERE person = ?1) LIMIT ?2",
        (person, _MOST_NAMES),
    )
    return tuple(row[0] for row in rows)


def speakers_in(readers: Readers, article: int) -> tuple[str, ...]:
    """The names of those that an article names as speakers."""
    rows = readers.rows(
        "SELECT name FROM speakers WHERE article = ? AND named ORDER BY id LIMIT ?",
        (article, _MOST_NAMES),
    )
    return tuple(row[0] for row in rows)
