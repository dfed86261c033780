"""All that a database holds, to be compared with another one's."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

OWN = {"meta": "key <> 'id'"}
"""Rows that differ between any two archives: each has an id of its own."""
CLOCK = {"revisions": {"replaced"}, "_sqlite_migrations": {"id", "applied_at"}}
"""Columns that hold the time of the ingest, or of a migration."""


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows in an order of their own. Raises sqlite3.Error."""
    found = {}
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for (table,) in tables.fetchall():
            columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
            chosen = ", ".join(f'"{one}"' for one in columns if one not in CLOCK.get(table, ()))
            where = OWN.get(table, "TRUE")
            query = f'SELECT {chosen} FROM "{table}" WHERE {where} ORDER BY {chosen}'
            found[table] = db.execute(query).fetchall()
    return found


def digest(contents: Mapping[str, list[tuple[Any, ...]]]) -> str:
    """The same for the same contents."""
    return hashlib.sha256(repr(sorted(contents.items())).encode()).hexdigest()


def difference(
    one: Mapping[str, list[tuple[Any, ...]]], other: Mapping[str, list[tuple[Any, ...]]]
) -> str:
    """What differs first, for a failed test to show; "" where nothing does."""
    for table in sorted({*one, *other}):
        mine, theirs = one.get(table, []), other.get(table, [])
        if mine != theirs:
            missing = [row for row in theirs if row not in mine]
            more = [row for row in mine if row not in theirs]
            return f"{table}: {len(mine)} rows, not {len(theirs)}; {missing[:1]} → {more[:1]}"[
                :1000
            ]
    return ""


def unsound(path: Path) -> list[str]:
    """What SQLite itself finds wrong with a database: pages, indexes, foreign keys."""
    with closing(sqlite3.connect(path)) as db:
        found = [str(row[0]) for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        return found + [str(row) for row in db.execute("PRAGMA foreign_key_check")]
