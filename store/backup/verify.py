"""The proof that a database file is whole, and what it holds."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from store.db import Format, Readers
from store.errors import BackupError
from store.integrity import check_sample
from store.places import is_file
from store.schema import ARCHIVE

SAMPLE = 300
"""Articles whose spans are compared with their words; `dateline doctor` compares all."""
BYTES_A_TICK = 130_000
"""What SQLite has checked of an archive between two looks at the clock, about."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A database in which nothing is wrong."""

    version: int
    rows: int
    spans: int


def verify(
    path: Path, kind: Format, checked: Callable[[int, int], None] = lambda done, total: None
) -> Whole:
    """Check pages, indexes, references, and of an archive the words of some articles.

    ``checked`` is called with (bytes checked, bytes in all), as they are estimated. Raises BackupError with what is wrong, or what opening raises (``store.db``).
    """
    size, done = is_file(path) and path.stat().st_size, 0

    def tick() -> None:
        nonlocal done
        done = min(done + BYTES_A_TICK, size)
        checked(done, size)

    with Readers(path, kind, query_seconds=math.inf, tick=tick) as readers:
        problems = [row[0] for row in readers.rows("PRAGMA integrity_check") if row[0] != "ok"]
        # The rest would only stumble over the same.
        if not problems:
            problems += [
                f"a row of {row['table']} belongs to one of {row['parent']} that is gone"
                for row in readers.rows("PRAGMA foreign_key_check")
            ]
        spans = 0
        if not problems and kind is ARCHIVE:
            spans, found = check_sample(readers, SAMPLE)
            problems += found
        if problems:
            raise BackupError(f"{problems[0]} ({len(problems)} problems)")
        version = readers.rows("PRAGMA user_version")[0][0]
        tables = readers.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        counted = (readers.rows(f'SELECT count(*) FROM "{row["name"]}"') for row in tables)
        checked(size, size)
        return Whole(version, sum(rows[0][0] for rows in counted), spans)
