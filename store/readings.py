"""What the archive remembers of the files it was made from: how far each was read, and what it was then.

So a run that was ended or killed is carried on by the next, and a file that did not change since it was
read to its end costs no more than a look at its size and times.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

_COLUMNS = 'stamp, format, finished, articles, records, number, "offset"'


@dataclass(frozen=True, slots=True)
class Reading:
    """How far one file was read. It holds as long as its ``stamp`` and ``format_name`` do."""

    file: bytes
    """From :func:`key_of`."""
    stamp: str
    """From :func:`stamp_of`."""
    format_name: str = ""
    """The format that it was read as by force."""
    finished: bool = False
    articles: int = 0
    """That it gave so far."""
    records: int = 0
    """``records``, ``number`` and ``offset`` of the reader's ``Place``."""
    number: int = 0
    offset: int = 0


def key_of(path: str) -> bytes:
    """A file's key: a digest of its whole path, since an archive is handed on and paths are its owner's."""
    return hashlib.blake2b(os.fsencode(path), digest_size=16).digest()


def stamp_of(status: os.stat_result) -> str:
    """Another one means another content: size, and when the content and the file's entry changed."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def recall(connection: sqlite3.Connection, file: bytes) -> Reading | None:
    """What is known of a file."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM readings WHERE file = ?", (file,)).fetchone()
    if row is None:
        return None
    stamp, format_name, finished, *counts = row
    return Reading(file, stamp, format_name, bool(finished), *counts)


def remember(connection: sqlite3.Connection, readings: Iterable[Reading]) -> None:
    """Note how far files were read, inside the transaction that stores what was read."""
    connection.executemany(
        f"INSERT OR REPLACE INTO readings (file, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                one.file,
                one.stamp,
                one.format_name,
                one.finished,
                one.articles,
                one.records,
                one.number,
                one.offset,
            )
            for one in readings
        ],
    )
