"""JSON Lines: ``{id, title, date, text, url?, byline?}`` a line. A bad line is reported and passed over.

What ``dateline export`` writes says so (``"exported"``), and is read back as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from store.model import Draft, Unreadable
from store.read.columns import parts_of
from store.read.decode import decode, is_binary
from store.read.markup import unmarked
from store.read.opened import LIMIT_BYTES, Opened
from store.read.registry import Format

_PARTS = ("title", "date", "url", "byline")
_EXPORTED_FIELDS = ("dateline", "credit")
_WANTED = "each line is {id, title, date, text}"

EXPORTED = 1
"""In the field "exported" of a record: which version of the export's form it has."""


def _likeness(head: bytes, name: str) -> float:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_binary(head) or not text.startswith(b"{"):
        return 0.0
    return 0.9 if b'"' in text[:20] else 0.3


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    first_line, newline, _ = opened.head.partition(b"\n")
    if newline and _is_textless(first_line):
        yield Unreadable(opened.name, f'its records have no "text": {_WANTED}')
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
    return isinstance(record, dict) and "text" not in parts_of(record)


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
    if not isinstance(record, dict):
        return Unreadable(place, f"not a JSON object: {_WANTED}")
    parts = parts_of(record)
    text = record.get(parts.get("text", "text"))
    if not isinstance(text, str):
        return Unreadable(place, f'has no "text": {_WANTED}')
    final = record.get("exported") == EXPORTED
    names = {part: parts.get(part, part) for part in _PARTS}
    if final:
        names |= {field: field for field in _EXPORTED_FIELDS}
    fields: dict[str, str] = {}
    for field, called in names.items():
        value = record.get(called)
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = ", ".join(value)
        if value is not None and not isinstance(value, str):
            return Unreadable(place, f'"{called}" is not a string: put it in quotation marks')
        fields[field] = _no_surrogates(value or "")
    given_id = record.get(parts.get("id", "id"))
    doc_id = _no_surrogates(str(given_id)) if isinstance(given_id, str | int) else ""
    # Ids may repeat in an export, where an archive took them from several folders: its "record" does not.
    place_there = record.get("record") if final else None
    kept_place = _no_surrogates(place_there) if isinstance(place_there, str) else ""
    # An id lasts where lines move, but a bare number would be taken for another line's.
    called = kept_place or ("" if doc_id.isdecimal() else doc_id) or str(number)
    return Draft(
        source=f"{name}#{called}",
        text=_no_surrogates(text if final else unmarked(text)),
        doc_id=doc_id or place,
        form="jsonl",
        clean=True,
        final=final,
        title=fields["title"],
        date=fields["date"],
        url=fields["url"],
        byline=fields["byline"],
        dateline=fields.get("dateline", ""),
        credit=fields.get("credit", ""),
    )


def _no_surrogates(text: str) -> str:
    """JSON may escape half a character, which no database stores."""
    return text.encode("utf-8", errors="replace").decode("utf-8").replace("\x00", "")


FORMAT = Format(
    "jsonl", _likeness, _read, resumes=True, about="JSON Lines: {id, title, date, text}"
)
