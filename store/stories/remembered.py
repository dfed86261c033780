"""The table of fingerprints: which articles have had these words, or share some of their runs of words."""

from __future__ import annotations

import json
import sqlite3

from store.stories import fingerprints
from store.stories.days import UNDATED, day_of
from store.stories.likeness import WITHIN

_LOOKED_AT = 200
"""Shared fingerprints that are looked at for one article: of a daily form there may be thousands."""
_SAME_WORDS = 20

_SHARED = "SELECT article FROM fingerprints WHERE value IN (SELECT value FROM json_each(:values))"
_ABOUT_THEN = f"{_SHARED} AND day BETWEEN :first AND :last UNION ALL {_SHARED} AND day = 0"
_MOST_SHARED = """
    SELECT article FROM ({shared} LIMIT :most) GROUP BY article
    ORDER BY count(*) DESC, article DESC LIMIT :limit
"""


class Remembered:
    """Reads and writes within its caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._many = connection.executemany

    def add(self, article: int, headline: str, published: str, body: str) -> None:
        """Remember words that an article has, or has had."""
        words = fingerprints.wording(headline, body)
        day = day_of(published)
        self._many(
            "INSERT OR IGNORE INTO fingerprints (value, day, article) VALUES (?, ?, ?)",
            [(v, day, article) for v in (fingerprints.exact(words), *fingerprints.near(words))],
        )

    def with_words(self, words: str) -> list[int]:
        """Articles that may have this wording, the first of them first."""
        return [
            row[0]
            for row in self._run(
                "SELECT DISTINCT article FROM fingerprints WHERE value = ?"
                " ORDER BY article LIMIT ?",
                (fingerprints.exact(words), _SAME_WORDS),
            )
        ]

    def sharing(self, words: str, published: str, limit: int) -> list[int]:
        """Articles of about that date that may be near-duplicates, those that share most first.

        Articles without a date are near to every other.
        """
        values = fingerprints.near(words)
        if not values:
            return []
        day = day_of(published)
        return [
            row[0]
            for row in self._run(
                _MOST_SHARED.format(shared=_SHARED if day == UNDATED else _ABOUT_THEN),
                {
                    "values": json.dumps(values),
                    "first": day - WITHIN,
                    "last": day + WITHIN,
                    "most": _LOOKED_AT,
                    "limit": limit,
                },
            )
        ]
