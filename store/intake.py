"""Sources into an archive: read, clean, extract, write — a batch at a time, so that a kill loses one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice, tee
from pathlib import Path

from store.clean import clean
from store.extract import extract_all
from store.extract.method import Method
from store.model import Article, Draft, Extraction, IngestReport, Unreadable
from store.read import files_under, read
from store.write import Outcome, Writer

BATCH = 64
"""Articles a transaction: large enough to parse well, small enough to lose little."""
BATCH_UNREAD = 500
"""The same where nothing is extracted: as little time is lost with them."""

Progress = Callable[[int, int], None]
"""Called with (files done, files in all)."""


@dataclass(slots=True)
class _Tally:
    outcomes: dict[Outcome, int] = field(default_factory=dict)
    skipped: list[Unreadable] = field(default_factory=list)

    def count(self, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1

    def report(self) -> IngestReport:
        return IngestReport(
            added=self.outcomes.get(Outcome.ADDED, 0),
            unchanged=self.outcomes.get(Outcome.UNCHANGED, 0),
            corrected=self.outcomes.get(Outcome.CORRECTED, 0),
            skipped=tuple(self.skipped),
        )


def ingest(
    archive: Path,
    paths: Iterable[Path],
    *,
    format_name: str = "",
    method: Method = Method.PARSED,
    workers: int | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Add everything readable under ``paths`` to the archive (made if there is none).

    ``method``: how quotes and facts are looked for; ``Method.NONE`` stores articles for search alone, and
    ``store.again`` deepens later. ``workers`` as in ``extract_all``. Raises ArchiveError; what was stored
    before it stays. A source that can't be read is reported.
    """
    tally = _Tally()
    with Writer(archive) as writer:
        for path in paths:
            drafts = _drafts(path, format_name, progress)
            _take(writer, str(path), drafts, tally, method, workers)
    return tally.report()


def ingest_drafts(
    archive: Path,
    source: str,
    drafts: Iterable[Draft | Unreadable],
    *,
    method: Method = Method.PARSED,
    workers: int | None = None,
) -> IngestReport:
    """Add drafts that were fetched already; ``source`` is what the archive calls where they are from.

    Otherwise as ``ingest``.
    """
    tally = _Tally()
    with Writer(archive) as writer:
        _take(writer, source, drafts, tally, method, workers)
    return tally.report()


def _take(
    writer: Writer,
    source: str,
    drafts: Iterable[Draft | Unreadable],
    tally: _Tally,
    method: Method,
    workers: int | None,
) -> None:
    pairs = _extracted(_new(_articles(drafts, tally), writer, tally), method, workers)
    size = BATCH_UNREAD if method is Method.NONE else BATCH
    while batch := list(islice(pairs, size)):
        now = datetime.now(UTC).isoformat(timespec="seconds")
        written = writer.add(source, batch, now=now, method=method)
        tally.count(one.outcome for one in written)


def _extracted(
    articles: Iterator[Article], method: Method, workers: int | None
) -> Iterator[tuple[Article, Extraction]]:
    if method is Method.NONE:
        return ((article, Extraction()) for article in articles)
    # The articles run beside their extractions, which are made a bounded way ahead and in order.
    kept, read = tee(articles)
    return zip(kept, extract_all(read, fast=method is Method.FAST, workers=workers), strict=True)


def _drafts(
    path: Path, format_name: str, progress: Progress | None
) -> Iterator[Draft | Unreadable]:
    files = files_under(path)
    for done, file in enumerate(files):
        if progress:
            progress(done, len(files))
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        yield from read(file, name=name, format_name=format_name)
    if progress:
        progress(len(files), len(files))


def _articles(drafts: Iterable[Draft | Unreadable], tally: _Tally) -> Iterator[Article]:
    for draft in drafts:
        result = clean(draft) if isinstance(draft, Draft) else draft
        if isinstance(result, Unreadable):
            tally.skipped.append(result)
        else:
            yield result


def _new(articles: Iterable[Article], writer: Writer, tally: _Tally) -> Iterator[Article]:
    """The articles that are new or corrected: the others need no parsing."""
    for article in articles:
        known = writer.unchanged(article)
        if known:
            tally.count([known.outcome])
        else:
            yield article
