"""How much there is of when: articles a day, statements a day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from store.db import Readers
from store.overview.model import Activity


def articles_by_day(readers: Readers) -> Activity:
    """The archive's articles by date of print.

    The index on dates alone is read: 60 ms for a million articles. Raises QueryTimeout.
    """
    return _activity(
        readers.rows("SELECT published, count(*) AS times FROM articles GROUP BY published")
    )


def statements_by_day(readers: Readers, people: Sequence[int]) -> Activity:
    """The statements of these people (``people.id``) by the date of their articles. Raises QueryTimeout."""
    return _activity(
        readers.rows(
            "SELECT a.published, count(*) AS times FROM shown_quotes q"
            " JOIN articles a ON a.id = q.article"
            " WHERE q.speaker IN (SELECT id FROM speakers WHERE person IN"
            " (SELECT value FROM json_each(?))) GROUP BY a.published ORDER BY a.published",
            (json.dumps(list(people)),),
        )
    )


def _activity(rows: Iterable[sqlite3.Row]) -> Activity:
    counted = {str(row["published"] or ""): int(row["times"]) for row in rows}
    undated = counted.pop("", 0)
    return Activity(tuple(sorted(counted.items())), undated)
