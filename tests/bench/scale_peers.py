"""What Dateline is measured beside: SQLite FTS5, bare tantivy and bm25s, each used as its manual shows.

Each peer keeps the texts itself and answers with the numbers and a snippet of its ten best articles.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import tantivy

HEAP = 200_000_000
"""Bytes for tantivy's writer, as Dateline's has."""
BM25S_MOST = 200_000
"""Articles that bm25s indexes within a few gigabytes: it holds every token of the corpus as an object."""
HITS, SNIPPETS = 10, 3

Row = dict[str, str]
Ask = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Peer:
    """``build(texts, folder)`` indexes JSON Lines; ``open(folder)`` gives what answers: doc ids, best first."""

    name: str
    build: Callable[[Path, Path], None]
    open: Callable[[Path], Ask]
    most: int | None = None
    module: str = ""


def rows(texts: Path) -> Iterator[Row]:
    with texts.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def why_not(peer: Peer, articles: int) -> str:
    """Why a peer is passed over; "" where it is not."""
    if peer.module and importlib.util.find_spec(peer.module) is None:
        return f"not installed: pip install {peer.module}"
    if peer.most is not None and articles > peer.most:
        return f"not tried above {peer.most:,} articles: its memory"
    return ""


def _words(question: str) -> list[str]:
    return re.findall(r"\w+", question)


def _build_fts5(texts: Path, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "fts5.db")) as db:
        db.execute(
            "CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, title, text, tokenize=porter)"
        )
        with db:
            db.executemany("INSERT INTO docs VALUES (:id, :title, :text)", rows(texts))


def _open_fts5(folder: Path) -> Ask:
    db = sqlite3.connect(folder / "fts5.db")

    def ask(question: str) -> list[str]:
        found = db.execute(
            "SELECT id, snippet(docs, 2, '', '', '', 48) FROM docs WHERE docs MATCH ?"
            " ORDER BY bm25(docs) LIMIT ?",
            (" OR ".join(f'"{word}"' for word in _words(question)), HITS),
        )
        return [doc_id for doc_id, _ in found]

    return ask


def _build_tantivy(texts: Path, folder: Path) -> None:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
    writer = tantivy.Index(builder.build(), str(folder)).writer(HEAP, 2)
    for row in rows(texts):
        writer.add_document(tantivy.Document(id=row["id"], title=row["title"], text=row["text"]))
    writer.commit()
    writer.wait_merging_threads()


def _open_tantivy(folder: Path) -> Ask:
    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()

    def ask(question: str) -> list[str]:
        query = index.parse_query(" ".join(_words(question)), ["title", "text"])
        hits = searcher.search(query, limit=HITS, count=False).hits
        found = [searcher.doc(address) for _, address in hits]
        snippets = tantivy.SnippetGenerator.create(searcher, query, index.schema, "text")
        for document in found[:SNIPPETS]:
            snippets.snippet_from_doc(document)
        return [str(document.get_first("id")) for document in found]

    return ask


def _build_bm25s(texts: Path, folder: Path) -> None:
    import bm25s

    corpus = list(rows(texts))
    tokens = bm25s.tokenize(
        [f"{row['title']} {row['text']}" for row in corpus], stopwords="en", show_progress=False
    )
    retriever = bm25s.BM25()
    retriever.index(tokens, show_progress=False)
    retriever.save(str(folder), corpus=corpus, show_progress=False)


def _open_bm25s(folder: Path) -> Ask:
    import bm25s

    retriever = bm25s.BM25.load(str(folder), load_corpus=True, mmap=True)

    def ask(question: str) -> list[str]:
        tokens = bm25s.tokenize(question, stopwords="en", show_progress=False)
        found, _ = retriever.retrieve(tokens, k=HITS, show_progress=False)
        return [row["id"] for row in found[0]]

    return ask


PEERS = (
    Peer("FTS5", _build_fts5, _open_fts5),
    Peer("tantivy", _build_tantivy, _open_tantivy),
    Peer("bm25s", _build_bm25s, _open_bm25s, most=BM25S_MOST, module="bm25s"),
)
