"""Sources into an archive: read, clean, extract, write — a batch at a time, so that a kill loses one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from store.clean import clean
from store.model import Article, Draft, Extraction, IngestReport, Unreadable
from store.read import files_under, read
from store.write import Outcome, Writer

BATCH = 64
"""Articles a transaction: large enough to parse well, small enough to lose little."""

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
    parse: bool = True,
    progress: Progress | None = None,
) -> IngestReport:
    """Add everything readable under ``paths`` to the archive (made if there is none).

    ``parse=False`` stores articles without looking for quotes and facts: for search alone.
    Raises ArchiveError; what was stored before it stays. A source that can't be read is reported.
    """
    tally = _Tally()
    with Writer(archive) as writer:
        for path in paths:
            articles = _new(_articles(path, format_name, tally, progress), writer, tally)
            while batch := list(islice(articles, BATCH)):
                extractions = _extractions(batch, parse)
                now = datetime.now(UTC).isoformat(timespec="seconds")
                tally.count(writer.add(str(path), zip(batch, extractions, strict=True), now=now))
    return tally.report()


def _extractions(batch: list[Article], parse: bool) -> list[Extraction]:
    if not parse:
        return [Extraction()] * len(batch)
    # Imported here: the parser is loaded only where there is something new to parse.
    from store.extract import extract_all

    return list(extract_all(batch))


def _articles(
    path: Path, format_name: str, tally: _Tally, progress: Progress | None
) -> Iterator[Article]:
    files = files_under(path)
    for done, file in enumerate(files):
        if progress:
            progress(done, len(files))
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        for draft in read(file, name=name, format_name=format_name):
            result = clean(draft) if isinstance(draft, Draft) else draft
            if isinstance(result, Unreadable):
                tally.skipped.append(result)
            else:
                yield result
    if progress:
        progress(len(files), len(files))


def _new(articles: Iterable[Article], writer: Writer, tally: _Tally) -> Iterator[Article]:
    """The articles that are new or corrected: the others need no parsing."""
    for article in articles:
        outcome = writer.outcome(article)
        if outcome is Outcome.UNCHANGED:
            tally.count([outcome])
        else:
            yield article
