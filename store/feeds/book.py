"""The book of feeds: the archive's tables of what is polled, when, and what was seen there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from yarl import URL

from store.closing import Closing
from store.db import BUSY_SECONDS, open_writer, readable_errors
from store.errors import ArchiveError
from store.feeds.feed import Feed, instant
from store.feeds.listing import FEEDS
from store.fetch import without_credentials
from store.fetch.addresses import Networks, checked
from store.schema import ARCHIVE

KEPT = timedelta(days=60)
"""How long an item that its feed shows no more is known."""
Run = Callable[..., sqlite3.Cursor]


class UnknownFeed(ArchiveError):
    """The archive follows no such feed."""


class FeedRefused(ArchiveError):
    """An address can't be followed as a feed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is remembered of an item of a feed."""

    words: str
    """Digest of what it said when it was taken in; "" while its page waits."""
    tries: int
    """To fetch its page, in vain."""


class FeedBook(Closing):
    """An archive's feeds, to read and write. Not for sharing between threads at the same time."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """Creates the archive where there is none. Raises ArchiveError subclasses."""
        self._path = path
        self._db = open_writer(path, ARCHIVE, busy_seconds=busy_seconds)
        self._connection: sqlite3.Connection = self._db.conn

    def close(self) -> None:
        self._db.close()

    def feeds(self) -> tuple[Feed, ...]:
        """Every feed, in the order they were added."""
        with readable_errors(self._path):
            cursor = self._connection.execute(FEEDS)
            names = [column[0] for column in cursor.description]
            return tuple(Feed(**dict(zip(names, row, strict=True))) for row in cursor.fetchall())

    def find(self, url: str) -> Feed:
        """The feed of an address, the one it was added by or the one it moved to. Raises UnknownFeed."""
        known = self.feeds()
        spellings = {url, _normal(url)}
        for feed in known:
            if spellings & {feed.url, feed.address}:
                return feed
        listed = "".join(f"\n  {feed.url}" for feed in known[:20])
        raise UnknownFeed(
            f"{without_credentials(url)} is not among the feeds"
            + (f". These are:{listed}" if listed else ": there are none.")
        )

    def add(
        self, url: str, *, now: datetime, minutes: int = 0, networks: Networks = ()
    ) -> tuple[Feed, bool]:
        """Follow a feed, at once due; ``(feed, whether it is new)``.

        ``minutes``: 0 for the settings' own; ``networks``: allowed though not public.

        One that is followed already gets the interval, if one is given. Raises FeedRefused or
        store.fetch.Refused where the address may not be fetched.
        """
        if without_credentials(url) != url:
            raise FeedRefused(
                f"{without_credentials(url)} was given with a name and password, which would stand in the "
                "archive for all who get it: give an address without them."
            )
        url = str(checked(url, networks))
        moment = instant(now)
        with self._writing() as run:
            known = next((each for each in self.feeds() if url in (each.url, each.address)), None)
            if known is None:
                run(
                    "INSERT INTO sources (name, kind) VALUES (?, 'feed')"
                    " ON CONFLICT (name) DO UPDATE SET kind = 'feed'",
                    (url,),
                )
                run(
                    "INSERT INTO feeds (source, address, minutes, added, next_poll)"
                    " SELECT id, name, ?, ?, ? FROM sources WHERE name = ?",
                    (minutes, moment, moment, url),
                )
            elif minutes:
                run("UPDATE feeds SET minutes = ? WHERE source = ?", (minutes, known.source))
        return self.find(url), known is None

    def remove(self, url: str) -> Feed:
        """Follow a feed no more; its articles stay. Raises UnknownFeed."""
        feed = self.find(url)
        with self._writing() as run:
            run("DELETE FROM feed_items WHERE source = ?", (feed.source,))
            run("DELETE FROM feeds WHERE source = ?", (feed.source,))
            run(
                "DELETE FROM sources WHERE id = ? AND NOT EXISTS"
                " (SELECT 1 FROM articles WHERE source = sources.id)",
                (feed.source,),
            )
        return feed

    def hurry(self, url: str, *, now: datetime) -> Feed:
        """Make a feed due at once, also one that was stopped. Raises UnknownFeed."""
        feed = self.find(url)
        with self._writing() as run:
            run(
                "UPDATE feeds SET next_poll = ?, stopped = '' WHERE source = ?",
                (instant(now), feed.source),
            )
        return feed

    def claim(self, feed: Feed, *, now: datetime, until: datetime) -> bool:
        """Take a feed for one poll. False where another poller has it, or polled it since it was read.

        One that is taken for longer than ``until`` was taken by a clock that has gone back since.
        """
        with self._writing() as run:
            taken = run(
                "UPDATE feeds SET leased = :until WHERE source = :source AND checked = :checked"
                " AND (leased <= :now OR leased > :until)",
                {
                    "until": instant(until),
                    "source": feed.source,
                    "checked": feed.checked,
                    "now": instant(now),
                },
            )
            return bool(taken.rowcount)

    def release(self, feed: Feed) -> None:
        """Give a claimed feed back as it is."""
        with self._writing() as run:
            run("UPDATE feeds SET leased = '' WHERE source = ?", (feed.source,))

    def settle(self, feed: Feed) -> None:
        """Store where a feed stands after its poll, and give it back."""
        with self._writing() as run:
            run(
                "UPDATE feeds SET address = ?, title = ?, checked = ?, next_poll = ?, etag = ?,"
                " last_modified = ?, failures = ?, problem = ?, stopped = ?, leased = ''"
                " WHERE source = ?",
                (
                    feed.address,
                    feed.title,
                    feed.checked,
                    feed.next_poll,
                    feed.etag,
                    feed.last_modified,
                    feed.failures,
                    feed.problem,
                    feed.stopped,
                    feed.source,
                ),
            )

    def seen(self, feed: Feed) -> dict[str, Seen]:
        """What is remembered of its items, by the digest of what identifies them."""
        with readable_errors(self._path):
            rows = self._connection.execute(
                "SELECT item, words, tries FROM feed_items WHERE source = ?", (feed.source,)
            ).fetchall()
        return {item: Seen(words, tries) for item, words, tries in rows}

    def note(
        self, feed: Feed, items: Mapping[str, Seen], *, shown: Iterable[str], now: datetime
    ) -> None:
        """Remember items, and that those of ``shown`` are in the feed still; forget what left it long ago."""
        moment = instant(now)
        with self._writing() as run:
            for item, seen in items.items():
                run(
                    "INSERT OR REPLACE INTO feed_items (source, item, words, tries, seen)"
                    " SELECT source, ?, ?, ?, ? FROM feeds WHERE source = ?",
                    (item, seen.words, seen.tries, moment, feed.source),
                )
            for item in shown:
                run(
                    "UPDATE feed_items SET seen = ? WHERE source = ? AND item = ?",
                    (moment, feed.source, item),
                )
            run(
                "DELETE FROM feed_items WHERE source = ? AND seen < ?",
                (feed.source, instant(now - KEPT)),
            )

    @contextmanager
    def _writing(self) -> Iterator[Run]:
        with readable_errors(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection.execute
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()  # nothing, where a full disk has done so
                raise


def _normal(url: str) -> str:
    """An address as ``add`` stores it."""
    try:
        return str(URL(url).with_fragment(None))
    except ValueError:
        return url
