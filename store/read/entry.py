"""An item of a feed, whatever the feed is written in, and the Draft it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_tz

from store.dates import iso_date
from store.model import Draft, Unreadable
from store.read.decode import mend
from store.read.markup import paragraphs, plain_line

_APPEARED = re.compile(
    r"The post .{1,500} (?:appeared first|first appeared) on .{1,200}", re.DOTALL
)
_MORE = re.compile(
    r"\W{0,5}(?:read|continue|see|view|learn)?\s?(?:more|reading|comments?|the (?:full|whole) (?:story|article))\W{0,8}",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"(?:\[?(?:…|\.\.\.)\]?)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item. Strings that the feed does not give are ""."""

    link: str
    guid: str
    """The id that the feed gives it, unique and lasting."""
    title: str
    date: str
    """ISO date: the day that is printed, in the zone that it is printed in."""
    byline: str
    text: str
    """Paragraphs with a blank line between them."""
    whole: bool
    """False where there is a summary only, or the text says that it is cut off."""


def entry(
    *, link: str, guid: str, title: str, date: str, byline: str, content: str, summary: str
) -> Entry:
    """An item of what the feed gives: ``content`` and ``summary`` are HTML or text, ``date`` is ISO."""
    text = _body(content)
    whole = bool(text) and not _CUT_OFF.search(text)
    return Entry(
        link.strip(),
        guid.strip(),
        plain_line(mend(title)),
        date,
        plain_line(mend(byline)),
        text or _body(summary),
        whole,
    )


def printed_day(printed: str) -> str:
    """The day of a date as feeds print it (ISO 8601, RFC 822), in its own zone; "" where it is none."""
    found = iso_date(printed)
    if found:
        return found
    try:
        parts = parsedate_tz(printed[:100])
        return date(*parts[:3]).isoformat() if parts else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def drafts(entries: Iterable[Entry], name: str, form: str) -> Iterator[Draft | Unreadable]:
    """The items as drafts of the feed called ``name``: each is called after its link, or else its id."""
    seen: set[str] = set()
    for number, one in enumerate(entries, 1):
        called = next((way for way in (one.link, one.guid) if way and way not in seen), "")
        called = called or f"{one.link or one.guid}{'#' if one.link or one.guid else ''}{number}"
        seen.add(called)
        place = f"{name}#{called}"
        if not one.text:
            yield Unreadable(place, "an item of the feed without text: leave it out")
            continue
        yield Draft(
            source=place,
            text=one.text,
            title=one.title,
            date=one.date,
            byline=one.byline,
            url=one.link,
            doc_id=one.guid or one.link or place,
            form=form,
            clean=True,
        )


def _body(markup: str) -> str:
    blocks = paragraphs(mend(markup)).split("\n\n")
    while blocks and (_APPEARED.fullmatch(blocks[-1]) or _MORE.fullmatch(blocks[-1])):
        blocks.pop()
    return "\n\n".join(block for block in blocks if block.strip())
