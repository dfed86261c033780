"""All that a database holds, for comparing two."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def rows_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Table → its rows, in an order that doesn't depend on how they are stored."""
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            table: sorted(db.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
            for (table,) in tables
        }
