"""Which feeds an archive follows: for all who only look."""

from __future__ import annotations

from store.db import Readers
from store.feeds.feed import Feed

FEEDS = """
    SELECT f.source, s.name AS url, f.address, f.title, f.minutes, f.added, f.checked, f.next_poll,
        f.etag, f.last_modified, f.failures, f.problem, f.stopped,
        (SELECT count(*) FROM articles a WHERE a.source = f.source) AS articles
    FROM feeds f JOIN sources s ON s.id = f.source ORDER BY f.source
"""


def feeds(readers: Readers) -> tuple[Feed, ...]:
    """Every feed, in the order they were added."""
    return tuple(Feed(**dict(row)) for row in readers.rows(FEEDS))
