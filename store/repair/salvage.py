"""Every row that can still be read, with the table that it is of."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from store.repair.cells import OF_INDEX, Cell, Damaged, Kind, TreePage, Value, kind_of, read
from store.repair.pages import Pages
from store.repair.rowids import Rowids
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
        self.saved: defaultdict[str, Rowids] = defaultdict(Rowids)
        """By table, the rows that were taken: whoever takes them says so."""
        self._pages = pages
        self._tables = {table.name: table for table in tables}
        self._indexes = {index.name: index for index in indexes}
        self._free = pages.free()
        self._seen = bytearray(pages.count + 1)
        self._halves = 0
        """Of pages that are done: those of indexes are gone through twice."""
        self._roots: dict[str, int] = {}
        self._read_schema()

    @property
    def is_of_others(self) -> bool:
        """Whether what the file says of its tables can be read, and none of ours is among them."""
        return bool(self._roots) and not self._roots.keys() & self._tables.keys()

    def rows(self, progress: Callable[[int, int], None]) -> Iterator[Row]:
        """First those that their tables' trees lead to, then those on pages that nothing leads to any more.

        A key may come twice: the first row counts. ``saved`` is to be told of each that was taken.
        ``progress``: (pages seen, pages in all).
        """
        for name, table in self._tables.items():
            for number, page in self._tree(name, self._roots.get(name, 0), table.in_index):
                self._tell(progress)
                if page.cells and not any(map(table.values, page.cells)):
                    self._seen[number] = (
                        0  # another table's: it comes with those that are in no tree
                    )
                    self.traces.bad_pages[name] += 1
                    continue
                self.traces.broken[name] += page.broken
                for cell in page.cells:
                    yield from self._row(table, cell)
        indexed = {name: self._skimmed(name, True, progress) for name in self._indexes}
        for name in self._roots.keys() - self._tables.keys() - self._indexes.keys():
            # SQLite's own, and indexes of some rows: seen, and nothing to take.
            self._halves += len(self._skimmed(name, None, progress))
        yield from self._orphans()
        # Last: what is known of a row only by an index is kept in memory.
        for name, index in self._indexes.items():
            count = 0
            for number in indexed[name]:
                self._halves += 1
                self._tell(progress)
                count += self._note(index, read(self._pages, number))
            self.traces.indexed[index.table] = max(count, self.traces.indexed[index.table])
        progress(self._pages.count, self._pages.count)

    def _read_schema(self) -> None:
        for _, page in self._tree("sqlite_schema", _SCHEMA, False):
            for cell in page.cells:
                match cell.values:
                    case (_, str(name), _, int(root), *_) if 1 < root <= self._pages.count:
                        self._roots[name] = root

    def _tell(self, progress: Callable[[int, int], None]) -> None:
        progress(min(self._halves // 2, self._pages.count), self._pages.count)

    def _skimmed(
        self, name: str, of_index: bool | None, progress: Callable[[int, int], None]
    ) -> array[int]:
        """The pages of a tree by number: seen, and their rows not read."""
        found = array("L")
        for number, page in self._tree(name, self._roots.get(name, 0), of_index, skim=True):
            self._halves -= 1 + len(page.overflow)
            self._tell(progress)
            found.append(number)
        return found

    def _tree(
        self, name: str, root: int, of_index: bool | None, *, skim: bool = False
    ) -> Iterator[tuple[int, TreePage]]:
        """The pages of a tree by number, in order. Those that can't be read are counted and left out.

        ``of_index``: whether they are pages of an index; None where that is not known. ``skim``: without rows.
        """
        waiting = [root] if root else []
        while waiting:
            number = waiting.pop()
            try:
                if not 1 <= number <= self._pages.count or self._seen[number]:
                    raise Damaged
                page = read(self._pages, number, skim=skim)
                if of_index not in (None, page.kind in OF_INDEX):
                    raise Damaged
            except Damaged:
                self.traces.bad_pages[name] += 1
                continue
            self._take(number, page)
            waiting += reversed(page.children)
            yield number, page

    def _take(self, number: int, page: TreePage) -> None:
        self._halves += 2 * (1 + len(page.overflow))
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

    def _note(self, index: IndexOf, page: TreePage) -> int:
        """Remember what an index knows, on one page, of rows that are gone; of how many rows it knows there."""
        count, has_rowids = 0, self._tables[index.table].alias is not None
        saved = self.saved[index.table]
        for cell in page.cells:
            match cell.values:
                case (*keys, int(rowid)) if cell.whole and len(keys) == len(index.columns):
                    count += 1
                    if has_rowids and rowid not in saved:
                        self._learn(index, rowid, keys)
        return count

    def _learn(self, index: IndexOf, rowid: int, keys: list[Value]) -> None:
        known = self._named(index.table, rowid)
        for column, value in zip(index.columns, keys, strict=True):
            if column:
                known.setdefault(column, value)

    def _named(self, table: str, rowid: int) -> dict[str, Value]:
        return self.traces.named.setdefault(table, {}).setdefault(rowid, {})

    def _orphans(self) -> Iterator[Row]:
        """Rows on pages that are in no tree any more, unless they are known to be free."""
        for number in self._pages:
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
