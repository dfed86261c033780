"""The vectors of passages, kept in a file beside the archive: each is worked out once, when first needed.

The file may be deleted at any time. Where it can't be written, vectors are kept in memory alone.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from store.search.semantic import SIZE

if TYPE_CHECKING:
    from store.search.semantic import Vectors

log = logging.getLogger(__name__)

IN_MEMORY = 4_000
"""Passages whose vectors are held in memory, some 2 KB each."""
SCALE = 127
"""One byte a number: a unit vector's numbers lie within 1."""


class KeptVectors:
    """Vectors by the text they stand for. Threads share one."""

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.Lock()
        self._recent: OrderedDict[bytes, bytes] = OrderedDict()
        self._db = _opened(path)

    def close(self) -> None:
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def get(self, keys: Iterable[bytes]) -> dict[bytes, Vectors]:
        """Those that are kept."""
        found = {}
        with self._lock:
            for key in keys:
                packed = self._recent.get(key) or self._from_file(key)
                if packed:
                    self._remember(key, packed)
                    found[key] = unpacked(packed)
        return found

    def keep(self, vectors: Mapping[bytes, Vectors]) -> None:
        rows = {key: packed(rows) for key, rows in vectors.items()}
        with self._lock:
            for key, row in rows.items():
                self._remember(key, row)
            if self._db is None or not rows:
                return
            try:
                with self._db:
                    self._db.executemany(
                        "INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows.items()
                    )
            except sqlite3.Error as error:
                log.warning("vectors are kept in memory alone: %s", error)
                self._db.close()
                self._db = None

    def _from_file(self, key: bytes) -> bytes | None:
        if self._db is None:
            return None
        try:
            row = self._db.execute("SELECT rows FROM vectors WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        return bytes(row[0]) if row and len(row[0]) % SIZE == 0 else None

    def _remember(self, key: bytes, packed: bytes) -> None:
        self._recent[key] = packed
        self._recent.move_to_end(key)
        while len(self._recent) > IN_MEMORY:
            self._recent.popitem(last=False)


def key_of(headline: str, text: str) -> bytes:
    """The same for the same texts alone."""
    return hashlib.blake2b(f"{headline}\0{text}".encode(errors="replace"), digest_size=16).digest()


def packed(vectors: Vectors) -> bytes:
    import numpy as np

    return bytes(np.rint(vectors * SCALE).astype(np.int8).tobytes())


def unpacked(row: bytes) -> Vectors:
    import numpy as np

    rows: Vectors = np.frombuffer(row, np.int8).reshape(-1, SIZE).astype(np.float32)
    rows /= SCALE
    return rows


def _opened(path: Path | None) -> sqlite3.Connection | None:
    if path is None:
        return None
    try:
        db = sqlite3.connect(path, timeout=1.0, check_same_thread=False)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = OFF")
        db.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, rows BLOB) WITHOUT ROWID"
        )
    except sqlite3.Error as error:
        log.warning("vectors are kept in memory alone: %s can't be used (%s)", path, error)
        return None
    return db
