"""Web pages: the article, its headline, date and writer; menus and footers stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import PurePath

from store.model import Draft, Unreadable
from store.read.decode import decode, is_binary, unwrap_lines
from store.read.opened import Opened
from store.read.registry import Format

_TAG = re.compile(rb"<(?:!doctype\s{1,8}html|html|head|body|article)\b", re.IGNORECASE)
_PROSE = re.compile(r"^.{60,}[.!?…][\"”’')]{0,2}$")
_CHARSET = re.compile(rb"<meta[^>]{1,200}charset=[\"']?([\w.:-]{2,30})", re.IGNORECASE)


def page_draft(markup: str, name: str) -> Draft | Unreadable:
    """The article of a web page as a draft that cleaning has still to go over, or why there is none."""
    # Imported here: the command line starts without them.
    from store.read.page.body import body_of
    from store.read.page.declared import declared
    from store.read.page.printed import printed
    from store.read.page.refused import is_listing
    from store.read.page.tree import parse

    root = parse(markup)
    if root is None:
        return Unreadable(name, "an empty page: leave it out")
    said = declared(root)
    seen = printed(root, said.titles)
    listing = is_listing(root)
    text = body_of(root, seen.headline)
    if not text or listing:
        reason = "a list of links" if listing else "a page without an article"
        return Unreadable(name, f"{reason}: leave it out, or save the article's page")
    said_below = {line for line in text.split("\n\n") if _PROSE.search(line)}
    return Draft(
        source=name,
        text=text,
        title=seen.headline,
        date=seen.date or said.date,
        byline=seen.byline or said.byline,
        url=said.url,
        doc_id=PurePath(name).stem,
        form="html",
        head=(*takewhile(lambda line: line not in said_below, seen.head), seen.above),
    )


def _likeness(head: bytes, name: str) -> float:
    if is_binary(head) or not _TAG.search(head[:4096]):
        return 0.0
    return 0.8


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    yield page_draft(_text_of(opened.everything()), opened.name)


def _text_of(data: bytes) -> str:
    """The page's markup: in the encoding it declares, where it is not UTF-8 and no Latin letters."""
    found = _CHARSET.search(data[:4096])
    named = found.group(1).decode("ascii").lower() if found else ""
    if named and not named.startswith(("utf", "iso-8859-1", "latin", "windows-1252", "us-ascii")):
        try:
            return unwrap_lines(data.decode(named))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


FORMAT = Format("html", _likeness, _read, single=True, about="a web page, as it was saved")
