"""Text dumps: one article a file, as it was copied off a page or a wire. Cleaning tells its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from store.model import Draft, Unreadable
from store.read.decode import decode, is_binary
from store.read.opened import Opened
from store.read.registry import Format

_ABOUT_A_FOLDER = re.compile(r"readme|license|licence|copying|notice|changelog", re.IGNORECASE)


def _likeness(head: bytes, name: str) -> float:
    if is_binary(head) or _ABOUT_A_FOLDER.fullmatch(PurePath(name).stem):
        return 0.0
    return 0.1


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    text = decode(opened.everything())
    yield Draft(source=opened.name, text=text, doc_id=PurePath(opened.name).stem, form="text")


FORMAT = Format("text", _likeness, _read)
