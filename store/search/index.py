"""The full-text index beside the archive: derived from it alone, and never trusted over it.

A marker document, committed together with the rest, says how far the table ``changes`` was followed and
what some of the followed articles were, so that an index of another archive is noticed.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from store.db import Readers
from store.search.documents import DocumentWriter
from store.search.schema import VERSION, schema

log = logging.getLogger(__name__)

CHANGES_A_COMMIT = 100_000
ARTICLES_A_READ = 1_000
WORD_GROUPS = 1_000
"""Groups that a commit's articles fall into at least, where it has as many: in how many of them a word is
printed tells spelling enough, at a fraction of the time."""
LARGEST_GROUP = 100
SMALL = 2_000
"""Changes that one thread takes in, so that they become one segment; the words of each article stand alone."""
REPLACED = 0.5
"""Articles replaced, for each that there is, from which the words of all are written anew: those of groups stay
until then."""
SMALL_HEAP, LARGE_HEAP = 20_000_000, 200_000_000
"""Bytes the writer may hold before it writes a segment."""
LOCK_SECONDS = 10.0
"""How long opening waits for another process that is building the index."""
SAMPLE = 8
"""Followed articles whose text is remembered in the marker."""
_OWN = re.compile(r"(meta|\.managed)\.json|\.tantivy-\w+\.lock|\.tmp\w+|[0-9a-f]{32}\..+")
"""What tantivy calls its files; a temporary one is all that a kill may leave of a new index."""


def _nothing() -> None:
    """Called where nobody waits for what is new."""


@dataclass(frozen=True, slots=True)
class View:
    """One commit of the index: what a question reads from beginning to end."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher


class Index:
    """An open index that threads share."""

    def __init__(self, index: tantivy.Index, readers: Readers) -> None:
        self._index = index
        self._readers = readers
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self.view = View(index.schema, index.searcher())
        """The latest commit that was looked at."""
        self.followed: int = _marker(self.view).get("number", 0)
        """The change of the archive that ``view`` reaches to."""

    @classmethod
    def open(cls, folder: Path, readers: Readers) -> Index:
        """Open the index in ``folder`` and bring it up to the archive, or build it where there is none.

        While another process writes it, it is read as it is. Where nothing can be written and nothing
        can be read, the index is built in memory.
        """
        try:
            opened = cls(_existing(folder, readers) or _cleared(folder), readers)
            opened._catch_up(LOCK_SECONDS)
            if opened.followed or not opened.behind():
                return opened
            log.info("index in memory: another process is still building %s", folder)
        except (OSError, ValueError) as error:
            log.info("index in memory: %s can't be used (%s)", folder, error)
        in_memory = cls(_new(None), readers)
        in_memory._catch_up(0.0)
        return in_memory

    def catch_up(self, seen: Callable[[], None] = _nothing) -> bool:
        """Follow the archive's changes. True if there is something new to search.

        ``seen`` is called whenever ``view`` shows more; the segments are put together after that. What
        can't be written or read now is tried again at the next change; the last commit stays.
        """
        try:
            return self._catch_up(0.0, seen)
        except (OSError, ValueError) as error:
            log.warning("index not caught up: %s", error)
            return False

    def stop(self) -> None:
        """Follow nothing more; what is being written and not committed is dropped."""
        self._stopped.set()

    def _catch_up(self, patience: float, seen: Callable[[], None] = _nothing) -> bool:
        """``patience``: seconds to wait, with nothing to search yet, for another process that writes."""
        give_up = time.monotonic() + patience
        with self._lock:
            before = self.followed
            while self.behind():
                try:
                    writer = self._index.writer(*self._heap())
                except (OSError, ValueError) as error:
                    log.info("index not written: %s", error)
                else:
                    self._follow(writer, seen)
                self._look()
                if self.followed or time.monotonic() > give_up:
                    break
                time.sleep(0.2)
            self._look()
            return self.followed != before

    def _look(self) -> None:
        """Take the last commit as the one to search."""
        self._index.reload()
        self.view = View(self._index.schema, self._index.searcher())
        self.followed = _marker(self.view).get("number", 0)

    def behind(self) -> int:
        """How many changes of the archive are not in the index yet."""
        row = self._readers.row("SELECT count(*) FROM changes WHERE number > ?", (self.followed,))
        return int(row[0]) if row else 0

    def _heap(self) -> tuple[int, int]:
        return (SMALL_HEAP, 1) if self.behind() <= SMALL else (LARGE_HEAP, 2)

    def _follow(self, writer: tantivy.IndexWriter, seen: Callable[[], None]) -> None:
        try:
            # What a killed process left of a commit is in the way of the next one of the same number.
            writer.garbage_collect_files()
            self._look()
            number = self.followed
            marker = _marker(self.view)
            newest, replaced = int(marker.get("newest", 0)), int(marker.get("replaced", 0))
            while True:
                changes = self._readers.rows(
                    "SELECT number, article FROM changes WHERE number > ? ORDER BY number LIMIT ?",
                    (number, CHANGES_A_COMMIT),
                )
                if not changes:
                    break
                latest = {int(row["article"]): int(row["number"]) for row in changes}
                replaced += sum(article <= newest for article in latest)
                last = max(newest, *latest)
                anew = last > SMALL and replaced > REPLACED * last
                hashes = self._write(writer, list(latest), newest, words=not anew)
                newest = last
                if anew:
                    self._write_words(writer, newest)
                    replaced = 0
                number = int(changes[-1]["number"])
                writer.delete_documents_by_term("kind", "marker")
                reached = {"number": number, "newest": newest, "replaced": replaced}
                document = tantivy.Document()
                document.add_text("kind", "marker")
                document.add_text("marker", self._marked(reached, latest, hashes))
                writer.add_document(document)
                writer.commit()
                self._look()
                seen()
        finally:
            # Segments are put together meanwhile; the questions don't wait for that.
            writer.wait_merging_threads()

    def _marked(
        self, reached: dict[str, int], latest: dict[int, int], hashes: dict[int, str]
    ) -> str:
        """The text of the marker; ``latest``: article → its last change."""
        return json.dumps(
            {
                "version": VERSION,
                "archive": _archive_id(self._readers),
                **reached,
                "sample": [
                    [latest[article], article, hashes.get(article)]
                    for article in list(latest)[-SAMPLE:]
                ],
            }
        )

    def _write(
        self, writer: tantivy.IndexWriter, articles: Sequence[int], newest: int, *, words: bool
    ) -> dict[int, str]:
        """``newest``: the highest number of an article that the index may hold already; ``words``: theirs too."""
        hashes: dict[int, str] = {}
        documents = DocumentWriter(writer, self._readers, _group(len(articles)) if words else 0)
        for batch in self._batches(articles):
            for article in batch:
                if article <= newest:
                    # tantivy 0.27 deletes nothing by a term of an unsigned field
                    writer.delete_documents_by_query(
                        tantivy.Query.term_query(self.view.schema, "article", article)
                    )
            hashes |= documents.add(batch)
        documents.finish()
        return hashes

    def _write_words(self, writer: tantivy.IndexWriter, newest: int) -> None:
        """Write the words of all articles up to ``newest`` in the place of those that are there."""
        rows = self._readers.rows("SELECT id FROM articles WHERE id <= ? ORDER BY id", (newest,))
        writer.delete_documents_by_term("kind", "words")
        documents = DocumentWriter(writer, self._readers, _group(len(rows)))
        for batch in self._batches([int(row["id"]) for row in rows]):
            documents.add_words(batch)

    def _batches(self, articles: Sequence[int]) -> Iterator[Sequence[int]]:
        """Some articles after the other, as long as nobody stops it."""
        for at in range(0, len(articles), ARTICLES_A_READ):
            if self._stopped.is_set():
                raise InterruptedError("closed meanwhile")
            yield articles[at : at + ARTICLES_A_READ]


def _group(articles: int) -> int:
    """How many of the articles of a commit have their words counted together."""
    return min(LARGEST_GROUP, 1 + articles // WORD_GROUPS) if articles > SMALL else 1


def forget(folder: Path) -> None:
    """Remove the index in ``folder``, so that it is built anew. Others' files are left alone."""
    with suppress(ValueError):
        _clear(folder)


def _new(folder: Path | None) -> tantivy.Index:
    index = tantivy.Index(schema(), str(folder) if folder else None)
    index.config_reader("manual")
    return index


def _cleared(folder: Path) -> tantivy.Index:
    """A new index in ``folder``, in the place of what can't be used. Raises ValueError for others' files."""
    _clear(folder)
    folder.mkdir()
    return _new(folder)


def _clear(folder: Path) -> None:
    if folder.exists():
        if not all(_OWN.fullmatch(file.name) for file in folder.iterdir()):
            raise ValueError("it holds files that are not an index")
        shutil.rmtree(folder)


def _existing(folder: Path, readers: Readers) -> tantivy.Index | None:
    """The index in ``folder`` if it is whole, of this version and of this archive."""
    try:
        if not tantivy.Index.exists(str(folder)):
            return None
        index = tantivy.Index.open(str(folder))
        index.config_reader("manual")
        marker = _marker(View(index.schema, index.searcher()))
    except ValueError as error:
        log.info("index at %s is built anew: %s", folder, error)
        return None
    ours = marker.get("version") == VERSION and _same_archive(marker, readers) if marker else True
    if not ours or index.schema != schema():
        log.info("index at %s is built anew: it is of another version or archive", folder)
        return None
    return index


def newest_article(view: View) -> int:
    """The highest number of an article that may be found; 0 for none."""
    return int(_marker(view).get("newest", 0))


def _marker(view: View) -> dict[str, Any]:
    """What the last commit says of itself; {} before the first."""
    query = tantivy.Query.term_query(view.schema, "kind", "marker")
    hits = view.searcher.search(query, limit=1, count=False).hits
    if not hits:
        return {}
    stored = view.searcher.doc(hits[0][1]).get_first("marker")
    return dict(json.loads(stored)) if stored else {}


def _archive_id(readers: Readers) -> str:
    return str(readers.rows("SELECT value FROM meta WHERE key = 'id'")[0][0])


def _same_archive(marker: dict[str, Any], readers: Readers) -> bool:
    """Whether the index was made from this archive, and from no other state of it (a backup restored).

    Of the articles that the marker remembers, one that was changed again later says nothing: its documents are replaced when that change is followed.
    """
    if marker.get("archive") != _archive_id(readers):
        return False
    sample: Iterable[tuple[int, int, str | None]] = marker.get("sample", ())
    for number, article, body_hash in sample:
        row = readers.row(
            "SELECT (SELECT max(number) FROM changes WHERE article = :article) AS latest,"
            " (SELECT body_hash FROM articles WHERE id = :article) AS body_hash",
            {"article": article},
        )
        if row is None or row["latest"] is None or row["latest"] < number:
            return False
        if row["latest"] == number and row["body_hash"] != body_hash:
            return False
    return True
