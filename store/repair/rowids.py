"""A set of rowids that takes a bit for each, however many there are: they lie close together."""

from __future__ import annotations

_BITS = 16


class Rowids:
    """Numbers of rows."""

    def __init__(self) -> None:
        self._blocks: dict[int, bytearray] = {}

    def add(self, number: int) -> None:
        block = self._blocks.setdefault(number >> _BITS, bytearray(1 << _BITS - 3))
        low = number & (1 << _BITS) - 1
        block[low >> 3] |= 1 << (low & 7)

    def __contains__(self, number: int) -> bool:
        block = self._blocks.get(number >> _BITS)
        low = number & (1 << _BITS) - 1
        return block is not None and bool(block[low >> 3] >> (low & 7) & 1)
