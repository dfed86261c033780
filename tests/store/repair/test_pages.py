"""The reader of pages against SQLite: it sees every row, whatever the size of the pages and of the rows."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from damage import page_size

from store.repair.pages import Pages
from store.repair.salvage import Salvage
from store.repair.tables import indexes_of, tables_of

SCHEMA = """
CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT, number INTEGER, part REAL, data BLOB) STRICT;
CREATE INDEX texts_number ON texts (number);
CREATE TABLE pairs (one TEXT NOT NULL, two INTEGER NOT NULL, PRIMARY KEY (two, one)) STRICT, WITHOUT ROWID;
CREATE TABLE plain (one TEXT NOT NULL UNIQUE, two INTEGER) STRICT;
"""


def fill(db: sqlite3.Connection, chance: random.Random, count: int) -> None:
    for _ in range(count):
        length = chance.choice([0, 1, 30, 400, 5_000, 90_000]) if chance.random() < 0.3 else 20
        text = "".join(chance.choices("aé☂\U0001f600 ", k=length))
        number = chance.choice([0, 1, -1, 127, -40_000, 2**31, -(2**47), 2**62, None])
        part = chance.choice([0.0, 1.0, -2.5, 1e300, None])
        row = (text, number, part, chance.randbytes(chance.randrange(40)))
        db.execute("INSERT INTO texts (text, number, part, data) VALUES (?, ?, ?, ?)", row)
        pair = (text[:600], chance.randrange(10**9))
        db.execute("INSERT OR IGNORE INTO pairs VALUES (?, ?)", pair)
        db.execute(
            "INSERT OR IGNORE INTO plain VALUES (?, ?)", (f"{text[:3_000]}{pair[1]}", number)
        )
    db.execute("DELETE FROM texts WHERE id % 7 = 3")
    db.commit()


def read(path: Path) -> tuple[dict[str, list], Salvage]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(SCHEMA)
        tables = tables_of(db)
        indexes = [index for table in tables.values() for index in indexes_of(db, table)]
    found: dict[str, list] = {name: [] for name in tables}
    with Pages(path) as pages:
        salvage = Salvage(pages, tables.values(), indexes)
        for table, values in salvage.rows(lambda done, total: None):
            found[table.name].append(values)
    return {name: sorted(rows, key=repr) for name, rows in found.items()}, salvage


def expected(db: sqlite3.Connection) -> dict[str, list]:
    queries = {
        "texts": "SELECT * FROM texts",
        "pairs": "SELECT two, one FROM pairs",
        "plain": "SELECT * FROM plain",
    }
    return {name: sorted(db.execute(query), key=repr) for name, query in queries.items()}


@pytest.mark.parametrize("size", [512, 1_024, 4_096, 8_192, 65_536])
def test_every_row_is_read(tmp_path: Path, size: int) -> None:
    path = tmp_path / "made.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA page_size = {size}")
        db.executescript(SCHEMA)
        fill(db, random.Random(size), 400)
        wanted = expected(db)
    assert page_size(path) == size
    found, salvage = read(path)
    assert found == wanted
    assert salvage.traces.indexed["texts"] == len(wanted["texts"])
    assert not salvage.traces.unknown and not salvage.traces.bad_pages.total()


@pytest.mark.parametrize("damage", [b"", b"no header", b"\0" * 100])
def test_what_is_committed_to_the_wal_and_no_more(tmp_path: Path, damage: bytes) -> None:
    path, copy = tmp_path / "made.db", tmp_path / "copy.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA page_size = 1024")
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(SCHEMA)
        fill(db, random.Random(1), 100)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        fill(db, random.Random(2), 100)
        wanted = expected(db)
        # Written to the WAL, for want of memory, and never committed.
        db.execute("PRAGMA cache_size = 5")
        db.execute("UPDATE texts SET text = 'never committed'")
        for end in ("", "-wal"):
            copy.with_name(copy.name + end).write_bytes(
                path.with_name(path.name + end).read_bytes()
            )
    with copy.open("r+b") as file:
        file.write(damage)
    found, _ = read(copy)
    assert found == wanted


def test_a_wal_that_breaks_off_counts_up_to_the_last_commit(tmp_path: Path) -> None:
    path, copy = tmp_path / "made.db", tmp_path / "copy.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.executescript(SCHEMA)
        for number in range(50):
            db.execute("INSERT INTO plain VALUES (?, ?)", (f"row {number}", number))
            db.commit()
        data, wal = path.read_bytes(), path.with_name("made.db-wal").read_bytes()
    for cut in range(0, len(wal), len(wal) // 37):
        copy.write_bytes(data)
        broken = copy.with_name("copy.db-wal")
        broken.write_bytes(wal[:cut] + b"\0" * 5_000)
        try:
            found = read(copy)[0]["plain"] if data else []
        except ValueError:  # the file is empty: all was in the WAL
            found = []
        with closing(sqlite3.connect(copy)) as db:
            try:
                wanted = sorted(db.execute("SELECT * FROM plain"), key=repr)
            except sqlite3.Error:
                wanted = []
        broken.unlink(missing_ok=True)
        assert found == wanted
