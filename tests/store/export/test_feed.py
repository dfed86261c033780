"""New quotes as RSS, read back by a feed reader."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import feedparser
from lxml import etree

from store import Archive
from store.export.feed import document
from store.export.selection import Selection, quotes_of
from store.export.walk import Order

EVERYTHING = Selection()
NOW = datetime(2021, 3, 5, 12, 0, tzinfo=UTC)


def feed(
    path: Path, selection: Selection = EVERYTHING, limit: int = 50, address: str = ""
) -> bytes:
    with Archive.open(path) as archive:
        asked = archive.understood(selection)
        found = quotes_of(archive.selected(asked, Order.NEWEST), limit)
        return document(found, asked.selection, now=NOW, address=address)


def test_a_reader_gets_the_words_with_their_source(awkward: Path) -> None:
    read = feedparser.parse(
        feed(awkward, Selection(speaker="kang"), address="https://me.example/k.xml")
    )
    assert not read.bozo
    assert read.version == "rss20"
    assert read.feed.title == "Erica Kang in the news"
    assert {link.href for link in read.feed.links} == {
        "https://me.example/k.xml",
        "https://me.example/",
    }
    first, second = read.entries
    assert first.title == "Erica Kang: “The ferry is <b>safe</b> & dry,”"
    assert "“The ferry is &lt;b&gt;safe&lt;/b&gt; &amp; dry,”" in first.summary
    assert "Ferry Sails &amp; Returns" in first.summary
    assert first.author == "Erica Kang"
    assert first.link.startswith("https://wire.example/ferry#:~:text=The%20ferry%20is")
    assert first.published == "Mon, 01 Mar 2021 00:00:00 +0000"
    assert "published" not in second  # "2021-02" has no day, and none is made up
    assert "link" not in second


def test_what_an_item_is_called_stays_and_is_its_alone(awkward: Path) -> None:
    ids = [entry.id for entry in feedparser.parse(feed(awkward)).entries]
    assert len(ids) == len(set(ids)) == 6  # printed twice in one article: one item
    assert ids == [entry.id for entry in feedparser.parse(feed(awkward)).entries]
    few = [entry.id for entry in feedparser.parse(feed(awkward, limit=2)).entries]
    assert few == ids[:2]


def test_every_feed_is_well_formed_with_what_rss_requires(
    awkward: Path, archive_path: Path
) -> None:
    for path in (awkward, archive_path):
        root = etree.fromstring(feed(path))
        for name in ("title", "link", "description"):
            assert root.findtext(f"channel/{name}")
        items = root.findall("channel/item")
        assert items
        for item in items:
            assert item.findtext("title")
            assert item.find("guid").get("isPermaLink") == "false"
            link = item.find("link")
            assert link is None or link.text.startswith("http")


def test_characters_that_xml_forbids_are_left_out(awkward: Path) -> None:
    titles = [entry.title for entry in feedparser.parse(feed(awkward)).entries]
    assert "Jo Hale: “Oneword,”" in titles


def test_an_empty_feed_is_a_feed(awkward: Path) -> None:
    read = feedparser.parse(feed(awkward, Selection(about="zeppelin")))
    assert not read.bozo
    assert read.entries == []
    assert read.feed.updated == "Fri, 05 Mar 2021 12:00:00 +0000"
