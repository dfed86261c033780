"""Bytes that were fetched into Drafts: a feed's items, or a page's article."""

from __future__ import annotations

import json
from dataclasses import dataclass

from lxml import etree, html

from store.errors import ArchiveError
from store.model import Draft, Unreadable
from store.read import read_bytes
from store.read.decode import mend
from store.read.opened import open_bytes
from store.read.registry import by_content

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
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
    drafts: tuple[Draft, ...]
    unreadable: tuple[Unreadable, ...]


def read_feed(body: bytes, url: str, address: str) -> Document:
    """A feed's items. ``url``: how reports and the archive call the feed; ``address``: where it came from.

    Raises NotAFeed, which names the feeds of a web page.
    """
    form = _form(body, url)
    if form != "feed":
        raise NotAFeed(_what_it_is(body, address, form))
    found = tuple(read_bytes(body, name=url, format_name=form))
    return Document(
        title=title_of(body),
        drafts=tuple(each for each in found if isinstance(each, Draft)),
        unreadable=tuple(each for each in found if isinstance(each, Unreadable)),
    )


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


def _what_it_is(body: bytes, address: str, format_name: str) -> str:
    if not body.strip():
        return f"{address} is empty: no feed."
    if format_name != "html":
        return f"{address} is not a feed: RSS, Atom or JSON Feed is wanted."
    offered = feeds_of_page(body, address)
    if not offered:
        return f"{address} is a web page, not a feed, and names no feed: look for one on the site."
    return f"{address} is a web page. Its feeds: {', '.join(offered[:_OFFERED])}"


def title_of(body: bytes) -> str:
    """What a feed calls itself, "" where it does not say."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        try:
            title = json.loads(body).get("title")
        except (ValueError, RecursionError):
            return ""
    else:
        import feedparser  # here: only a poll needs it

        title = feedparser.parse(body[:_TOP])["feed"].get("title")
    words = html.fromstring(f"<p>{title or ''}</p>").text_content().split()
    return mend(" ".join(word for word in words if word.isprintable()))[:_TITLE]


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
