"""Every row that can still be read, with the table that it is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from store.repair.cells import OF_INDEX, Cell, Damaged, Kind, TreePage, Value, kind_of, read
from store.repair.pages import Pages
from store.repair.tables import IndexOf, Table

Row = tuple[Table, tuple[Value, ...]]
DERIVED = frozenset({"blocks", "people"})
"""Tables that are made from others: no row of them is ever gone."""
_SCHEMA = 1
"""The page where the table of tables begins."""


@dataclass
class Traces:
    """What is known of rows beside the rows themselves."""

    indexed: Counter[str] = field(default_factory=Counter)
    """How many rows a table has by the longest of its indexes."""
    named: dict[str, dict[int, dict[str, Value]]] = field(default_factory=dict)
    """Of a table's rows that its tree does not have, by rowid, values by column: out of its indexes, and of
    rows that are there in part."""
    broken: Counter[str] = field(default_factory=Counter)
    """Rows of a table that are there and can't be read."""
    bad_pages: Counter[str] = field(default_factory=Counter)
    """Pages of a table's tree, or of an index's, that can't be read."""
    unknown: int = 0
    """Rows of which no table can be told."""


class Salvage:
    """Goes through a damaged database once."""

    def __init__(self, pages: Pages, tables: Iterable[Table], indexes: Iterable[IndexOf]) -> None:
        self.traces = Traces()
        self._pages = pages
        self._tables = {table.name: table for table in tables}
        self._indexes = {index.name: index for index in indexes}
        self._free = pages.free()
        self._seen = bytearray(pages.count + 1)
        self._taken = 0
        self._roots: dict[str, int] = {}
        self._read_schema()

    @property
    def is_of_others(self) -> bool:
        """Whether what the file says of its tables can be read, and none of ours is among them."""
        return bool(self._roots) and not self._roots.keys() & self._tables.keys()

    def rows(
        self, is_saved: Callable[[str, int], bool], progress: Callable[[int, int], None]
    ) -> Iterator[Row]:
        """First those that their tables' trees lead to, then those on pages that nothing leads to any more.

        A key may come twice: the first row counts. ``is_saved`` tells of a table with rowids of its own
        whether a row of it was already taken from here; ``progress``: (pages seen, pages in all).
        """
        for name, table in self._tables.items():
            for number, page in self._tree(name, self._roots.get(name, 0), table.in_index):
                progress(self._taken, self._pages.count)
                if page.cells and not any(map(table.values, page.cells)):
                    self._seen[number] = (
                        0  # another table's: it comes with those that are in no tree
                    )
                    self.traces.bad_pages[name] += 1
                    continue
                self.traces.broken[name] += page.broken
                for cell in page.cells:
                    yield from self._row(table, cell)
        for index in self._indexes.values():
            self._note(index, is_saved)
        for name in self._roots.keys() - self._tables.keys() - self._indexes.keys():
            for _ in self._tree(name, self._roots[name], None):
                pass  # SQLite's own, and indexes of some rows: seen, and nothing to take
        yield from self._orphans(progress)

    def _read_schema(self) -> None:
        for _, page in self._tree("sqlite_schema", _SCHEMA, False):
            for cell in page.cells:
                match cell.values:
                    case (_, str(name), _, int(root), *_) if 1 < root <= self._pages.count:
                        self._roots[name] = root

    def _tree(self, name: str, root: int, of_index: bool | None) -> Iterator[tuple[int, TreePage]]:
        """The pages of a tree by number, in order. Those that can't be read are counted and left out.

        ``of_index``: whether they are pages of an index; None where that is not known.
        """
        waiting = [root] if root else []
        while waiting:
            number = waiting.pop()
            try:
                if not 1 <= number <= self._pages.count or self._seen[number]:
                    raise Damaged
                page = read(self._pages, number)
                if of_index not in (None, page.kind in OF_INDEX):
                    raise Damaged
            except Damaged:
                self.traces.bad_pages[name] += 1
                continue
            self._take(number, page)
            waiting += reversed(page.children)
            yield number, page

    def _take(self, number: int, page: TreePage) -> None:
        self._taken += 1 + len(page.overflow)
        for each in (number, *page.overflow):
            self._seen[each] = 1

    def _row(self, table: Table, cell: Cell) -> Iterator[Row]:
        values = table.values(cell) if cell.whole else None
        if values is None:
            self.traces.broken[table.name] += 1
            self._note_part(table, cell)
        else:
            yield table, values

    def _note_part(self, table: Table, cell: Cell) -> None:
        if cell.rowid is not None:
            known = self._named(table.name, cell.rowid)
            for column, value in zip(table.columns, cell.values, strict=False):
                known.setdefault(column.name, value)

    def _note(self, index: IndexOf, is_saved: Callable[[str, int], bool]) -> None:
        """Remember what an index knows of rows that are gone."""
        count, has_rowids = 0, self._tables[index.table].alias is not None
        for _, page in self._tree(index.name, self._roots.get(index.name, 0), True):
            for cell in page.cells:
                match cell.values:
                    case (*keys, int(rowid)) if cell.whole and len(keys) == len(index.columns):
                        count += 1
                        if has_rowids and not is_saved(index.table, rowid):
                            self._learn(index, rowid, keys)
        self.traces.indexed[index.table] = max(count, self.traces.indexed[index.table])

    def _learn(self, index: IndexOf, rowid: int, keys: list[Value]) -> None:
        known = self._named(index.table, rowid)
        for column, value in zip(index.columns, keys, strict=True):
            if column:
                known.setdefault(column, value)

    def _named(self, table: str, rowid: int) -> dict[str, Value]:
        return self.traces.named.setdefault(table, {}).setdefault(rowid, {})

    def _orphans(self, progress: Callable[[int, int], None]) -> Iterator[Row]:
        """Rows on pages that are in no tree any more, unless they are known to be free."""
        for number in self._pages:
            progress(number, self._pages.count)
            if self._seen[number] or number in self._free:
                continue
            if kind_of(self._pages, number) in (None, Kind.TABLE_INSIDE):
                continue
            try:
                page = read(self._pages, number)
            except Damaged:
                continue
            self.traces.unknown += page.broken
            if table := self._table_of(page):
                self._take(number, page)
                for cell in page.cells:
                    yield from self._row(table, cell)
            elif page.kind is Kind.TABLE_LEAF:
                self.traces.unknown += len(page.cells)

    def _table_of(self, page: TreePage) -> Table | None:
        """The one table that all of a page's rows can be of, by their columns."""
        whole = [cell for cell in page.cells if cell.whole]
        fitting = [
            table
            for table in self._tables.values()
            if whole
            and table.in_index is (page.kind is not Kind.TABLE_LEAF)
            and all(table.values(cell) is not None for cell in whole)
        ]
        if len(fitting) > 1 or page.kind in OF_INDEX:
            # Rows from before a column was added are shorter, and so are the entries of another index.
            width = len(whole[0].values) if whole else 0
            fitting = [table for table in fitting if len(table.columns) == width]
        # Of two that look alike, the one that is made anew where rows of it are missing.
        fitting = [table for table in fitting if table.name in DERIVED] or fitting
        return fitting[0] if len(fitting) == 1 else None
