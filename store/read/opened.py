"""A source's bytes, opened once: gzip undone, the head kept for telling the format."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

HEAD_BYTES = 8192
LIMIT_BYTES = 64 * 1024 * 1024
"""The most that one document may hold (a bomb, or not an article). JSON Lines are limited a line."""


@dataclass(frozen=True, slots=True)
class Opened:
    """``name``: how reports call it. ``head``: its first bytes. ``stream``: all of it, from the start."""

    name: str
    head: bytes
    stream: IO[bytes]

    def everything(self) -> bytes:
        """The whole content. Raises ValueError past the limit."""
        data = self.stream.read(LIMIT_BYTES + 1)
        if len(data) > LIMIT_BYTES:
            raise ValueError(
                f"larger than {LIMIT_BYTES // (1024 * 1024)} MiB: too large for one article"
            )
        return data


@contextmanager
def open_source(path: Path, name: str) -> Iterator[Opened]:
    """Open a file for a reader. Raises OSError; a damaged gzip raises it while it is read."""
    with path.open("rb") as file:
        stream: IO[bytes] = file
        if file.peek(2)[:2] == b"\x1f\x8b":
            stream = cast(IO[bytes], gzip.GzipFile(fileobj=file))
        buffered = io.BufferedReader(cast(io.RawIOBase, stream), HEAD_BYTES)
        try:
            head = buffered.peek(HEAD_BYTES)[:HEAD_BYTES]
        except zlib.error as error:
            raise OSError(f"damaged gzip: {error}") from error
        yield Opened(name, head, buffered)
