"""Ways in which a database file gets damaged, each as a function of the file and of chance."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from store.repair.cells import Kind, kind_of
from store.repair.pages import Pages

Damage = Callable[[Path, random.Random], None]


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def numbers_of(path: Path, *kinds: Kind | None) -> list[int]:
    """The pages of these kinds, without the first; None: what is no page of a tree, as are overflows."""
    with Pages(path) as pages:
        return [number for number in pages if number > 1 and kind_of(pages, number) in kinds]


def page_size(path: Path) -> int:
    with Pages(path) as pages:
        return pages.size


def _garbled(*kinds: Kind | None, zeros: bool) -> Damage:
    def damage(path: Path, chance: random.Random) -> None:
        size = page_size(path)
        for number in _some(numbers_of(path, *kinds), chance):
            data = bytes(size) if zeros else chance.randbytes(size)
            overwrite(path, (number - 1) * size, data)

    return damage


def _some(numbers: list[int], chance: random.Random) -> list[int]:
    return chance.sample(numbers, min(len(numbers), chance.randint(1, 3)))


def header(path: Path, chance: random.Random) -> None:
    overwrite(path, 0, chance.randbytes(100))


def first_page(path: Path, chance: random.Random) -> None:
    overwrite(path, 0, chance.randbytes(page_size(path)))


def truncated(path: Path, chance: random.Random) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.truncate(chance.randint(size // 2, size - 1))


def freelist(path: Path, chance: random.Random) -> None:
    overwrite(path, 32, chance.randbytes(8))


def bits(path: Path, chance: random.Random) -> None:
    """Ten bytes anywhere are others."""
    for _ in range(10):
        overwrite(path, chance.randrange(path.stat().st_size), chance.randbytes(1))


def half_written(path: Path, chance: random.Random) -> None:
    """Of some pages the second half is that of another page: a power cut amid a write."""
    size = page_size(path)
    data = path.read_bytes()
    for number in _some(list(range(2, len(data) // size)), chance):
        other = chance.randrange(1, len(data) // size)
        overwrite(path, number * size + size // 2, data[other * size + size // 2 :][: size // 2])


def swapped(path: Path, chance: random.Random) -> None:
    """Two pages are in each other's place."""
    size = page_size(path)
    data = path.read_bytes()
    one, other = chance.sample(range(1, len(data) // size), 2)
    overwrite(path, one * size, data[other * size :][:size])
    overwrite(path, other * size, data[one * size :][:size])


def wal_zeroed(path: Path, chance: random.Random) -> None:
    """Changes of every table are in a WAL that reads as zeros from somewhere on."""
    _leave_wal(path)
    wal = path.with_name(f"{path.name}-wal")
    size = wal.stat().st_size
    start = chance.randrange(size)
    overwrite(wal, start, bytes(size - start))


def header_under_wal(path: Path, chance: random.Random) -> None:
    """The file is damaged and its WAL is whole."""
    _leave_wal(path)
    overwrite(path, 0, chance.randbytes(100))


def _leave_wal(path: Path) -> None:
    """Write every row anew, as a process does that is then killed."""
    copy = path.with_name("written.db")
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            (column,) = db.execute(f'SELECT name FROM pragma_table_info("{table}")').fetchone()
            db.execute(f'UPDATE "{table}" SET "{column}" = "{column}"')
            db.commit()
        for end in ("", "-wal"):
            written = copy.with_name(copy.name + end)
            path.with_name(path.name + end).write_bytes(written.read_bytes())
    copy.unlink()


KINDS: dict[str, Damage] = {
    "header": header,
    "first page": first_page,
    "inside, zeros": _garbled(Kind.TABLE_INSIDE, Kind.INDEX_INSIDE, zeros=True),
    "inside, garbage": _garbled(Kind.TABLE_INSIDE, Kind.INDEX_INSIDE, zeros=False),
    "leaf, zeros": _garbled(Kind.TABLE_LEAF, zeros=True),
    "leaf, garbage": _garbled(Kind.TABLE_LEAF, zeros=False),
    "index leaf": _garbled(Kind.INDEX_LEAF, zeros=False),
    "overflow": _garbled(None, zeros=False),
    "freelist": freelist,
    "truncated": truncated,
    "bits": bits,
    "half written": half_written,
    "swapped": swapped,
    "WAL zeroed": wal_zeroed,
    "header under a WAL": header_under_wal,
}
