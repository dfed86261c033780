"""A source's bytes, opened once: gzip undone, the head kept for telling the format."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from store.read.budget import Budget, Refused
from store.read.gunzip import MAGIC, Gunzip

HEAD_BYTES = 8192
LIMIT_BYTES = 16 * 1024 * 1024
"""The most that one document, line or table's cell may hold: more is a bomb, or no article."""
LIMIT_PACKED = 64 * 1024 * 1024
"""The most of a packed archive within another that is held in memory."""
DEPTH = 4
"""How many archives may lie one in another."""
_BUFFER = 64 * 1024
_MIB = 1024 * 1024


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
    budget: Budget = field(default_factory=lambda: Budget(0))
    """What may still be unpacked."""
    depth: int = 0
    """In how many archives it lies."""
    forced: str = ""
    """The format that was asked for; "" for what its content says."""

    def everything(self, limit: int = LIMIT_BYTES) -> bytes:
        """The whole content. Raises Refused past the limit."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise Refused(
                f"larger than {limit // _MIB} MiB: too large for one article, cut it into its articles"
            )
        return data

    def member(self, record: str, stream: IO[bytes], behind: int = 0) -> Opened:
        """What is packed in this source under the name ``record``, opened for its own reader.

        ``behind``: how many of its records an earlier reading gave. Raises Refused where archives lie
        too deep in one another.
        """
        if self.depth >= DEPTH:
            raise Refused(f"more than {DEPTH} archives one in another: unpack it first")
        buffered, head = _unpacked(stream, self.budget)
        return Opened(
            f"{self.name}#{record}",
            head,
            buffered,
            self.file,
            Place(records=behind),
            self.budget,
            self.depth + 1,
            self.forced,
        )


@contextmanager
def open_source(path: Path, name: str) -> Iterator[Opened]:
    """Open a file for a reader. Raises OSError; a damaged gzip raises it while it is read."""
    # Without a buffer of its own, so that a pipe is read as it fills.
    with path.open("rb", buffering=0) as file:
        about = os.fstat(file.fileno())
        # A pipe has no size: as much as a large file may come out of it.
        budget = Budget(about.st_size if stat.S_ISREG(about.st_mode) else 1024 * _MIB)
        buffered, head = _unpacked(file, budget)
        yield Opened(name, head, buffered, file, budget=budget)


def open_bytes(data: bytes, name: str) -> Opened:
    """The same for what is in memory already: a page or a feed that was fetched."""
    file = io.BytesIO(data)
    budget = Budget(len(data))
    buffered, head = _unpacked(file, budget)
    return Opened(name, head, buffered, file, budget=budget)


def _unpacked(stream: IO[bytes], budget: Budget) -> tuple[IO[bytes], bytes]:
    """The stream with its gzip undone, and its head."""
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), _BUFFER)
    for _ in range(DEPTH):
        if not buffered.peek(len(MAGIC)).startswith(MAGIC):
            break
        buffered = io.BufferedReader(Gunzip(buffered, budget), _BUFFER)
    return buffered, buffered.peek(HEAD_BYTES)[:HEAD_BYTES]
