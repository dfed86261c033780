"""Files to cleaned records, a batch at a time, each with how far its file is read then."""

from __future__ import annotations

import stat
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from store.clean import clean
from store.model import Article, Draft, Unreadable
from store.read import Place, read
from store.readings import Reading, key_of, stamp_of

BATCH_SECONDS = 5.0
"""Records that take longer to read than this make a batch, however few they are."""
BATCH_LETTERS = 4_000_000
"""The same for records of so much text."""


@dataclass(frozen=True, slots=True)
class Done:
    """A file, or the part of it, that an earlier run has taken in: it is not read again."""

    source: str
    articles: int


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that a source gave, cleaned."""

    result: Article | Unreadable | Done | None
    """None where only the end of a file is to be noted."""
    reading: Reading | None = None
    """How far the file is read when this record is stored."""


def of_drafts(drafts: Iterable[Draft | Unreadable]) -> Iterator[Record]:
    """Records of what no file needs to be remembered of."""
    for draft in drafts:
        yield Record(_cleaned(draft))


def of_file(
    path: Path,
    name: str,
    *,
    whole_path: str,
    format_name: str,
    recall: Callable[[bytes], Reading | None],
    taken: Callable[[int], None],
) -> Iterator[Record]:
    """The records of a file that no earlier run has taken in.

    ``name``: how reports and the archive call it. ``whole_path``: what it is known by. ``recall``: what is known of a file by its key.
    ``taken`` is called with the bytes of the file that were read so far. Raises UnknownFormat.
    """
    start = _start(whole_path, format_name)
    known = recall(start.file) if start else None
    if start and known and (known.stamp, known.format_name) == (start.stamp, start.format_name):
        yield Record(Done(name, known.articles))
        if known.finished:
            return
        start = known
    place = Place(start.records, start.number, start.offset) if start else Place()
    reading, held = start, None
    for draft in read(path, name=name, format_name=format_name, place=place):
        if held:
            yield held
        result = _cleaned(draft)
        earlier = reading
        reading = _moved_on(reading, place, result) if reading else None
        held = Record(result, reading)
        taken(place.taken)
    if not held:
        held = Record(None, reading)
    elif isinstance(held.result, Unreadable):
        # What ended badly may end well the next time: that run starts before it.
        yield replace(held, reading=earlier if earlier and earlier.records else None)
        return
    ended = reading and replace(reading, finished=reading.articles > 0)
    yield replace(held, reading=ended)


def _start(whole_path: str, format_name: str) -> Reading | None:
    """The reading of a file that is about to begin; None for what is no file."""
    try:
        status = Path(whole_path).stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None  # a pipe gives something else each time
    return Reading(key_of(whole_path), stamp_of(status), format_name)


def _moved_on(reading: Reading, place: Place, result: Article | Unreadable) -> Reading:
    return replace(
        reading,
        articles=reading.articles + isinstance(result, Article),
        records=place.records,
        number=place.number,
        offset=place.offset,
    )


def _cleaned(draft: Draft | Unreadable) -> Article | Unreadable:
    return clean(draft) if isinstance(draft, Draft) else draft


def batches(
    records: Iterable[Record], size: int, stop: Callable[[], bool]
) -> Iterator[list[Record]]:
    """Records together that are stored together; no more come once ``stop`` says so."""
    batch: list[Record] = []
    letters, began = 0, time.monotonic()
    for record in records:
        batch.append(record)
        if isinstance(record.result, Article):
            letters += len(record.result.body)
        slow = time.monotonic() - began > BATCH_SECONDS
        if len(batch) >= size or letters > BATCH_LETTERS or slow or stop():
            yield batch
            batch, letters, began = [], 0, time.monotonic()
        if stop():
            return
    if batch:
        yield batch
