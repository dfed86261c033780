"""CSV and TSV: an article a row. Columns are known by the names in the first row, in any case and order."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from store.model import Draft, Unreadable
from store.read.columns import parts_of
from store.read.decode import decode, is_binary, mend, wide_encoding
from store.read.lines import text_lines
from store.read.markup import plain_line, unmarked
from store.read.opened import LIMIT_BYTES, Opened
from store.read.registry import Format

_DELIMITERS = ",\t;|"
_LONGEST_NAME = 60
_RETRIES = 20
"""How often a quotation mark that is never closed is read on after: each time costs what it swallowed."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_WANTED = "call one of its columns text, body or content in the first row"


@dataclass(slots=True)
class _Lines:
    """An iterator that remembers the lines that the row under way was made of."""

    lines: Iterator[str]
    taken: list[str] = field(default_factory=list)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.taken.append(line)
        return line


@dataclass(frozen=True, slots=True)
class _Dialect:
    delimiter: str
    escape: str | None

    def reader(self, lines: Iterator[str]) -> Iterator[list[str]]:
        return csv.reader(
            lines, delimiter=self.delimiter, escapechar=self.escape, skipinitialspace=True
        )


def _header(line: str) -> tuple[list[str], str]:
    """The names in a table's first line and what is between them; no names where it is no such line."""
    best: tuple[list[str], str] = ([], ",")
    for delimiter in _DELIMITERS:
        if delimiter not in line and delimiter != _DELIMITERS[0]:
            continue
        try:
            names = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
        except csv.Error:
            continue
        names = [name.strip() for name in names]
        if len(parts_of(names)) > len(parts_of(best[0])):
            best = names, delimiter
    return best


def _likeness(head: bytes, name: str) -> float:
    if is_binary(head):
        return 0.0
    if not wide_encoding(head):
        head = b"\n".join(head.lstrip().split(b"\n", 3)[:3])  # the first lines tell
    lines = (line for line in decode(head).split("\n") if line.strip())
    names, _ = _header(next((line for line in lines if not line.startswith("sep=")), ""))
    parts = parts_of(names)
    if len(parts) >= 2 and all(len(name) <= _LONGEST_NAME for name in names):
        return 0.9 if "text" in parts else 0.6
    return 0.3 if name.casefold().removesuffix(".gz").endswith((".csv", ".tsv")) else 0.0


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    csv.field_size_limit(LIMIT_BYTES)
    lines = text_lines(opened)
    first = next((line for line in lines if line.strip() and not line.startswith("sep=")), "")
    names, delimiter = _header(first)
    parts = parts_of(names)
    if "text" not in parts:
        shown = ", ".join(names)[:200] or first.strip()[:80]
        yield Unreadable(
            opened.name, f"no column holds the text (its first row: {shown}): {_WANTED}"
        )
        return
    # Some programs write \" for a quotation mark within a cell, the others "".
    escaped = opened.head.count(b'\\"') > opened.head.count(b'""')
    dialect = _Dialect(delimiter, "\\" if escaped else None)
    columns = {part: names.index(name) for part, name in parts.items()}
    for number, row in enumerate(_rows(lines, dialect, columns["text"]), 1):
        yield _record(row, columns, f"{opened.name}#{number}", len(names))


def _rows(lines: Iterator[str], dialect: _Dialect, last: int) -> Iterator[list[str] | str]:
    """The rows that are not blank, or what is wrong with one. A row must have a cell number ``last``."""
    source = _Lines(lines)
    reader = dialect.reader(source)
    retries = _RETRIES
    while True:
        source.taken.clear()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield str(error)
            continue
        if len(row) <= last and len(source.taken) > 1 and retries:
            # A quotation mark that is not closed swallowed what follows: only its own line is lost.
            retries -= 1
            source = _Lines(chain(source.taken[1:], source.lines))
            reader = dialect.reader(source)
            yield "a quotation mark is not closed"
        elif row:
            yield row


def _record(
    row: list[str] | str, columns: dict[str, int], place: str, width: int
) -> Draft | Unreadable:
    if isinstance(row, str):
        return Unreadable(place, f"a broken row ({row}): mend or remove it")
    if len(row) <= columns["text"]:
        return Unreadable(
            place,
            f"has {len(row)} of {width} columns and no text: close its quotation marks, or remove it",
        )
    cells = {part: mend(row[at]) for part, at in columns.items() if at < len(row)}
    text = unmarked(cells["text"])
    if _ENTITY.search(text):
        text = html.unescape(text)
    if not text.strip():
        return Unreadable(place, "has no text: fill its column, or remove the row")
    return Draft(
        source=place,
        text=text,
        title=plain_line(cells.get("title", "")),
        date=cells.get("date", "").strip(),
        byline=plain_line(cells.get("byline", "")),
        url=cells.get("url", "").strip(),
        doc_id=cells.get("id", "").strip() or place,
        form="csv",
        clean=True,
    )


FORMAT = Format(
    "csv", _likeness, _read, about="CSV or TSV with the names of its columns in the first row"
)
