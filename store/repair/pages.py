"""The pages of a database file, whatever state it is in: those of its WAL over those of the file."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from store.closing import Closing
from store.db import PAGE_BYTES
from store.repair.wal import Frames, frames_of

HEADER = 100
"""Bytes at the start of page 1 that are the file's own."""
MAGIC = b"SQLite format 3\0"
_SIZES = tuple(1 << power for power in range(9, 17))
_TREE_PAGES = frozenset({b"\x02", b"\x05", b"\x0a", b"\x0d"})


class Pages(Closing):
    """Pages by number, from 1 on. Bytes that are missing at the end of the file read as zeros."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where the file can't be read, ValueError where it is empty."""
        # Not mapped into memory: all of a large file would count as the process's own.
        self._file = path.open("rb", buffering=0)
        self._length = path.stat().st_size
        if not self._length:
            self._file.close()
            raise ValueError("it is empty")
        wal = path.with_name(f"{path.name}-wal")
        frames = frames_of(wal) if wal.is_file() else Frames()
        self.size = self._page_size(frames)
        self._over = frames.pages if frames.size == self.size else {}
        in_file = -(-self._length // self.size)
        self.count = max(in_file, max(self._over, default=0))
        first = self.page(1)
        self.has_header = first.startswith(MAGIC)
        self.usable = self.size - (first[20] if self.has_header and first[20] < 64 else 0)
        """Bytes of a page that hold anything."""

    def page(self, number: int) -> bytes:
        """A whole page. Raises IndexError where there is none of this number."""
        if not 1 <= number <= self.count:
            raise IndexError(number)
        page = self._over.get(number)
        if page is None:
            start = (number - 1) * self.size
            page = self._bytes(start, self.size).ljust(self.size, b"\0")
        return page

    def there(self, number: int) -> int:
        """How many bytes of a page are in the file: fewer than a page where it was cut off."""
        if number in self._over:
            return self.size
        return max(0, min(self.size, self._length - (number - 1) * self.size))

    def number_at(self, offset: int) -> int:
        """A number of the file's header, four bytes long; 0 where that is damaged."""
        if not self.has_header:
            return 0
        (number,) = struct.unpack_from(">I", self.page(1), offset)
        return int(number)

    def free(self) -> frozenset[int]:
        """Pages that hold nothing any more, as far as the list of them can be followed."""
        found: set[int] = set()
        trunk = self.number_at(32)
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            trunk, count = struct.unpack_from(">II", page)
            leaves = struct.unpack_from(f">{min(count, self.usable // 4 - 2)}I", page, 8)
            found.update(leaf for leaf in leaves if 1 < leaf <= self.count)
        return frozenset(found)

    def _bytes(self, start: int, count: int) -> bytes:
        """What the file has there; fewer at its end."""
        self._file.seek(start)
        return self._file.read(count)

    def _page_size(self, frames: Frames) -> int:
        """By the header, by the WAL, or the one by which most pages begin as those of a tree do."""
        (told,) = struct.unpack(">H", self._bytes(16, 2).ljust(2, b"\0"))
        told = 65_536 if told == 1 else told
        if self._bytes(0, 16) == MAGIC and told in _SIZES:
            return int(told)
        return frames.size or max(_SIZES, key=self._looks_like)

    def _looks_like(self, size: int) -> tuple[float, bool]:
        starts = range(0, self._length, size)
        fitting = sum(self._bytes(start, 1) in _TREE_PAGES for start in starts)
        return round(fitting / len(starts), 1), size == PAGE_BYTES

    def __iter__(self) -> Iterator[int]:
        return iter(range(1, self.count + 1))

    def close(self) -> None:
        self._file.close()
