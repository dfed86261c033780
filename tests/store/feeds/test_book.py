"""The archive's book of feeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store import Archive
from store.feeds.book import KEPT, FeedBook, FeedRefused, Seen, UnknownFeed
from store.feeds.feed import instant
from store.fetch import Refused

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://tarn.example/rss"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def book(path: Path) -> Iterator[FeedBook]:
    with FeedBook(path) as opened:
        yield opened


def test_a_feed_is_added_once(book: FeedBook) -> None:
    feed, new = book.add("HTTPS://Tarn.Example/rss#top", now=NOW)
    assert (feed.url, feed.address, new) == (URL, URL, True)
    assert feed.due(NOW)
    again, new = book.add(URL, now=NOW + timedelta(days=1), minutes=15)
    assert (again, new) == (replace(feed, minutes=15), False)
    assert book.feeds() == (again,)


@pytest.mark.parametrize("url", ["tarn.example/rss", "http://127.0.0.1/rss", "ftp://tarn.example/"])
def test_what_may_not_be_fetched_is_not_added(book: FeedBook, url: str) -> None:
    with pytest.raises(Refused):
        book.add(url, now=NOW)
    assert book.feeds() == ()


def test_no_password_gets_into_the_archive(book: FeedBook, path: Path) -> None:
    with pytest.raises(FeedRefused) as caught:
        book.add("https://ann:s3cret@tarn.example/rss", now=NOW)
    assert "s3cret" not in str(caught.value)
    book.close()
    assert b"s3cret" not in path.read_bytes()


def test_removed_is_forgotten(book: FeedBook) -> None:
    feed, _ = book.add(URL, now=NOW)
    book.note(feed, {"a": Seen("x", 0)}, shown=(), now=NOW)
    assert book.remove("https://tarn.example/rss#x") == feed
    assert book.feeds() == ()
    with pytest.raises(UnknownFeed, match="there are none"):
        book.remove(URL)
    added, new = book.add(URL, now=NOW)
    assert new
    assert book.seen(added) == {}


def test_an_unknown_feed_is_told_with_those_there_are(book: FeedBook) -> None:
    book.add(URL, now=NOW)
    with pytest.raises(UnknownFeed, match=r"tarn\.example"):
        book.find("https://other.example/")


def test_one_poller_at_a_time(book: FeedBook, path: Path) -> None:
    feed, _ = book.add(URL, now=NOW)
    until = NOW + timedelta(minutes=30)
    with FeedBook(path) as other:
        assert book.claim(feed, now=NOW, until=until)
        assert not other.claim(feed, now=NOW, until=until)
        # Whoever died with a feed keeps it until the lease is over.
        assert other.claim(feed, now=until, until=until + timedelta(minutes=30))
        other.settle(replace(feed, checked="2026-03-01T12:00:00+00:00", etag='"1"'))
        assert not book.claim(feed, now=NOW, until=until), "polled since it was read"
        assert book.claim(book.find(URL), now=NOW, until=until)
        book.release(feed)
        assert other.claim(book.find(URL), now=NOW, until=until)


def test_a_clock_that_went_back_puts_no_feed_off(book: FeedBook) -> None:
    year = timedelta(days=365)
    feed, _ = book.add(URL, now=NOW)
    lease = timedelta(minutes=30)
    assert book.claim(feed, now=NOW + year, until=NOW + year + lease)
    # Its poller was killed, and then the clock put right.
    assert book.claim(feed, now=NOW, until=NOW + lease)
    ahead = instant(NOW + year)
    book.settle(replace(feed, checked=ahead, next_poll=ahead))
    assert book.find(URL).due(NOW)
    book.settle(replace(feed, checked=instant(NOW), next_poll=ahead))
    assert not book.find(URL).due(NOW + timedelta(hours=1))


def test_items_are_remembered_as_long_as_they_are_shown(book: FeedBook) -> None:
    feed, _ = book.add(URL, now=NOW)
    book.note(feed, {"a": Seen("x", 0), "b": Seen("", 2)}, shown=(), now=NOW)
    assert book.seen(feed) == {"a": Seen("x", 0), "b": Seen("", 2)}
    book.note(feed, {}, shown=["a"], now=NOW + KEPT)
    assert set(book.seen(feed)) == {"a", "b"}
    book.note(feed, {}, shown=["a"], now=NOW + KEPT + timedelta(seconds=1))
    assert set(book.seen(feed)) == {"a"}


def test_those_who_only_look_see_the_same(book: FeedBook, path: Path) -> None:
    book.add(URL, now=NOW)
    book.add("https://other.example/atom", now=NOW, minutes=5)
    with Archive.open(path) as archive:
        assert archive.feeds() == book.feeds()
