"""Which articles a digest is about: those that came in since the last one, as stories."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.db import Readers
from store.export.topic import Topic
from store.model import Headline
from store.search.query import parse_words
from store.search.snapshot import Snapshot
from store.search.text import folded

MOST = 3_000
"""Articles that are looked at, the newest first: more come in only when an archive is filled."""
_READ_AT_A_TIME = 100


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What counts as new."""

    since: int | None = None
    """The change number that earlier digests went up to; None: dates decide."""
    until: int | None = None
    """The change number that this one goes up to; None: as far as there is."""
    after: str = ""
    """Without ``since``: the first day, ISO; "" for the digest's day alone."""


@dataclass(frozen=True, slots=True)
class Version:
    """A new article."""

    headline: Headline
    story: int
    """The first article of its story."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """The new articles of a digest."""

    versions: tuple[Version, ...]
    """The newest first, the most that are looked at."""
    articles: int
    """All of them."""
    stories: int
    floor: int
    """Articles with this number or a lower one are not new; -1 where dates decide."""
    newest: str
    """The date of the archive's newest article, ISO, "" for none."""
    people: frozenset[int]
    """The speakers that were asked for, as ``people.id``."""

    @property
    def is_since_a_change(self) -> bool:
        return self.floor >= 0


def arrived(
    snapshot: Snapshot,
    day: str,
    arrivals: Arrivals,
    *,
    topics: Sequence[str],
    speakers: Sequence[str],
) -> Fresh:
    """The articles that are new and fit a topic or a speaker, where any is asked for.

    A correction of an article that was there does not make it new: articles are numbered as they come
    in, so the new ones are those above the highest number at that time.
    """
    readers = snapshot.readers
    floor = -1
    limits: tuple[int, int] | tuple[str, str]
    if arrivals.since is not None:
        floor = _highest(readers, arrivals.since)
        top = _highest(readers, arrivals.until)
        where, limits = "id > ? AND id <= ?", (floor, top)
    else:
        where, limits = "published >= ? AND published <= ?", (arrivals.after or day, day)
    rows = readers.rows(
        "SELECT id, headline, published, url, coalesce(story, id) AS story FROM articles"
        f" WHERE {where} ORDER BY published DESC, id DESC LIMIT {MOST}",
        limits,
    )
    versions = [
        Version(
            Headline(row["id"], row["headline"], row["published"], row["url"] or ""), row["story"]
        )
        for row in rows
    ]
    people = _people(snapshot, speakers)
    if topics or speakers:
        ids = [each.headline.article_id for each in versions]
        kept = _quoting(readers, ids, people) | _about(snapshot, ids, topics)
        versions = [each for each in versions if each.headline.article_id in kept]
        articles, stories = len(versions), len({each.story for each in versions})
    else:
        counted = readers.rows(
            "SELECT count(*) AS articles, count(DISTINCT coalesce(story, id)) AS stories"
            f" FROM articles WHERE {where}",
            limits,
        )[0]
        articles, stories = counted["articles"], counted["stories"]
    newest = readers.rows("SELECT max(published) AS newest FROM articles")[0]["newest"] or ""
    return Fresh(tuple(versions), articles, stories, floor, newest, people)


def _highest(readers: Readers, change: int | None) -> int:
    """The highest number of an article at a change; now, where that is None."""
    if change is None:
        return int(readers.rows("SELECT coalesce(max(id), 0) FROM articles")[0][0])
    rows = readers.rows(
        "SELECT coalesce(max(article), 0) FROM changes WHERE number <= ?", (change,)
    )
    return int(rows[0][0])


def _people(snapshot: Snapshot, speakers: Sequence[str]) -> frozenset[int]:
    """Who is meant; a name that the archive does not know yet is nobody's."""
    found: set[int] = set()
    for name in speakers:
        named = snapshot.speakers.find(name, 1)
        if named and not named[0].fuzzy:
            found.update(named[0].people)
    return frozenset(found)


def _quoting(readers: Readers, ids: Sequence[int], people: frozenset[int]) -> set[int]:
    if not people:
        return set()
    rows = readers.rows(
        "SELECT DISTINCT q.article FROM shown_quotes q JOIN speakers s ON s.id = q.speaker"
        " WHERE q.article IN (SELECT value FROM json_each(?))"
        " AND s.person IN (SELECT value FROM json_each(?))",
        (json.dumps(ids), json.dumps(list(people))),
    )
    return {row["article"] for row in rows}


def _about(snapshot: Snapshot, ids: Sequence[int], topics: Sequence[str]) -> set[int]:
    """Those with a paragraph that, with the headline, holds all words of a topic.

    Spelling is taken as it stands: a word that is news has no like among those of before.
    """
    found: set[int] = set()
    for topic in filter(None, map(_topic, topics)):
        likely = [each for each in topic.likely(snapshot.view, ids) if each not in found]
        for first in range(0, len(likely), _READ_AT_A_TIME):
            chosen = json.dumps(likely[first : first + _READ_AT_A_TIME])
            for row in snapshot.readers.rows(
                'SELECT p.article, a.headline, substr(a.body, p.start + 1, p."end" - p.start) AS text'
                " FROM paragraphs p JOIN articles a ON a.id = p.article"
                " WHERE p.article IN (SELECT value FROM json_each(?))",
                (chosen,),
            ):
                text = f"{row['headline']} {row['text']}"
                if row["article"] not in found and topic.holds(text):
                    found.add(row["article"])
    return found


def _topic(text: str) -> Topic:
    read = parse_words(text)
    words = read.words or (tuple(folded(text)) if not (read.phrases or read.excluded) else ())
    return Topic(replace(read, words=words))
