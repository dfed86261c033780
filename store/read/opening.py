"""From an opened source to its records: the reader is chosen, and whatever it meets is told in one sentence.

Used for files and for what is packed in them alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from store.model import Draft, Unreadable
from store.read.budget import Bomb, Refused
from store.read.gunzip import Damaged
from store.read.known import looks_like
from store.read.opened import HEAD_BYTES, Opened
from store.read.registry import Format, chosen, formats

LIMIT_LETTERS = 1_000_000
"""The longest text that is taken for one article: ten novels would fit in."""
PASSED = Unreadable("", "given by an earlier reading")
"""Stands for a record that an earlier reading gave, where finding it out again would take work."""


def records_of(opened: Opened) -> Iterator[Draft | Unreadable]:
    """The records of a source, and what in it could not be read, in order. Raises Bomb, UnknownFormat."""
    try:
        if not opened.head.strip() and len(opened.head) < HEAD_BYTES:
            yield Unreadable(opened.name, "the file is empty: leave it out")
            return
        reader = chosen(opened)
        if reader is None:
            known = ", ".join(one.name for one in formats())
            yield Unreadable(
                opened.name,
                f"not an article in a known form{looks_like(opened.head)}: give one of {known}",
            )
            return
        yield from map(_bounded, _read_by(reader, opened))
    except Bomb:
        raise
    except (OSError, EOFError, ValueError) as error:
        yield Unreadable(opened.name, reason_of(error))
    except MemoryError:
        yield Unreadable(opened.name, "takes too much memory to read: cut it into smaller ones")
    except Exception as error:
        # The libraries read hostile bytes here: a fault of theirs must not end a run over a million files.
        yield Unreadable(
            opened.name, f"can't be read ({type(error).__name__}): mend it or leave it out"
        )


def reason_of(error: Exception) -> str:
    """What went wrong with a source, for a person."""
    if isinstance(error, Refused | Damaged):
        return str(error)
    return f"can't be read ({getattr(error, 'strerror', None) or error}): mend it or leave it out"


def _read_by(reader: Format, opened: Opened) -> Iterator[Draft | Unreadable]:
    place = opened.place
    if reader.single and place.records:
        yield PASSED
        return
    if reader.resumes and place.offset:
        opened.stream.seek(place.offset)
    places = not opened.depth and opened.file.seekable()  # a pipe has none
    for record in reader.read(opened):
        if places:
            if reader.resumes:
                place.offset = opened.stream.tell()
            place.taken = opened.file.tell()
        yield record


def _bounded(record: Draft | Unreadable) -> Draft | Unreadable:
    if isinstance(record, Draft) and len(record.text) > LIMIT_LETTERS:
        return Unreadable(
            record.source,
            f"longer than {LIMIT_LETTERS:,} letters: too long for one article, cut it into its articles",
        )
    return record
