"""A day of the year in all years: the stories that were printed on it, and what was said in them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from store.db import Readers
from store.digest.arrivals import Fresh, Version
from store.digest.telling import Telling
from store.lookup import headline_of
from store.model import Story
from store.overview.model import DayOfYears

MOST = 6_000
"""Articles of one day that are compared, of the latest years first: twice what a million articles have."""


def on_this_day(readers: Readers, day: str, limit: int, offset: int) -> DayOfYears:
    """The stories of ``day`` (``MM-DD``), one a year in turn; of a year those most is said in come first.

    Articles whose date is not known to the day are none of it.
    """
    with readers.moment():
        rows = readers.rows(
            "SELECT id, published, coalesce(story, id) AS story FROM articles"
            " WHERE substr(published, 6) = ? AND length(published) = 10"
            f" ORDER BY published DESC, id DESC LIMIT {MOST}",
            (day,),
        )
        order = _in_turn(rows, _said(readers, [row["id"] for row in rows]))
        chosen = order[offset : offset + limit]
        return DayOfYears(
            day=day,
            stories=_told(readers, chosen),
            total=len(order),
            offset=offset,
            years=tuple(sorted({row["published"][:4] for row in rows})),
        )


def _said(readers: Readers, articles: list[int]) -> dict[int, int]:
    """article → statements in it."""
    rows = readers.rows(
        "SELECT article, count(*) AS times FROM quotes"
        " WHERE article IN (SELECT value FROM json_each(?)) GROUP BY article",
        (json.dumps(articles),),
    )
    return {row["article"]: row["times"] for row in rows}


def _in_turn(rows: Iterable[sqlite3.Row], said: dict[int, int]) -> list[list[int]]:
    """The articles of each story, the newest first: stories of each year in turn, the latest year first."""
    stories: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for row in rows:
        stories[row["published"][:4], row["story"]].append(row["id"])
    years: defaultdict[str, list[list[int]]] = defaultdict(list)
    for (year, _), versions in stories.items():
        years[year].append(versions)
    turns: list[tuple[int, int, list[int]]] = []
    for year, told in years.items():
        told.sort(key=lambda versions: (-max(said.get(one, 0) for one in versions), versions))
        turns += [(place, -int(year), versions) for place, versions in enumerate(told)]
    return [versions for _, _, versions in sorted(turns)]


def _told(readers: Readers, chosen: list[list[int]]) -> tuple[Story, ...]:
    rows = readers.rows(
        "SELECT id, headline, published, url FROM articles"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([one for versions in chosen for one in versions]),),
    )
    headlines = {row["id"]: headline_of(row) for row in rows}
    # A story may have been told on this day of several years: here each of them is one.
    told = Telling(
        readers,
        Fresh(
            versions=tuple(
                Version(headlines[one], versions[0]) for versions in chosen for one in versions
            ),
            articles=len(headlines),
            stories=len(chosen),
            floor=-1,
            newest="",
            people=frozenset(),
        ),
    ).stories(len(chosen))
    place = {versions[0]: number for number, versions in enumerate(chosen)}
    return tuple(sorted(told, key=lambda story: place[story.headline.article_id]))
