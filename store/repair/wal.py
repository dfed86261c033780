"""What was committed to a write-ahead log: https://www.sqlite.org/fileformat2.html#the_write_ahead_log."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path

_HEADER = struct.Struct(">IIIIIIII")
_FRAME = struct.Struct(">IIIIII")
_MAGIC = 0x377F0682
"""Its lowest bit says in which order the bytes of a sum are."""
_SUM = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Frames:
    """The newest committed content of each page in the log."""

    size: int = 0
    """Of a page; 0 where the log has none."""
    pages: dict[int, bytes] = field(default_factory=dict)


def frames_of(path: Path) -> Frames:
    """Read a log up to the first frame that is damaged or of an earlier round, as SQLite does."""
    data = path.read_bytes()
    if len(data) < _HEADER.size:
        return Frames()
    magic, _, size, _, *salts, one, two = _HEADER.unpack_from(data)
    order = ">" if magic & 1 else "<"
    if magic & ~1 != _MAGIC or _sum(order, data[:24], (0, 0)) != (one, two):
        return Frames()
    sums, at = (one, two), _HEADER.size
    waiting: dict[int, bytes] = {}
    committed: dict[int, bytes] = {}
    while at + _FRAME.size + size <= len(data):
        number, commits, *frame_salts, one, two = _FRAME.unpack_from(data, at)
        page = data[at + _FRAME.size : at + _FRAME.size + size]
        sums = _sum(order, data[at : at + 8] + page, sums)
        if frame_salts != salts or sums != (one, two):
            break
        waiting[number] = page
        if commits:
            committed |= waiting
            waiting = {}
        at += _FRAME.size + size
    return Frames(size, committed)


def _sum(order: str, data: bytes, start: tuple[int, int]) -> tuple[int, int]:
    one, two = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & _SUM
        two = (two + second + one) & _SUM
    return one, two
