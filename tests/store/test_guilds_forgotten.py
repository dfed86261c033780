"""Forgetting, row by row: what is said to go is gone from every table and from the files; the rest stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from store.db import BUSY_SECONDS
from store.guilds import KEPT, Guilds

NORTH, SOUTH, NOWHERE = 71_001, 71_002, 0
"""Two servers, and direct messages."""
ANN, BOB = 82_001, 82_002
RULES = {each.table: each for each in KEPT}
Row = dict[str, object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
def guilds(path: Path) -> Iterator[Guilds]:
    with Guilds.open(path) as opened:
        fill(path)
        yield opened


def tables(db: sqlite3.Connection) -> list[str]:
    """Every table that there is, but for those of SQLite and of the migrations, parents before children."""
    names = [
        row["name"]
        for row in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE '_sqlite_migrations%'"
        )
    ]
    assert set(names) == set(RULES), (
        "store/guilds/kept.py says nothing of a table, or of one too many"
    )
    return sorted(names, key=lambda name: bool(parents(db, name)))


def parents(db: sqlite3.Connection, table: str) -> dict[str, str]:
    """Its columns that point to another table's ``id``, and that table."""
    return {row["from"]: row["table"] for row in db.execute(f"PRAGMA foreign_key_list([{table}])")}


def mark(guild: object, member: object) -> str:
    """A text that stands in the row of a member in a server and nowhere else."""
    return f"<of {member} in {guild}>"


def fill(path: Path) -> None:
    """In every table a row for each member in each server; where rows belong to nobody, one a member."""
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        for table in tables(db):
            rule, above = RULES[table], parents(db, table)
            columns = list(db.execute(f"PRAGMA table_info([{table}])"))
            places = (NORTH, SOUTH) if not rule.member else (NORTH, SOUTH, NOWHERE)
            members = (ANN, BOB) if rule.member or not rule.guild else (0,)
            if not rule.guild and not rule.member:
                places = (NORTH, SOUTH, NOWHERE) if above else (NOWHERE,)
            for number, (guild, member) in enumerate(product(places, members), 1):
                row: Row = {}
                for column in columns:
                    name = column["name"]
                    if name == rule.guild:
                        row[name] = guild
                    elif name == rule.member:
                        row[name] = member
                    elif name in above or name == "id" or "INT" in column["type"]:
                        row[name] = number
                    else:
                        row[name] = f"{mark(guild, member)} {table}.{name}"
                marks = ", ".join("?" * len(row))
                db.execute(f"INSERT INTO [{table}] VALUES ({marks})", list(row.values()))
        db.commit()
        assert not db.execute("PRAGMA foreign_key_check").fetchall()


def held(path: Path) -> dict[str, list[Row]]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return {
            table: [dict(row) for row in db.execute(f"SELECT * FROM [{table}]")]
            for table in tables(db)
        }


def without(path: Path, goes: Callable[[str, Row], bool]) -> dict[str, list[Row]]:
    """What is stored now, but for the rows that ``goes`` names and those that point to one of them."""
    stored = held(path)
    left = {table: [row for row in rows if not goes(table, row)] for table, rows in stored.items()}
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        for table in left:
            for column, parent in parents(db, table).items():
                there = {row["id"] for row in left[parent]}
                left[table] = [row for row in left[table] if row[column] in there]
    return left


def of_member(member: int) -> Callable[[str, Row], bool]:
    return lambda table, row: bool(RULES[table].member) and row[RULES[table].member] == member


def of_guild(guild: int) -> Callable[[str, Row], bool]:
    return lambda table, row: bool(RULES[table].guild) and row[RULES[table].guild] == guild


def written(path: Path) -> bytes:
    """All that stands in the database's files, deleted or not."""
    return b"".join(each.read_bytes() for each in path.parent.iterdir())


def test_every_table_is_filled_for_all(guilds: Guilds, path: Path) -> None:
    for table, rows in held(path).items():
        rule = RULES[table]
        assert {row[rule.guild] for row in rows} >= {NORTH, SOUTH} if rule.guild else rows
        assert {row[rule.member] for row in rows} == {ANN, BOB} if rule.member else rows


def test_a_member_is_forgotten_in_every_server_and_nobody_else(guilds: Guilds, path: Path) -> None:
    before, expected = held(path), without(path, of_member(ANN))
    told = sum(guilds.rows_of_member(ANN).values())
    assert guilds.forget_member(ANN) == told > 0
    assert held(path) == expected != before
    assert guilds.rows_of_member(ANN) == {}
    assert guilds.forget_member(ANN) == 0


def test_a_server_is_forgotten_and_no_other(guilds: Guilds, path: Path) -> None:
    before, expected = held(path), without(path, of_guild(NORTH))
    guilds.forget_guild(NORTH)
    assert held(path) == expected != before
    assert guilds.known_guilds() == {SOUTH}


@pytest.mark.parametrize(
    ("forget", "gone", "stays"),
    [
        (lambda guilds: guilds.forget_member(ANN), mark(NORTH, ANN), mark(NORTH, BOB)),
        (lambda guilds: guilds.forget_guild(NORTH), mark(NORTH, BOB), mark(SOUTH, BOB)),
    ],
)
def test_nothing_of_it_is_left_in_the_files(
    guilds: Guilds, path: Path, forget, gone, stays
) -> None:
    with closing(sqlite3.connect(path)) as db:
        for table in ("lookups", "notes"):
            db.execute(f"DELETE FROM {table}")
        db.execute("DELETE FROM follow_matches")
        db.execute("PRAGMA secure_delete = ON")
        db.commit()
    assert gone.encode() in written(path)
    forget(guilds)
    assert gone.encode() not in written(path)
    assert stays.encode() in written(path)


def test_another_process_that_reads_is_not_waited_for(guilds: Guilds, path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("BEGIN")
        assert db.execute("SELECT count(*) FROM follows").fetchone()[0]
        with ThreadPoolExecutor() as threads:
            # A lock would be waited for as long as that.
            threads.submit(guilds.forget_member, ANN).result(timeout=BUSY_SECONDS - 1)
    assert guilds.rows_of_member(ANN) == {}
