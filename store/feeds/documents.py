"""Bytes that were fetched, read: a feed's items, or a page's article."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree, html

from store.errors import ArchiveError
from store.feeds.items import Item, items_of
from store.model import Draft
from store.read import feed, jsonfeed, read_bytes
from store.read.entry import Entry
from store.read.markup import plain_line
from store.read.opened import open_bytes
from store.read.registry import by_content

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_ENTRIES: dict[str, Callable[[bytes], tuple[Entry, ...]]] = {
    "feed": feed.entries,
    "jsonfeed": jsonfeed.entries,
}
_OFFERED = 5
"""Feeds of a web page that are named."""
_TOP = 64 * 1024
"""The bytes of a feed among which its title is."""
_TITLE = 200
"""The most characters of a title that are kept."""


class NotAFeed(ArchiveError):
    """What an address gave is no feed."""


@dataclass(frozen=True, slots=True)
class Document:
    """A feed as it was fetched."""

    title: str
    """What it calls itself, "" where it does not say."""
    items: tuple[Item, ...]


def read_feed(body: bytes, url: str, address: str) -> Document:
    """A feed's items. ``url``: how reports and the archive call the feed; ``address``: where it came from.

    Raises NotAFeed, which names the feeds of a web page.
    """
    form = _form(body, url)
    if form not in _ENTRIES:
        raise NotAFeed(_what_it_is(body, address, form))
    title, is_feed = _of_json(body) if form == "jsonfeed" else _of_xml(body)
    try:
        entries = _ENTRIES[form](body)
    except (
        Exception
    ) as error:  # hostile bytes: whatever the libraries make of them, other feeds go on
        if not is_feed:
            raise NotAFeed(f"{address} can't be read as a feed ({error}).") from error
        entries = ()  # as a feed that has nothing to say is
    return Document(title, tuple(items_of(entries, url, address, form)))


def read_page(body: bytes, url: str) -> Draft | None:
    """The article of a web page, or None where there is none in it."""
    if _form(body, url) != "html":
        return None
    found = read_bytes(body, name=url, format_name="html")
    return next((each for each in found if isinstance(each, Draft)), None)


def _form(body: bytes, name: str) -> str:
    """The name of the format, "" where it has none."""
    try:
        found = by_content(open_bytes(body, name)) if body.strip() else None
    except (OSError, ValueError):  # a damaged gzip
        return ""
    return found.name if found else ""


def _of_xml(body: bytes) -> tuple[str, bool]:
    """``(title, whether it is a feed)``."""
    import feedparser  # here: only a poll needs it

    found = feedparser.parse(io.BytesIO(body[:_TOP]))
    return _line(found["feed"].get("title")), bool(found.get("version"))


def _of_json(body: bytes) -> tuple[str, bool]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return "", False
    if not isinstance(found, dict):
        return "", False
    return _line(found.get("title")), isinstance(found.get("items"), list)


def _line(title: object) -> str:
    found = plain_line(title.encode("utf-8", "replace").decode()) if isinstance(title, str) else ""
    return "".join(ch for ch in found if ch.isprintable())[:_TITLE]


def _what_it_is(body: bytes, address: str, form: str) -> str:
    if not body.strip():
        return f"{address} is empty: no feed."
    if form != "html":
        return f"{address} is not a feed: RSS, Atom or JSON Feed is wanted."
    offered = feeds_of_page(body, address)
    if not offered:
        return f"{address} is a web page, not a feed, and names no feed: look for one on the site."
    return f"{address} is a web page. Its feeds: {', '.join(offered[:_OFFERED])}"


def feeds_of_page(body: bytes, address: str) -> tuple[str, ...]:
    """The feeds that a web page names in its head, as whole addresses."""
    try:
        page = html.document_fromstring(body, base_url=address)
        page.make_links_absolute(address, handle_failures="discard")
    except (etree.LxmlError, ValueError):
        return ()
    links = page.xpath("//link[@rel and @type and @href]")
    return tuple(
        dict.fromkeys(
            str(link.get("href"))
            for link in links
            if "alternate" in link.get("rel").lower().split()
            and link.get("type").lower().strip() in _FEED_TYPES
        )
    )
