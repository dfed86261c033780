"""From an archive's changes to what is new of what is followed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from store.db import Readers
from store.follows.matching import passages
from store.follows.subject import Entry, Followed, News, Scan, Sighting
from store.lookup import change_number
from store.model import Passage
from store.search.snapshot import Snapshot

A_SCAN = 100
"""Changes that are looked at in one go, which is a moment's work."""
MOST = 3_000
"""Articles that a digest's news are looked for in, the newest: more come in only when an archive is filled."""


def scan(snapshot: Snapshot, followed: Sequence[Followed], since: int, above: int) -> Scan:
    """What the changes after ``since`` bring, as many of them as are a moment's work.

    Articles with the number ``above`` or a lower one were there before anything was followed. One that is
    changed later is looked at again: what it brings may be new, and is nothing new where it was sighted.
    """
    readers = snapshot.readers
    with readers.moment():
        rows = readers.rows(
            "SELECT number, article FROM changes WHERE number > ? AND article > ?"
            " ORDER BY number LIMIT ?",
            (since, above, A_SCAN),
        )
        articles = sorted({row["article"] for row in rows})
        found = passages(snapshot, followed, articles)
        story = _stories(readers, articles)
        sighted = [Sighting(each, article, story.get(article, article)) for each, article in found]
        until = rows[-1]["number"] if len(rows) == A_SCAN else change_number(readers)
        return Scan(until, tuple(sorted(sighted, key=lambda each: each.article)))


def told(
    snapshot: Snapshot, sighted: Mapping[Followed, Sequence[int]], limit: int
) -> tuple[News, ...]:
    """What to show of sighted articles, ``limit`` entries in all, as they are printed now.

    What was corrected away since then is not among them.
    """
    with snapshot.readers.moment():
        articles = sorted({article for several in sighted.values() for article in several})
        found = passages(snapshot, list(sighted), articles)
        chosen = {
            (each, article): found[each, article]
            for each, several in sighted.items()
            for article in several
            if (each, article) in found
        }
        return _news(snapshot.readers, chosen, limit)


def news(
    snapshot: Snapshot,
    followed: Mapping[Followed, int],
    since: int,
    until: int | None,
    limit: int,
) -> tuple[News, ...]:
    """What came in after change ``since``, up to change ``until`` (None: as far as there is).

    ``followed``: of each, the highest article number when it was begun to be followed.
    """
    readers = snapshot.readers
    with readers.moment():
        before = readers.rows(
            "SELECT coalesce(max(article), 0) FROM changes WHERE number <= ?", (since,)
        )[0][0]
        rows = readers.rows(
            "SELECT DISTINCT article FROM changes WHERE number > ? AND number <= ? AND article > ?"
            " ORDER BY article DESC LIMIT ?",
            (since, (1 << 62) if until is None else until, before, MOST),
        )
        found = passages(snapshot, list(followed), sorted(row["article"] for row in rows))
        fresh = {key: each for key, each in found.items() if key[1] > followed[key[0]]}
        return _news(readers, fresh, limit)


def highest(readers: Readers) -> int:
    """The highest number of an article, 0 for none: what comes in later has a higher one."""
    return int(readers.rows("SELECT coalesce(max(id), 0) FROM articles")[0][0])


def _news(
    readers: Readers, found: Mapping[tuple[Followed, int], list[Passage]], limit: int
) -> tuple[News, ...]:
    """One entry a story, in turns between what is followed, no passage twice."""
    story = _stories(readers, sorted({article for _, article in found}))
    entries: defaultdict[Followed, dict[int, Entry]] = defaultdict(dict)
    newest_first = sorted(
        found, key=lambda key: (found[key][0].citation.published, key[1]), reverse=True
    )
    for followed, article in newest_first:
        passages_ = found[followed, article]
        entry = Entry(passages_[0], len(passages_) - 1)
        entries[followed].setdefault(story.get(article, article), entry)
    shown: defaultdict[Followed, list[Entry]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    left = limit
    for rank in range(max(map(len, entries.values()), default=0)):
        for followed, several in entries.items():
            if rank >= len(several) or not left:
                continue
            entry = list(several.values())[rank]
            place = (entry.passage.citation.article_id, entry.passage.citation.start)
            if place not in seen:
                seen.add(place)
                shown[followed].append(entry)
                left -= 1
    return tuple(
        News(followed, tuple(shown[followed]), len(several))
        for followed, several in entries.items()
    )


def _stories(readers: Readers, articles: Sequence[int]) -> dict[int, int]:
    rows = readers.rows(
        "SELECT id, coalesce(story, id) AS story FROM articles"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(articles)),),
    )
    return {row["id"]: row["story"] for row in rows}
