"""RSS and Atom in all their versions, well-formed or not: feedparser reads, an article an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from store.model import Draft, Unreadable
from store.read.budget import Refused
from store.read.decode import decode, is_binary
from store.read.entry import Entry, drafts, entry, printed_day
from store.read.feedparsing import parse_feed
from store.read.opened import Opened
from store.read.registry import Format

_ROOT = re.compile(r"<(?:rss|(?:\w{1,20}:)?feed|rdf:rdf)[\s>]", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![^\s()<>])[^\s()<>]*@[^\s()<>]*")
_PAGE = re.compile(r"<(?:!doctype\s{1,8}html|html|body)\b", re.IGNORECASE)


def _likeness(head: bytes, name: str) -> float:
    if is_binary(head) or b"<" not in head:
        return 0.0
    text = decode(head[:4096])
    root = _ROOT.search(text)
    return 0.95 if root and not _PAGE.search(text, 0, root.start()) else 0.0


def entries(data: bytes) -> tuple[Entry, ...]:
    """The items of a feed, in its order. Raises Refused where it is no feed, or has no items."""
    found = parse_feed(data)
    if not found.entries:
        what = "a feed without items" if found.version else "no feed"
        raise Refused(f"{what}: check the address that it was saved from")
    return tuple(map(_entry, found.entries))


def _entry(item: Any) -> Entry:
    contents = [one.get("value") or "" for one in item.get("content", ())]
    return entry(
        link=item.get("link") or "",
        guid=item.get("id") or "",
        title=item.get("title") or "",
        date=_date(item),
        byline=_byline(item),
        content=max(contents, key=len, default=""),
        summary=item.get("summary") or "",
    )


def _date(item: Any) -> str:
    for field in ("published", "created", "updated"):
        # Of feedparser's dictionary "in" and "[]" give other fields for some that are missing: dict's don't.
        printed = dict.get(item, field)
        if not printed:
            continue
        day = printed_day(str(printed))
        parsed: Any = dict.get(item, f"{field}_parsed")
        if not day and parsed:
            day = date(*parsed[:3]).isoformat()
        if day:
            return day
    return ""


def _byline(item: Any) -> str:
    names = [one.get("name") or "" for one in item.get("authors", ()) if one]
    if len(names) < 2:
        # As printed: feedparser cuts addresses in the newer domains ("desk@wire.news (Jo Hale)") in two.
        names = [item.get("author") or ""]
    bare = (_ADDRESS.sub("", name).strip(" \t\n()<>,;") for name in names)
    return ", ".join(name for name in bare if name)


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    yield from drafts(entries(opened.everything()), opened.name, "feed")


FORMAT = Format("feed", _likeness, _read, about="RSS or Atom")
