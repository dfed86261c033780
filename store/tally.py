"""Counting what becomes of the records of an ingest, and telling it one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from store.model import Article, IngestReport, Taken, Unreadable
from store.records import Done, Record
from store.write import Outcome, Written

OnTaken = Callable[[Taken], None]
SKIPPED = "skipped"
_REASONS_KEPT = 1000


class Tally:
    """Counts by outcome; the reasons of what was skipped are kept up to a number."""

    def __init__(self, on_taken: OnTaken | None) -> None:
        self._on_taken = on_taken
        self._counts: Counter[str] = Counter()
        self._skipped: list[Unreadable] = []
        self._barren: list[str] = []
        self._in_future = 0
        self.stopped = False

    @property
    def articles(self) -> int:
        """That were looked at, unchanged ones among them."""
        return sum(self._counts.values()) - self._counts[SKIPPED]

    def note(self, record: Record, written: Written | None, today: date) -> None:
        """Count a record that was stored. ``written``: of an article alone."""
        taken = _taken(record, written, today)
        if taken is None:
            return
        self._counts[taken.outcome] += taken.articles
        self._in_future += taken.in_future and taken.outcome != Outcome.UNCHANGED
        if isinstance(record.result, Unreadable) and len(self._skipped) < _REASONS_KEPT:
            self._skipped.append(record.result)
        if self._on_taken:
            self._on_taken(taken)

    def note_barren(self, path: str) -> None:
        self._barren.append(path)

    def report(self) -> IngestReport:
        return IngestReport(
            added=self._counts[Outcome.ADDED],
            unchanged=self._counts[Outcome.UNCHANGED],
            corrected=self._counts[Outcome.CORRECTED],
            duplicates=self._counts[Outcome.DUPLICATE],
            skipped=tuple(self._skipped),
            skipped_in_all=self._counts[SKIPPED],
            in_future=self._in_future,
            barren=tuple(self._barren),
            stopped=self.stopped,
        )


def together(reports: Iterable[IngestReport]) -> IngestReport:
    """Several ingests as if they had been one."""
    reports = tuple(reports)
    return IngestReport(
        added=sum(one.added for one in reports),
        unchanged=sum(one.unchanged for one in reports),
        corrected=sum(one.corrected for one in reports),
        duplicates=sum(one.duplicates for one in reports),
        skipped=tuple(reason for one in reports for reason in one.skipped)[:_REASONS_KEPT],
        skipped_in_all=sum(one.skipped_in_all for one in reports),
        in_future=sum(one.in_future for one in reports),
        barren=tuple(path for one in reports for path in one.barren),
        stopped=any(one.stopped for one in reports),
    )


def _taken(record: Record, written: Written | None, today: date) -> Taken | None:
    result = record.result
    if isinstance(result, Unreadable):
        return Taken(result.source, SKIPPED, reason=result.reason, articles=1)
    if isinstance(result, Done):
        return Taken(result.source, Outcome.UNCHANGED, articles=result.articles)
    if isinstance(result, Article) and written:
        return Taken(
            source=result.source,
            outcome=written.outcome,
            article_id=written.article_id,
            headline=result.headline,
            published=result.published,
            in_future=result.published > today.isoformat(),
        )
    return None
