"""Web pages: trafilatura finds the article, its headline, date and author; menus and footers stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from store.model import Draft, Unreadable
from store.read.decode import decode, is_binary
from store.read.opened import Opened
from store.read.registry import Format

_TAG = re.compile(rb"<(?:!doctype\s{1,8}html|html|head|body|article)\b", re.IGNORECASE)


def _likeness(head: bytes, name: str) -> float:
    if is_binary(head) or not _TAG.search(head[:4096]):
        return 0.0
    return 0.8


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    # Imported here: the command line starts without it.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    page = decode(opened.everything())
    document = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    found = document.as_dict() if isinstance(document, Document) else document or {}
    text = found.get("text") or ""
    if not text.strip():
        yield Unreadable(
            opened.name, "a page without an article: leave it out, or save the article's page"
        )
        return
    yield Draft(
        source=opened.name,
        text=text,
        title=found.get("title") or "",
        date=found.get("date") or "",
        byline=(found.get("author") or "").replace(";", ","),
        url=found.get("url") or "",
        doc_id=PurePath(opened.name).stem,
        form="html",
        clean=True,
    )


FORMAT = Format("html", _likeness, _read, single=True, about="a web page, as it was saved")
