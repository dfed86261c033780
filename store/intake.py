"""Sources into an archive: read, clean, extract, write, a batch at a time, so that a kill loses one batch.

What of each file was taken in is remembered in the transaction that stores it (``store.readings``).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from store.extract import extract_batches
from store.extract.method import Method
from store.lock import alone
from store.model import Article, Draft, Extraction, IngestReport, Unreadable
from store.read import walk
from store.readings import Reading
from store.records import Record, batches, of_drafts, of_file
from store.tally import OnTaken, Tally
from store.write import Writer, Written

BATCH = {Method.PARSED: 32, Method.FAST: 64, Method.NONE: 250}
"""Records a transaction: enough to work well on all cores, few enough to lose little."""
_BESIDE = ("", "-wal", "-shm", "-journal", "-lock")
"""What the archive's own files are called after its name."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an ingest has come."""

    done: int
    """Bytes of files, as they are on the disk."""
    total: int
    articles: int
    """That were looked at, unchanged ones among them."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """Who listens to an ingest, and who ends it."""

    progress: Callable[[Reached], None] | None = None
    on_taken: OnTaken | None = None
    """Called with what became of each record, after it was stored."""
    waiting: Callable[[], None] | None = None
    """Called once where another ingest has to be waited for."""
    stop: Callable[[], bool] = lambda: False
    """Asked between records: once it is true, what was read until then is stored, and no more."""
    left_out: Sequence[Path] = ()
    """Files that are no sources, wherever they lie. The archive's own never are."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


NO_HOOKS = Hooks()


def ingest(
    archive: Path,
    paths: Iterable[Path],
    *,
    format_name: str = "",
    method: Method = Method.PARSED,
    workers: int | None = None,
    reread: bool = False,
    hooks: Hooks = NO_HOOKS,
) -> IngestReport:
    """Add everything readable under ``paths`` to the archive (made if there is none).

    ``method``: how quotes and facts are looked for; ``Method.NONE`` stores articles for search alone, and
    ``store.again`` deepens later. ``workers`` as in ``extract_all``. Files that an earlier ingest has read
    are not read again unless they changed or ``reread`` asks for it. Waits for another ingest into the same
    archive. Raises ArchiveError; what was stored before it stays. A source that can't be read is reported.
    """
    paths = list(paths)
    with alone(archive, waiting=hooks.waiting, stop=hooks.stop), Writer(archive) as writer:
        intake = _Intake(writer, method, workers, hooks, format_name, reread)
        intake.expect(paths)
        for path in paths:
            seen = intake.tally.articles
            intake.take_files(path, walk(path))
            if not intake.tally.stopped and intake.tally.articles == seen:
                intake.tally.note_barren(str(path))
    return intake.tally.report()


def ingest_files(
    archive: Path,
    folder: Path,
    files: Iterable[Path],
    *,
    format_name: str = "",
    method: Method = Method.PARSED,
    workers: int | None = None,
    hooks: Hooks = NO_HOOKS,
) -> IngestReport:
    """Add some files of a folder, under the names they have in it; otherwise as ``ingest``."""
    with alone(archive, waiting=hooks.waiting, stop=hooks.stop), Writer(archive) as writer:
        intake = _Intake(writer, method, workers, hooks, format_name, reread=False)
        intake.take_files(folder, files)
    return intake.tally.report()


def ingest_drafts(
    archive: Path,
    source: str,
    drafts: Iterable[Draft | Unreadable],
    *,
    method: Method = Method.PARSED,
    workers: int | None = None,
    hooks: Hooks = NO_HOOKS,
) -> IngestReport:
    """Add drafts that were fetched already; ``source`` is what the archive calls where they are from.

    It waits for no other ingest: their transactions take turns. Otherwise as ``ingest``.
    """
    with Writer(archive) as writer:
        intake = _Intake(writer, method, workers, hooks)
        intake.take(source, of_drafts(drafts))
    return intake.tally.report()


@dataclass(frozen=True, slots=True)
class _Batch:
    records: Sequence[Record]
    known: Sequence[Written | None]
    """Of each record: what is to be told of an article that needs no reading; else None."""

    def unread(self) -> list[Article]:
        return [
            record.result
            for record, known in zip(self.records, self.known, strict=True)
            if isinstance(record.result, Article) and known is None
        ]


class _Intake:
    """One run: sources go in one by one, and the tally counts over all of them."""

    def __init__(
        self,
        writer: Writer,
        method: Method,
        workers: int | None,
        hooks: Hooks,
        format_name: str = "",
        reread: bool = False,
    ) -> None:
        self.tally = Tally(hooks.on_taken)
        self._writer = writer
        self._method = method
        self._workers = workers
        self._hooks = hooks
        self._format_name = format_name
        self._reread = reread
        self._total = self._done = 0
        own = os.path.realpath(writer.path)
        self._left_out = {own + suffix for suffix in _BESIDE}
        self._left_out |= {os.path.realpath(file) for file in hooks.left_out}
        self._index = os.path.realpath(writer.path.with_suffix(".index")) + os.sep

    def expect(self, paths: Iterable[Path]) -> None:
        """Add up the bytes that are to be read, for whoever follows the progress."""
        if self._hooks.progress:
            self._total += sum(_size(file) for path in paths for file in walk(path))

    def take_files(self, root: Path, files: Iterable[Path]) -> None:
        self.take(str(root), self._records(root, files))

    def _records(self, root: Path, files: Iterable[Path]) -> Iterator[Record]:
        for file in files:
            whole_path = os.path.realpath(file)
            if whole_path in self._left_out or whole_path.startswith(self._index):
                continue
            yield from of_file(
                file,
                _name(root, file),
                whole_path=whole_path,
                format_name=self._format_name,
                recall=self._recall,
                taken=self._say,
            )
            self._done += _size(file) if self._hooks.progress else 0
            self._say(0)

    def _recall(self, file: bytes) -> Reading | None:
        return None if self._reread else self._writer.reading(file)

    def _say(self, of_this_file: int) -> None:
        if self._hooks.progress:
            done = self._done + of_this_file
            self._hooks.progress(Reached(done, max(done, self._total), self.tally.articles))

    def take(self, source: str, records: Iterable[Record]) -> None:
        """Store all records, as articles of ``source``."""
        if self.tally.stopped:
            return
        waiting: deque[_Batch] = deque()
        for extractions in self._extracted(self._unread(source, records, waiting)):
            self._store(source, waiting.popleft(), extractions)
            if self._hooks.stop():
                break
        self.tally.stopped = self._hooks.stop()

    def _unread(
        self, source: str, records: Iterable[Record], waiting: deque[_Batch]
    ) -> Iterator[list[Article]]:
        """The articles of each batch that must be read for quotes; the batch waits for them meanwhile."""
        for some in batches(records, BATCH[self._method], self._hooks.stop):
            batch = _Batch(some, [self._known(source, record) for record in some])
            unread = batch.unread()
            if unread or waiting:
                waiting.append(batch)
                yield unread
            else:
                self._store(source, batch, [])

    def _known(self, source: str, record: Record) -> Written | None:
        # Where nothing is read for quotes, the writer finds out by itself, and once is enough.
        if self._method is Method.NONE or not isinstance(record.result, Article):
            return None
        return self._writer.unchanged(source, record.result)

    def _extracted(self, unread: Iterable[list[Article]]) -> Iterator[list[Extraction]]:
        if self._method is Method.NONE:
            return ([Extraction()] * len(batch) for batch in unread)
        return extract_batches(unread, fast=self._method is Method.FAST, workers=self._workers)

    def _store(self, source: str, batch: _Batch, extractions: Sequence[Extraction]) -> None:
        now = self._hooks.now()
        readings = {one.reading.file: one.reading for one in batch.records if one.reading}
        written = iter(
            self._writer.add(
                source,
                list(zip(batch.unread(), extractions, strict=True)),
                now=now.isoformat(timespec="seconds"),
                method=self._method,
                readings=readings.values(),
            )
        )
        for record, known in zip(batch.records, batch.known, strict=True):
            if isinstance(record.result, Article):
                known = known or next(written)
            self.tally.note(record, known, now.date())


def _name(root: Path, file: Path) -> str:
    """What reports and the archive call a file: bytes of it that are no UTF-8 become U+FFFD."""
    name = file.name if file == root else file.relative_to(root).as_posix()
    return os.fsencode(name).decode("utf-8", errors="replace")


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
