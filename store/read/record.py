"""A record of JSON and the Draft it makes: ``{id, title, date, text, url?, byline?}``, by any of their names."""

from __future__ import annotations

from typing import Any

from store.model import Draft, Unreadable
from store.read.columns import parts_of
from store.read.markup import unmarked

WANTED = "each is {id, title, date, text}"
EXPORTED = 1
"""In the field "exported" of a record: which version of the export's form it has."""
_PARTS = ("title", "date", "url", "byline")
_EXPORTED_FIELDS = ("dateline", "credit")


def holds_text(record: Any) -> bool:
    """Whether it is a record with a field for the text of an article."""
    return isinstance(record, dict) and "text" in parts_of(record)


def draft_of(record: Any, name: str, number: int, form: str) -> Draft | Unreadable:
    """Record ``number`` of the source called ``name``, or why it is no article.

    It is called after its id, or else its number. What an archive exported is left as it was.
    """
    place = f"{name}#{number}"
    if not isinstance(record, dict):
        return Unreadable(place, f"not a JSON object: {WANTED}")
    parts = parts_of(record)
    text = record.get(parts.get("text", "text"))
    if not isinstance(text, str):
        return Unreadable(place, f'has no "text": {WANTED}')
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
        fields[field] = storable(value or "")
    given_id = record.get(parts.get("id", "id"))
    doc_id = storable(str(given_id)) if isinstance(given_id, str | int) else ""
    # Ids may repeat in an export, where an archive took them from several folders: its "record" does not.
    place_there = record.get("record") if final else None
    kept_place = storable(place_there) if isinstance(place_there, str) else ""
    # An id lasts where records move, but a bare number would be taken for another one's place.
    called = kept_place or ("" if doc_id.isdecimal() else doc_id) or str(number)
    return Draft(
        source=f"{name}#{called}",
        text=storable(text if final else unmarked(text)),
        doc_id=doc_id or place,
        form=form,
        clean=True,
        final=final,
        title=fields["title"],
        date=fields["date"],
        url=fields["url"],
        byline=fields["byline"],
        dateline=fields.get("dateline", ""),
        credit=fields.get("credit", ""),
    )


def storable(text: str) -> str:
    """Without the halves of characters that JSON may escape and no database stores, and without NUL."""
    return text.encode("utf-8", errors="replace").decode("utf-8").replace("\x00", "")
