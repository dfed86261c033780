"""JSON Lines: a record a line, as ``record`` has it. A bad line is reported and passed over.

What ``dateline export`` writes says so (``"exported"``), and is read back as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from store.model import Draft, Unreadable
from store.read.decode import decode, is_binary
from store.read.opened import LIMIT_BYTES, Opened
from store.read.record import EXPORTED, WANTED, draft_of, holds_text
from store.read.registry import Format

__all__ = ["EXPORTED", "FORMAT"]


def _likeness(head: bytes, name: str) -> float:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_binary(head) or not text.startswith(b"{"):
        return 0.0
    return 0.9 if b'"' in text[:20] else 0.3


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    first_line, newline, _ = opened.head.partition(b"\n")
    if newline and _is_textless(first_line):
        yield Unreadable(opened.name, f'its records have no "text": {WANTED}')
        return
    place = opened.place
    while line := opened.stream.readline(LIMIT_BYTES):
        place.number += 1
        if len(line) == LIMIT_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = opened.stream.readline(LIMIT_BYTES)
            limit = LIMIT_BYTES // (1024 * 1024)
            yield Unreadable(
                f"{opened.name}#{place.number}", f"a line of more than {limit} MiB: remove it"
            )
        elif line.strip():
            yield _record(decode(line), opened.name, place.number)


def _is_textless(line: bytes) -> bool:
    """Whether the first line is a record that holds no article, so that no other will."""
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and not holds_text(record)


def _record(line: str, name: str, number: int) -> Draft | Unreadable:
    place = f"{name}#{number}"
    try:
        record: Any = json.loads(line)
    except json.JSONDecodeError as error:
        return Unreadable(
            place, f"not JSON ({error.msg} at column {error.colno}): mend or remove the line"
        )
    except RecursionError:
        return Unreadable(place, "nested too deeply to be an article: remove the line")
    except ValueError:
        return Unreadable(place, "holds a number of thousands of figures: mend or remove the line")
    return draft_of(record, name, number, "jsonl")


FORMAT = Format(
    "jsonl", _likeness, _read, resumes=True, about="JSON Lines: {id, title, date, text} a line"
)
