"""Sources to Drafts. ``read`` finds each file's format by its content and hands it to that reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from store.model import Draft, Unreadable
from store.read.opened import Opened, Place, open_source
from store.read.registry import Format, by_content, formats, named

__all__ = ["Place", "files_under", "formats", "read"]


def files_under(path: Path) -> list[Path]:
    """The file itself, or every file of a folder tree in order, hidden ones left out."""
    if not path.is_dir():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )


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
    yield from _on_from(place, _records(path, name or str(path), format_name, place))


def _on_from(place: Place, records: Iterator[Draft | Unreadable]) -> Iterator[Draft | Unreadable]:
    """Pass over the records that lie before ``place``, unless the reader starts behind them."""
    behind = 0 if place.offset else place.records
    for number, record in enumerate(records):
        if number >= behind:
            place.records += 1
            yield record


def _records(path: Path, name: str, format_name: str, place: Place) -> Iterator[Draft | Unreadable]:
    forced = named(format_name) if format_name else None
    try:
        with open_source(path, name) as opened:
            if not opened.head.strip():
                yield Unreadable(name, "the file is empty: leave it out")
                return
            chosen = forced or by_content(opened)
            if chosen is None:
                yield Unreadable(
                    name, "not an article in a known form: give text, HTML or JSON Lines"
                )
                return
            yield from _from_place(chosen, replace(opened, place=place))
    except FileNotFoundError:
        yield Unreadable(name, "there is no such file: check the path")
    except (OSError, EOFError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Unreadable(name, f"can't be read ({reason})")


def _from_place(chosen: Format, opened: Opened) -> Iterator[Draft | Unreadable]:
    place = opened.place
    if chosen.resumes and place.offset:
        opened.stream.seek(place.offset)
    for record in chosen.read(opened):
        if chosen.resumes:
            place.offset = opened.stream.tell()
        place.taken = opened.file.tell()
        yield record
