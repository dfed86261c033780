"""JSON Lines: ``{id, title, date, text, url?, byline?}`` a line. A bad line is reported and passed over.

What ``dateline export`` writes says so (``"exported"``), and is read back as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from store.model import Draft, Unreadable
from store.read.decode import decode, is_binary
from store.read.opened import LIMIT_BYTES, Opened
from store.read.registry import Format

_FIELDS = ("title", "date", "url", "byline")
_EXPORTED_FIELDS = (*_FIELDS, "dateline", "credit")

EXPORTED = 1
"""In the field "exported" of a record: which version of the export's form it has."""


def _likeness(head: bytes, name: str) -> float:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_binary(head) or not text.startswith(b"{"):
        return 0.0
    return 0.9 if b'"' in text[:20] else 0.3


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    first_line, newline, _ = opened.head.partition(b"\n")
    if newline and first_line.strip().startswith(b"{") and b'"text"' not in opened.head:
        yield Unreadable(
            opened.name, 'its records have no "text": each line is {id, title, date, text}'
        )
        return
    place = opened.place
    while line := opened.stream.readline(LIMIT_BYTES):
        place.number += 1
        if line.strip():
            yield _record(decode(line), opened.name, place.number)


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
    if not isinstance(record, dict):
        return Unreadable(place, "not a JSON object: each line is {id, title, date, text}")
    text = record.get("text")
    if not isinstance(text, str):
        return Unreadable(place, 'has no "text": each line is {id, title, date, text}')
    final = record.get("exported") == EXPORTED
    fields: dict[str, str] = {}
    for field in _EXPORTED_FIELDS if final else _FIELDS:
        value = record.get(field)
        if value is not None and not isinstance(value, str):
            return Unreadable(place, f'"{field}" is not a string: put it in quotation marks')
        fields[field] = _no_surrogates(value or "")
    given_id = record.get("id")
    doc_id = _no_surrogates(str(given_id)) if isinstance(given_id, str | int) else ""
    # Ids may repeat where an archive took them from several folders; the place in its source tells.
    place_there = record.get("record") if final else None
    kept_place = _no_surrogates(place_there) if isinstance(place_there, str) else ""
    return Draft(
        source=f"{name}#{kept_place or doc_id or number}",
        text=_no_surrogates(text),
        doc_id=doc_id or f"{name}#{number}",
        form="jsonl",
        clean=True,
        final=final,
        **fields,
    )


def _no_surrogates(text: str) -> str:
    """JSON may escape half a character, which no database stores."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


FORMAT = Format("jsonl", _likeness, _read, resumes=True)
