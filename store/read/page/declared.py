"""What a page declares for machines: JSON-LD, Open Graph, meta tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from store.dates import iso_date
from store.read.page.tree import one_line

_ARTICLES = re.compile(r"(?:\w{0,20}Article|BlogPosting|Report\w{0,20})")
_TITLES = ("og:title", "twitter:title", "headline", "title", "dc.title", "parsely-title")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "originalpublicationdate",
    "datepublished",
    "publish-date",
    "publishdate",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
_AUTHORS = ("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator")
_LIMIT_NODES = 2000
_SITE = re.compile(r"https?://|^\s*@")


@dataclass(frozen=True, slots=True)
class Declared:
    """Strings that the page does not declare are ""."""

    titles: tuple[str, ...]
    """Best first; some carry the site's name."""
    date: str
    """ISO date of publication: the day in the zone that it is given in."""
    byline: str
    url: str
    is_article: bool


def declared(root: HtmlElement) -> Declared:
    """What the page's head and its JSON-LD say."""
    nodes = list(_articles(root))
    meta = _meta(root)
    titles = [_string(node.get("headline")) for node in nodes]
    titles += [meta.get(name, "") for name in _TITLES]
    titles += [one_line("".join(element.itertext())) for element in root.iter("title")][:1]
    dates = [_string(node.get("datePublished")) for node in nodes]
    dates += [meta.get(name, "") for name in _DATES]
    authors = [_people(node.get("author")) for node in nodes]
    authors += [meta.get(name, "") for name in _AUTHORS]
    links = [element.get("href") or "" for element in root.iter("link") if _is_canonical(element)]
    return Declared(
        titles=tuple(dict.fromkeys(one_line(title) for title in titles if title.strip())),
        date=next(filter(None, map(iso_date, dates)), ""),
        byline=next((name for name in authors if " " in name and not _SITE.search(name)), ""),
        url=next(filter(None, [*links, meta.get("og:url", "")]), ""),
        is_article=bool(nodes) or meta.get("og:type") == "article",
    )


def _is_canonical(element: HtmlElement) -> bool:
    return (element.get("rel") or "").lower() == "canonical"


def _meta(root: HtmlElement) -> dict[str, str]:
    """The first value of each meta tag, its name in lower case."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if name and element.get("content"):
            found.setdefault(name.strip().lower(), element.get("content") or "")
    return found


def _articles(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _objects(data) if _is_article(node))


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    left = [data]
    for _ in range(_LIMIT_NODES):
        if not left:
            return
        node = left.pop(0)
        if isinstance(node, list):
            left.extend(node)
        elif isinstance(node, dict):
            yield node
            left.extend(node[key] for key in ("@graph", "mainEntity") if key in node)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLES.fullmatch(kind)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _people(author: Any) -> str:
    """The names of an ``author`` that are not said to be an organisation's."""
    names = []
    for one in author if isinstance(author, list) else [author]:
        if isinstance(one, dict) and "Organization" not in str(one.get("@type")):
            one = one.get("name")
        if isinstance(one, str) and one.strip():
            names.append(one_line(unescape(one)))
    return ", ".join(names)


def _string(value: Any) -> str:
    return unescape(value) if isinstance(value, str) else ""
