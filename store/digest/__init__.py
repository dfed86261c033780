"""A day's digest: what is new, what was said that is worth showing, what stood on this day before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from store.db import Readers
from store.digest.arrivals import Arrivals, Fresh, arrived
from store.digest.telling import Telling
from store.lookup import headline_of
from store.model import Digest, Headline
from store.search.snapshot import Snapshot

__all__ = ["Arrivals", "digest"]

SHOWN = 14
"""Stories that are told; the rest are counted."""
_SHOWN_ANNIVERSARIES = 3
_SHOWN_SPEAKERS = 5
_STILL = timedelta(days=30)
"""An archive whose newest article is older than this does not grow any more."""


def digest(
    snapshot: Snapshot,
    day: str,
    arrivals: Arrivals,
    *,
    topics: Sequence[str] = (),
    speakers: Sequence[str] = (),
) -> Digest:
    """The digest of ``day`` (ISO): one entry a story, the ones that matter most first."""
    with snapshot.readers.moment():
        fresh = arrived(snapshot, day, arrivals, topics=topics, speakers=speakers)
        telling = Telling(snapshot.readers, fresh)
        return Digest(
            day=day,
            stories=telling.stories(SHOWN),
            total=fresh.stories,
            articles=fresh.articles,
            on_this_day=_on_this_day(snapshot.readers, day) if _looks_back(fresh, day) else (),
            most_quoted=_most_quoted(telling),
        )


def _looks_back(fresh: Fresh, day: str) -> bool:
    """A day of the past always; a server's day where the archive has stopped growing."""
    if not fresh.is_since_a_change:
        return True
    try:
        newest = date.fromisoformat(
            (fresh.newest + "-12-31")[:10] if fresh.newest else "0001-01-01"
        )
        return date.fromisoformat(day) - newest > _STILL
    except ValueError:
        return False


def _most_quoted(telling: Telling) -> tuple[tuple[str, int], ...]:
    said: Counter[str] = Counter()
    for voice, times in telling.voices():
        said[voice] += times
    ranked = sorted(said.items(), key=lambda each: (-each[1], each[0]))
    return tuple(ranked[:_SHOWN_SPEAKERS])


def _on_this_day(readers: Readers, day: str) -> tuple[Headline, ...]:
    """Articles of the same day of earlier years, one a story, the latest year first."""
    rows = readers.rows(
        "SELECT max(id) AS id, headline, published, url FROM articles"
        " WHERE length(published) = 10 AND substr(published, 6) = ? AND published < ?"
        " GROUP BY coalesce(story, id) ORDER BY published DESC, id LIMIT ?",
        (day[5:], day, _SHOWN_ANNIVERSARIES),
    )
    return tuple(headline_of(row) for row in rows)
