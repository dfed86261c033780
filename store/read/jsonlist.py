"""JSON in one piece: a list of records, an object that holds one ({"articles": […]}), or one record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from store.model import Draft, Unreadable
from store.read.budget import Refused
from store.read.decode import decode, is_binary
from store.read.opened import LIMIT_PACKED, Opened
from store.read.record import WANTED, draft_of, holds_text
from store.read.registry import Format

_LIST = re.compile(rb"\[\s{0,1000}\{")
_LAID_OUT = re.compile(rb"\{\s{0,1000}\n")
_HOLDS_LIST = re.compile(
    rb'\{[^{}\[\]]{0,4000}"(?:articles|data|docs|documents|entries|items|news|posts|records|results|stories)"'
    rb"\s{0,9}:\s{0,9}\[\s{0,1000}\{"
)

_MOST_VALUES = 4_000_000
"""Parsed, each takes up to twenty times its bytes of memory; of articles as many fill the largest file."""


def _likeness(head: bytes, name: str) -> float:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_binary(head):
        return 0.0
    return 0.92 if any(form.match(start) for form in (_LIST, _LAID_OUT, _HOLDS_LIST)) else 0.0


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    data = opened.everything(LIMIT_PACKED)
    if data.count(b",") > _MOST_VALUES:
        raise Refused(f"more than {_MOST_VALUES:,} values in one piece: give JSON Lines")
    try:
        found: Any = json.loads(decode(data))
    except RecursionError:
        raise Refused("nested too deeply to be articles: give JSON Lines") from None
    except json.JSONDecodeError as error:
        raise Refused(f"not JSON ({error}): mend it, or give JSON Lines") from None
    records = _records(found)
    if not records:
        raise Refused(f'no list of records with a "text" in it: {WANTED}')
    for number, record in enumerate(records, 1):
        yield draft_of(record, opened.name, number, "json")


def _records(found: Any) -> list[Any]:
    """The list itself, the one record, or the first list in it whose first record holds a text."""
    if holds_text(found):
        return [found]
    lists = [found] if isinstance(found, list) else []
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
    return next((each for each in lists if any(map(holds_text, each[:20]))), [])


FORMAT = Format("json", _likeness, _read, about="JSON in one piece: a list of records as in jsonl")
