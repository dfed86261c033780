"""The bytes of a crawl for warcio, so that damage costs only the record that it is in."""

from __future__ import annotations

from typing import IO, Any

from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed

_BLOCK = 16 * 1024
_LONGEST_LINE = 64 * 1024
_LONGEST_HEADER = 1024 * 1024
_STARTS = (b"\nWARC/1.", b"\nWARC/0.")


class Pieces:
    """Each read is one read of what is below, so that what comes before damage is never lost with it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream: Any = stream
        self._ahead = b""

    def read(self, size: int = _BLOCK) -> bytes:
        piece, self._ahead = self._ahead[:size], self._ahead[size:]
        return piece or bytes(self._stream.read1(size))

    def find_record(self, seen: bytes) -> bool:
        """Stand before the next record; ``seen`` was read of it already. False where there is none.

        Raises what reading raises, and can be called again then.
        """
        window = b"\n" + seen + self._ahead
        self._ahead = b""
        while True:
            found = [at for start in _STARTS if (at := window.find(start)) >= 0]
            if found:
                self._ahead = window[min(found) + 1 :]
                return True
            more = self._stream.read1(_BLOCK)
            if not more:
                return False
            window = window[-len(_STARTS[0]) + 1 :] + more


class Lines(BufferedReader):  # type: ignore[misc]
    """warcio's reader, less patient: its own would look for the end of a header through a whole crawl."""

    def __init__(self, stream: Any) -> None:
        super().__init__(stream, block_size=_BLOCK)
        self._header = 0

    def read(self, length: int | None = None) -> bytes:
        self._header = 0
        return bytes(super().read(length))

    def readline(self, length: int | None = None) -> bytes:
        line = bytes(super().readline(min(length or _LONGEST_LINE, _LONGEST_LINE)))
        self._header += len(line)
        if self._header > _LONGEST_HEADER:
            raise ArchiveLoadFailed("a header without an end")
        return line

    def left(self) -> bytes:
        """What was read from below and not asked for yet."""
        return bytes(self.buff.read()) if self.buff else b""
