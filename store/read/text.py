"""Text dumps: one article a file, as it was copied off a page or a wire. Cleaning tells its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from store.model import Draft, Unreadable
from store.read.decode import decode, is_binary
from store.read.known import is_other
from store.read.opened import Opened
from store.read.registry import Format

_ABOUT_A_FOLDER = re.compile(r"readme|license|licence|copying|notice|changelog", re.IGNORECASE)


def _likeness(head: bytes, name: str) -> float:
    file = PurePath(name.rpartition("#")[2])
    if is_binary(head) or is_other(head) or _ABOUT_A_FOLDER.fullmatch(file.stem):
        return 0.0
    return 0.1


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    text = decode(opened.everything())
    yield Draft(source=opened.name, text=text, doc_id=PurePath(opened.name).stem, form="text")


FORMAT = Format("text", _likeness, _read, single=True, about="plain text, an article a file")
