"""New quotes as an RSS 2.0 feed (https://www.rssboard.org/rss-specification).

Words of an article are text, never markup: they are escaped for HTML, which a description is read as, and
once more for XML, and characters that XML 1.0 forbids are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from itertools import islice
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker

from store.export.selection import Found, Selection
from store.links import link_to_words, web_link
from store.model import Article, Quote

MOST = 1_000
"""Quotes of a feed: whoever reads one holds all of it."""
_TITLE = 120
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GAP = " … "
_ATOM, _DC = "http://www.w3.org/2005/Atom", "http://purl.org/dc/elements/1.1/"
_RSS = ElementMaker(nsmap={"atom": _ATOM, "dc": _DC})


def document(
    found: Iterable[Found], selection: Selection, *, now: datetime, address: str = ""
) -> bytes:
    """The feed in UTF-8, its items in the order in which they are found, MOST of them at most.

    ``now``: with its zone; said to be the last change where no quote has a day. ``address``: where the
    feed will be served, "" where that is not known. What an article prints twice is one item.
    """
    items: dict[str, etree._Element] = {}
    days: list[datetime] = []
    site = ""
    for article, quote in islice(_each(found), MOST):
        key = _key(article, quote)
        if key not in items:
            items[key] = _item(key, article, quote)
            days += filter(None, [_day(article.published)])
            site = site or _site(article.url)
    title = _title_of(selection)
    itself = []
    if link := web_link(address):
        itself = [_RSS(f"{{{_ATOM}}}link", href=link, rel="self", type="application/rss+xml")]
        site = _site(address)
    feed = _RSS.rss(
        _RSS.channel(
            _RSS.title(title),
            _RSS.link(site or f"urn:uuid:{uuid5(NAMESPACE_URL, title)}"),
            _RSS.description(f"What the archive has: {title}."),
            *itself,
            _RSS.generator("Dateline"),
            _RSS.lastBuildDate(format_datetime(max(days, default=now))),
            *items.values(),
        ),
        version="2.0",
    )
    return bytes(etree.tostring(feed, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _each(found: Iterable[Found]) -> Iterator[tuple[Article, Quote]]:
    return ((one.view.article, quote) for one in found for quote in one.quotes)


def _item(key: str, article: Article, quote: Quote) -> etree._Element:
    words = _GAP.join(article.body[start:end] for start, end in quote.content)
    speaker = quote.speaker.name if quote.speaker else ""
    first = article.body[slice(*quote.content[0])]
    link = link_to_words(article.url, first)
    day = _day(article.published)
    told = {
        "title": _allowed(_cut(f"{speaker}: {words}" if speaker else words)),
        "link": link,
        "description": _allowed(_html(article, quote, words, link)),
        f"{{{_DC}}}creator": _allowed(speaker),
        "pubDate": format_datetime(day) if day else "",
    }
    return _RSS.item(
        _RSS.guid(key, isPermaLink="false"),
        *(_RSS(name, text) for name, text in told.items() if text),
    )


def _html(article: Article, quote: Quote, words: str, link: str) -> str:
    speaker = quote.speaker
    said = [speaker.name, speaker.role, speaker.organisation] if speaker else []
    by = escape(", ".join(dict.fromkeys(part for part in said if part)))
    headline = f"<cite>{escape(article.headline)}</cite>"
    if link:
        headline = f'<a href="{escape(link)}">{headline}</a>'
    cited = ", ".join(filter(None, [headline, article.published, f"¶{quote.paragraph}"]))
    return f"<blockquote>{escape(words)}</blockquote><p>{f'— {by} · ' if by else ''}{cited}</p>"


def _key(article: Article, quote: Quote) -> str:
    """The same for the same words of an article, also after it was read anew or into another archive."""
    words = [article.body[start:end] for start, end in quote.content]
    parts = (article.doc_id, article.published, article.url, *words)
    return f"urn:uuid:{uuid5(NAMESPACE_URL, chr(0).join(parts))}"


def _title_of(selection: Selection) -> str:
    title = f"{selection.speaker or 'Everybody'} in the news"
    if selection.about:
        title += f" about {selection.about}"
    if selection.source:
        title += f" ({selection.source})"
    return _allowed(title)


def _cut(text: str) -> str:
    if len(text) <= _TITLE:
        return text
    return text[:_TITLE].rsplit(" ", 1)[0] + "…"


def _day(published: str) -> datetime | None:
    """When a day began, in UTC; None for a date that is only a month or a year."""
    try:
        return datetime.fromisoformat(published).replace(tzinfo=UTC)
    except ValueError:
        return None


def _site(url: str) -> str:
    link = web_link(url)
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}/" if link else ""


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("", text)
