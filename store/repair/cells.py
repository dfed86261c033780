"""The rows in a page of a tree: https://www.sqlite.org/fileformat2.html#b_tree_pages."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from store.repair.pages import HEADER, Pages

Value = int | float | str | bytes | None


class Kind(IntEnum):
    """What the first byte of a page says it is."""

    INDEX_INSIDE = 0x02
    TABLE_INSIDE = 0x05
    INDEX_LEAF = 0x0A
    TABLE_LEAF = 0x0D


INSIDE: Final = frozenset({Kind.INDEX_INSIDE, Kind.TABLE_INSIDE})
OF_INDEX: Final = frozenset({Kind.INDEX_INSIDE, Kind.INDEX_LEAF})
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Serial types of whole numbers, and their bytes."""


class Damaged(Exception):
    """A page or a cell is not what it should be."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a page."""

    rowid: int | None
    """None in the tree of an index."""
    values: tuple[Value, ...]
    whole: bool
    """Whether all values are there: of a row that goes on in a page which is gone, the first ones are."""


@dataclass(frozen=True, slots=True)
class TreePage:
    """A page of a tree, taken apart."""

    kind: Kind
    children: tuple[int, ...]
    cells: tuple[Cell, ...]
    overflow: tuple[int, ...]
    """Pages on which its rows go on."""
    broken: int
    """Cells that can't be read."""


def kind_of(pages: Pages, number: int) -> Kind | None:
    """What a page says it is; None where it is no page of a tree."""
    try:
        return Kind(pages.page(number)[HEADER if number == 1 else 0])
    except ValueError:
        return None


def read(pages: Pages, number: int, *, skim: bool = False) -> TreePage:
    """Take a page apart. Raises Damaged where there is no page of a tree with this number.

    ``skim``: only which pages it leads to, without its rows.
    """
    try:
        page = pages.page(number)
        start = HEADER if number == 1 else 0
        kind = Kind(page[start])
    except (IndexError, ValueError) as error:
        raise Damaged from error
    (count,) = struct.unpack_from(">H", page, start + 3)
    first = start + (12 if kind in INSIDE else 8)
    if first + 2 * count > pages.usable:
        raise Damaged
    children, cells, overflow, broken = [], [], [], 0
    for at in struct.unpack_from(f">{count}H", page, first):
        try:
            if at < first + 2 * count:
                raise Damaged
            reader = _Reader(pages, page, at, min(pages.usable, pages.there(number)))
            if kind in INSIDE:
                children.append(reader.number())
            if skim and kind is not Kind.TABLE_INSIDE:
                reader.skip(kind is Kind.TABLE_LEAF)
                overflow += reader.followed
            elif kind is not Kind.TABLE_INSIDE:
                cells.append(reader.cell(kind is Kind.TABLE_LEAF))
                overflow += reader.followed
        except (Damaged, IndexError, struct.error):
            broken += 1
    if kind in INSIDE:
        children += struct.unpack_from(">I", page, start + 8)
    return TreePage(kind, tuple(children), tuple(cells), tuple(overflow), broken)


class _Reader:
    """Reads a cell from its first byte on."""

    def __init__(self, pages: Pages, page: bytes, at: int, end: int) -> None:
        self._pages = pages
        self._page = page
        self._at = at
        self._end = end
        self.followed: list[int] = []

    def number(self) -> int:
        (number,) = struct.unpack_from(">I", self._page, self._at)
        self._at += 4
        return int(number)

    def varint(self) -> int:
        value, self._at = varint(self._page, self._at)
        return value

    def cell(self, of_table: bool) -> Cell:
        length = self.varint()
        rowid = signed(self.varint()) if of_table else None
        payload, whole = self._payload(length, of_table)
        values: list[Value] = []
        try:
            for value in _values(payload):
                values.append(value)  # those before the damage stay
        except Damaged:
            whole = False
        if not whole and not values:
            raise Damaged
        return Cell(rowid, tuple(values), whole)

    def skip(self, of_table: bool) -> None:
        """Only follow the row to where it goes on."""
        length = self.varint()
        if of_table:
            self.varint()
        if length > self._most(of_table):
            self._payload(length, of_table)

    def _most(self, of_table: bool) -> int:
        """Bytes of a row that are in its page alone."""
        usable = self._pages.usable
        return usable - 35 if of_table else (usable - 12) * 64 // 255 - 23

    def _payload(self, length: int, of_table: bool) -> tuple[bytes, bool]:
        usable = self._pages.usable
        if length > self._pages.count * usable:
            raise Damaged
        most = self._most(of_table)
        local = length
        if length > most:
            least = (usable - 12) * 32 // 255 - 23
            local = least + (length - least) % (usable - 4)
            local = local if local <= most else least
        if self._at + local > self._end:
            raise Damaged
        parts = [self._page[self._at : self._at + local]]
        self._at += local
        left = length - local
        following = self.number() if left else 0
        while left:
            if not 1 < following <= self._pages.count or following in self.followed:
                return b"".join(parts), False
            self.followed.append(following)
            page = self._pages.page(following)
            part = page[4 : 4 + min(left, usable - 4)]
            if 4 + len(part) > self._pages.there(following):
                return b"".join(parts), False
            parts.append(part)
            left -= len(part)
            (following,) = struct.unpack_from(">I", page)
        return b"".join(parts), True


def varint(data: bytes, at: int) -> tuple[int, int]:
    """``(value, where it ends)``. Raises IndexError past the end of the data."""
    value = 0
    for count in range(9):
        byte = data[at + count]
        if count == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    raise AssertionError


def signed(value: int) -> int:
    """Of 64 bits."""
    return value - (1 << 64) if value >= 1 << 63 else value


def _values(payload: bytes) -> Iterator[Value]:
    """The values of a record, one by one. Raises Damaged where it is none any more."""
    length, at = varint(payload, 0)
    if not 1 <= length <= len(payload):
        raise Damaged
    types = []
    while at < length:
        one, at = varint(payload, at)
        types.append(one)
    for one in types:
        size = _INTEGERS.get(one, 8 if one == 7 else (one - 12) // 2 if one >= 12 else 0)
        part = payload[at : at + size]
        if len(part) < size:
            raise Damaged
        at += size
        yield _value(one, part)


def _value(one: int, part: bytes) -> Value:
    if one == 0:
        return None
    if one in _INTEGERS:
        return int.from_bytes(part, "big", signed=True)
    if one == 7:
        return float(struct.unpack(">d", part)[0])
    if one in (8, 9):
        return one - 8
    if one < 12:
        raise Damaged
    if one % 2 == 0:
        return part
    try:
        return part.decode()
    except UnicodeDecodeError as error:
        raise Damaged from error
