"""A source's bytes, opened once: gzip undone, the head kept for telling the format."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

HEAD_BYTES = 8192
LIMIT_BYTES = 64 * 1024 * 1024
"""The most that one document may hold (a bomb, or not an article). JSON Lines are limited a line."""


@dataclass(slots=True)
class Place:
    """How far a reader has come in a source, so that another run can carry on from there."""

    records: int = 0
    """Drafts and unreadable records it has given."""
    number: int = 0
    """What it calls the last of them, or of the lines that it passed over ("dump.jsonl#12")."""
    offset: int = 0
    """Bytes of the content, unpacked, up to the next one; 0 where the reader can't start amid a source."""
    taken: int = 0
    """Bytes of the file as it is on the disk that were read so far: tells progress, no more."""


@dataclass(frozen=True, slots=True)
class Opened:
    """``name``: how reports call it. ``head``: its first bytes. ``stream``: all of it, from ``place`` on."""

    name: str
    head: bytes
    stream: IO[bytes]
    file: IO[bytes]
    """The file as it is on the disk."""
    place: Place = field(default_factory=Place)
    """A reader that can start amid a source (``Format.resumes``) keeps its ``number`` up to date."""

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
        yield Opened(name, head, buffered, file)
