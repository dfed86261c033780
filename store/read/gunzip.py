"""gzip undone as it is read: many members one after the other, a limit against bombs, and a way on after damage."""

from __future__ import annotations

import io
import zlib
from typing import IO

from store.read.budget import Budget

MAGIC = b"\x1f\x8b\x08"
_CHUNK = 64 * 1024
_HEADER_AND_TRAILER = 31  # what zlib calls a gzip member with its checksum


class Damaged(OSError):
    """The gzip is broken at this place. The next read goes on with the next whole member, if there is one."""


class Gunzip(io.RawIOBase):
    """The unpacked bytes of ``packed``, which may be many members. Give it to an ``io.BufferedReader``.

    Every byte before damage is given before ``Damaged`` is raised. Raises Bomb past the budget.
    """

    def __init__(self, packed: IO[bytes], budget: Budget) -> None:
        self._packed = packed
        self._budget = budget
        self._start()

    def _start(self) -> None:
        self._inflate: zlib._Decompress | None = None
        self._rest = b""
        self._at = 0
        self._damage: Damaged | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._packed.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """To an unpacked offset, not counted from the end; back means unpacking from the start."""
        if whence == io.SEEK_END:
            raise io.UnsupportedOperation("the end of a gzip is not known")
        target = self._at + offset if whence == io.SEEK_CUR else offset
        if target < self._at:
            self._packed.seek(0)
            self._start()
        while self._at < target:
            piece = self._piece(min(_CHUNK, target - self._at))
            if not piece:
                break
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        filled = 0
        if self._damage:
            damage, self._damage = self._damage, None
            raise damage
        while filled < len(view):
            try:
                piece = self._piece(len(view) - filled)
            except Damaged as damage:
                if not filled:
                    raise
                self._damage = damage
                break
            if not piece:
                break
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        return filled

    def _piece(self, size: int) -> bytes:
        """Up to ``size`` unpacked bytes; none at the end."""
        while True:
            if self._inflate is None and not self._next_member():
                return b""
            assert self._inflate is not None
            try:
                piece = self._inflate.decompress(self._rest, size)
            except zlib.error:
                self._skip_to_member()
                raise Damaged("its gzip is damaged here: get it again") from None
            if self._inflate.eof:
                self._rest, self._inflate = self._inflate.unused_data, None
            else:
                self._rest = self._inflate.unconsumed_tail
                if not piece and not self._more():
                    self._inflate = None
                    raise Damaged("its gzip is cut short: get it again")
            if piece:
                self._at += len(piece)
                self._budget.spend(len(piece))
                return piece

    def _more(self) -> bool:
        chunk = self._packed.read(_CHUNK)
        self._rest += chunk
        return bool(chunk)

    def _next_member(self) -> bool:
        """Stand at the start of the next member. False at the end."""
        self._rest = self._rest.lstrip(b"\x00")  # padding, as tapes have it
        while len(self._rest) < len(MAGIC):
            if not self._more():
                if self._rest:
                    self._rest = b""
                    raise Damaged("its gzip is cut short: get it again")
                return False
            self._rest = self._rest.lstrip(b"\x00")
        if not self._rest.startswith(MAGIC):
            self._skip_to_member()
            raise Damaged("its gzip is damaged here: get it again")
        self._inflate = zlib.decompressobj(wbits=_HEADER_AND_TRAILER)
        return True

    def _skip_to_member(self) -> None:
        """Drop what is left up to what looks like the start of another member."""
        self._inflate = None
        self._rest = self._rest[1:]
        while (found := self._rest.find(MAGIC)) < 0:
            self._rest = self._rest[-len(MAGIC) + 1 :]
            if not self._more():
                self._rest = b""
                return
        self._rest = self._rest[found:]
