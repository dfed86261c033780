"""The tables and indexes of a schema, as their rows are stored."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from store.repair.cells import Cell, Value

_STORED_AS: dict[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "INT": (int,),
    "REAL": (int, float),  # a whole number takes less room
    "TEXT": (str,),
    "BLOB": (bytes,),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a STRICT table."""

    name: str
    type: str
    required: bool
    has_default: bool
    """Whether a row may be from before there was this column."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its columns in the order in which a record has them."""

    name: str
    columns: tuple[Column, ...]
    alias: int | None
    """Which column is the rowid, and stored as nothing."""
    in_index: bool
    """WITHOUT ROWID: stored in the tree of an index."""

    def values(self, cell: Cell) -> tuple[Value, ...] | None:
        """The first columns' values of a row of this table; None where the cell can't be one."""
        given = cell.values
        if (cell.rowid is None) is not self.in_index or len(given) > len(self.columns):
            return None
        if not all(column.has_default for column in self.columns[len(given) :]):
            return None
        for number, (column, value) in enumerate(zip(self.columns, given, strict=False)):
            if number == self.alias or value is None:
                if value is not None or (column.required and number != self.alias):
                    return None
            elif not isinstance(value, _STORED_AS.get(column.type, ())):
                return None
        if self.alias is None:
            return given
        return (*given[: self.alias], cell.rowid, *given[self.alias + 1 :])

    def insertion(self, count: int) -> str:
        """SQL that inserts the first ``count`` columns, unless a row with this key is there."""
        names = ", ".join(f'"{column.name}"' for column in self.columns[:count])
        return f'INSERT OR IGNORE INTO "{self.name}" ({names}) VALUES ({", ".join("?" * count)})'


@dataclass(frozen=True, slots=True)
class IndexOf:
    """An index of a table with rowids; a record of it ends with the rowid."""

    name: str
    table: str
    columns: tuple[str | None, ...]
    """None for an expression."""


def tables_of(connection: sqlite3.Connection) -> dict[str, Table]:
    """The tables of a database, without SQLite's own."""
    listed = connection.execute(
        "SELECT name, wr FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    return {name: _table(connection, name, bool(in_index)) for name, in_index in listed}


def indexes_of(connection: sqlite3.Connection, table: Table) -> tuple[IndexOf, ...]:
    """The indexes that know all rows of a table with rowids."""
    if table.in_index:
        return ()
    listed = connection.execute(f'PRAGMA index_list("{table.name}")').fetchall()
    return tuple(
        IndexOf(
            name,
            table.name,
            tuple(row[2] for row in connection.execute(f'PRAGMA index_info("{name}")')),
        )
        for _, name, _, _, partial in listed
        if not partial
    )


def _table(connection: sqlite3.Connection, name: str, in_index: bool) -> Table:
    rows = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    keys = sorted((row for row in rows if row[5]), key=lambda row: row[5])
    alias = None
    if in_index:
        rows = [*keys, *(row for row in rows if not row[5])]
    elif len(keys) == 1 and keys[0][2].upper() == "INTEGER":
        alias = rows.index(keys[0])
    columns = tuple(
        Column(column, kind.upper(), bool(required), default is not None or not required)
        for _, column, kind, required, default, _ in rows
    )
    return Table(name, columns, alias, in_index)
