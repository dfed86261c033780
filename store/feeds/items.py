"""What a feed says now, item by item, and which of it is new."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from store.model import Draft

FEW_WORDS = 150
"""An item shorter than this is taken for a summary of its page."""
_TAIL = 80
_GOES_ON = re.compile(
    r"(?:…|\.\.\.|\b(?:read|see|find out|learn) more|\bmore|\bcontinue reading|\bread on"
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


def items_of(drafts: Iterable[Draft]) -> Iterator[Item]:
    """Each item once, as it stands first: feeds have the newest there."""
    known: set[str] = set()
    for draft in drafts:
        key = _digest(draft.doc_id or draft.url or draft.source)
        if key not in known:
            known.add(key)
            yield Item(key, _digest(draft.title, draft.text, draft.url), draft)


def is_summary(draft: Draft) -> bool:
    """Whether an item gives only the beginning or the gist of the page that it links to."""
    text = draft.text.rstrip()
    return len(text.split(None, FEW_WORDS)) <= FEW_WORDS or bool(_GOES_ON.search(text[-_TAIL:]))


def with_page(item: Draft, page: Draft) -> Draft:
    """The item with the text of its page, where that has more to say; the feed knows its date best."""
    if len(page.text.split()) <= len(item.text.split()):
        return item
    return replace(
        page,
        source=item.source,
        doc_id=item.doc_id,
        url=item.url,
        title=item.title or page.title,
        date=item.date or page.date,
        byline=item.byline or page.byline,
    )


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()[:32]
