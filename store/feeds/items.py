"""What a feed says now, item by item, and which of it is new."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from store.model import Draft, Unreadable
from store.read.entry import Entry, drafts
from store.read.opening import LIMIT_LETTERS

FEW_WORDS = 150
"""A summary is shorter than this, or it says that it goes on."""
_TAIL = 80
_GOES_ON = re.compile(
    r"(?:…|\.\.\.|\b(?:(?:read|see|find out|learn) )?more|\bcontinue reading|\bread on"
    r"|\bfull (?:story|article))[\W_]{0,10}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed."""

    key: str
    """Digest of what identifies it within its feed."""
    words: str
    """Digest of what it says: another one is a correction. Its date is no part, for some feeds give now."""
    draft: Draft
    """Without text where the feed gives none."""
    summary: bool
    """Whether it gives only the beginning or the gist of the page that it links to."""
    unreadable: Unreadable | None = None
    """Why it is nothing without its page."""


def items_of(entries: Iterable[Entry], url: str, address: str, form: str) -> Iterator[Item]:
    """Each item once, as it stands first: feeds have the newest there.

    ``url``: what the archive calls the feed; ``address``: where it came from, which its links may be
    relative to; ``form``: the reader's name.
    """
    entries = list(entries)
    known: set[str] = set()
    for entry, found in zip(entries, drafts(entries, url, form), strict=True):
        key = _digest(entry.guid or entry.link or found.source)
        if key not in known:
            known.add(key)
            yield _item(key, entry, found, address, form)


def _item(key: str, entry: Entry, found: Draft | Unreadable, address: str, form: str) -> Item:
    link = _whole_link(address, entry.link)
    words = _digest(entry.title, entry.text, link)
    endless = len(entry.text) > LIMIT_LETTERS
    if endless:
        found = Unreadable(found.source, f"longer than {LIMIT_LETTERS:,} letters: no one article")
    if isinstance(found, Draft):
        return Item(
            key, words, replace(found, url=link), not entry.whole and is_summary(found.text)
        )
    bare = Draft(
        source=found.source,
        text="",
        title=entry.title,
        date=entry.date,
        byline=entry.byline,
        url=link,
        doc_id=entry.guid or entry.link or found.source,
        form=form,
        clean=True,
    )
    return Item(key, words, bare, summary=not endless, unreadable=found)


def is_summary(text: str) -> bool:
    """Whether a text that its feed calls a summary is one: many give the whole article there."""
    text = text.rstrip()
    return len(text.split(None, FEW_WORDS)) <= FEW_WORDS or bool(_GOES_ON.search(text[-_TAIL:]))


def with_page(item: Item, page: Draft) -> Item:
    """The item with the text of its page, where that has more to say; the feed knows its date best."""
    draft = item.draft
    if len(page.text.split()) <= len(draft.text.split()):
        return item
    whole = replace(
        page,
        source=draft.source,
        doc_id=draft.doc_id,
        url=draft.url,
        title=draft.title or page.title,
        date=draft.date or page.date,
        byline=draft.byline or page.byline,
    )
    return replace(item, draft=whole, summary=False, unreadable=None)


def _whole_link(address: str, link: str) -> str:
    try:
        return urljoin(address, link)
    except ValueError:
        return link


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()[:32]
