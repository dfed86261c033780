"""Sources to Drafts. ``read`` finds each file's format by its content and hands it to that reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from store.model import Draft, Unreadable
from store.read.budget import Bomb
from store.read.folder import files_under, printable, walk
from store.read.opened import Opened, Place, open_bytes, open_source
from store.read.opening import reason_of, records_of
from store.read.registry import formats, named

__all__ = ["Place", "files_under", "formats", "printable", "read", "read_bytes", "walk"]


def read(
    path: Path, *, name: str = "", format_name: str = "", place: Place | None = None
) -> Iterator[Draft | Unreadable]:
    """The drafts of one file, and what in it could not be read, in order.

    ``name``: how reports and the archive call the file (default: its path as given).
    ``format_name``: force a format. ``place``: how far an earlier reading of the same content came; what
    lies before it is left out, and it is moved on with each record. Raises UnknownFormat; every other
    trouble is an Unreadable.
    """
    place = Place() if place is None else place
    if format_name:
        named(format_name)
    yield from _on_from(place, _records(path, printable(name or path), format_name, place))


def read_bytes(data: bytes, *, name: str, format_name: str = "") -> Iterator[Draft | Unreadable]:
    """The same for what is in memory: a page or a feed that was fetched from ``name``."""
    if format_name:
        named(format_name)
    yield from _guarded(replace(open_bytes(data, name), forced=format_name))


def _on_from(place: Place, records: Iterator[Draft | Unreadable]) -> Iterator[Draft | Unreadable]:
    """Pass over the records that lie before ``place``, unless the reader starts behind them."""
    behind = 0 if place.offset else place.records
    for number, record in enumerate(records):
        if number >= behind:
            place.records += 1
            yield record


def _records(path: Path, name: str, format_name: str, place: Place) -> Iterator[Draft | Unreadable]:
    try:
        with open_source(path, name) as opened:
            yield from _guarded(replace(opened, place=place, forced=format_name))
    except FileNotFoundError:
        yield Unreadable(name, "there is no such file: check the path")
    except OSError as error:
        yield Unreadable(name, reason_of(error))


def _guarded(opened: Opened) -> Iterator[Draft | Unreadable]:
    try:
        yield from records_of(opened)
    except Bomb as bomb:
        yield Unreadable(opened.name, reason_of(bomb))
