"""JSON Feed, versions 1 and 1.1 (jsonfeed.org): an article an item."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from store.model import Draft, Unreadable
from store.read.budget import Refused
from store.read.decode import decode, is_binary
from store.read.entry import Entry, drafts, entry, printed_day
from store.read.opened import Opened
from store.read.registry import Format

_MARK = b"jsonfeed.org/version/"


def _likeness(head: bytes, name: str) -> float:
    if is_binary(head) or not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return 0.0
    return 0.95 if _MARK in head.replace(b"\\/", b"/") else 0.0


def entries(data: bytes) -> tuple[Entry, ...]:
    """The items of a feed, in its order. Raises Refused where it is no JSON Feed, or has no items."""
    try:
        feed: Any = json.loads(decode(data))
    except RecursionError:
        raise Refused("nested too deeply to be a feed: get it again") from None
    except ValueError as error:
        raise Refused(f"not JSON, or cut short ({error}): get the feed again") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise Refused("no JSON Feed: it has no list of items")
    found = tuple(_entry(item) for item in items if isinstance(item, dict))
    if not found:
        raise Refused("a feed without items: check the address that it was saved from")
    return found


def _entry(item: dict[str, Any]) -> Entry:
    return entry(
        link=_text(item, "url") or _text(item, "external_url"),
        guid=_text(item, "id"),
        title=_text(item, "title"),
        date=printed_day(_text(item, "date_published"))
        or printed_day(_text(item, "date_modified")),
        byline=_byline(item),
        content=_text(item, "content_html") or _text(item, "content_text"),
        summary=_text(item, "summary"),
    )


def _byline(item: dict[str, Any]) -> str:
    authors = item.get("authors")
    if not isinstance(authors, list):
        authors = [item.get("author")]  # version 1
    return ", ".join(filter(None, (_text(one, "name") for one in authors if isinstance(one, dict))))


def _text(item: dict[str, Any], field: str) -> str:
    value = item.get(field)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # ids ought to be strings, and are numbers as often
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", errors="replace").decode("utf-8").replace("\x00", "")


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    yield from drafts(entries(opened.everything()), opened.name, "jsonfeed")


FORMAT = Format("jsonfeed", _likeness, _read, about="JSON Feed")
