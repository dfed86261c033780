"""Stored articles looked through once more: what was found in haste or by an earlier version is replaced.

Articles, paragraphs and passages stay as they are. A batch is a transaction, and the archive knows of each
article how it was read last, so that a run which was interrupted is carried on by the next one.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from store.db import Readers
from store.extract import extract_all
from store.extract.method import VERSION, Method
from store.lookup import article_of
from store.model import Article
from store.schema import ARCHIVE
from store.write import Writer

BATCH = 64
"""Articles a transaction: what a kill loses at the most."""

Progress = Callable[[int, int], None]
"""Called with (articles done, articles in all)."""

_STALE = """
    SELECT a.id FROM articles a LEFT JOIN extractions e ON e.article = a.id
    WHERE e.article IS NULL OR e.version < ? OR e.method NOT IN (SELECT value FROM json_each(?))
    ORDER BY a.id
"""


def again(
    archive: Path,
    *,
    fast: bool = False,
    everything: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> int:
    """Extract anew from the stored articles that an earlier version read, or one without the parser.

    ``fast``: without the parser; what was parsed already is kept unless ``everything`` is asked for.
    ``everything``: from all of them; if such a run was interrupted, from the rest. ``workers`` as in
    ``extract_all``. Returns how many articles were read anew. Raises ArchiveError.
    """
    Readers(archive, ARCHIVE).close()  # an archive that is not there is not made
    with Writer(archive) as writer, Readers(archive, ARCHIVE) as readers:
        if everything:
            writer.mark_stale()
        good = [Method.FAST, Method.PARSED] if fast else [Method.PARSED]
        rows = readers.rows(_STALE, (VERSION, json.dumps(good)))
        stale = [int(row["id"]) for row in rows]
        return _deepen(writer, readers, stale, fast, workers, progress)


def _deepen(
    writer: Writer,
    readers: Readers,
    stale: Sequence[int],
    fast: bool,
    workers: int | None,
    progress: Progress | None,
) -> int:
    reading: deque[Article] = deque()

    def articles() -> Iterator[Article]:
        for number in stale:
            article = article_of(readers, number)
            if article is not None:
                reading.append(article)
                yield article

    method = Method.FAST if fast else Method.PARSED
    done = changed = 0
    extractions = extract_all(articles(), fast=fast, workers=workers)
    if progress:
        progress(0, len(stale))
    while batch := list(islice(extractions, BATCH)):
        pairs = [(reading.popleft(), extraction) for extraction in batch]
        changed += writer.deepen(pairs, method=method)
        done += len(pairs)
        if progress:
            progress(done, len(stale))
    return changed
