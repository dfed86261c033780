"""How well and how fast questions are answered, beside SQLite FTS5 in the same run.

    python tests/bench/search.py [--shared ../shared] [--task passage|sentence]

Takes in the corpus of ``shared/eval/search`` as articles, asks its questions, clean and with typos, and
scores both systems with the scorer that lies there: R@k, a gold article among the first k; ans@k, an
answer within the first 320 characters of one of the first k snippets of a gold article. FTS5 is asked as
most programs ask it: porter stemming, the question's words joined with OR, BM25, ``snippet()``.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from store import ingest  # noqa: E402
from store.db import Readers  # noqa: E402
from store.extract.method import Method  # noqa: E402
from store.schema import ARCHIVE  # noqa: E402
from store.search.index import Index  # noqa: E402
from store.search.searcher import Searcher  # noqa: E402

CORPORA = {"passage": "corpus_squad.jsonl.gz", "sentence": "corpus_trecqa.jsonl.gz"}
QUESTIONS = {"clean": "questions.jsonl.gz", "typos": "questions_typo.jsonl.gz"}
SHOWN = ("R@1", "R@5", "R@10", "ans@1", "ans@3", "p50_ms", "p95_ms")

Ask = Callable[[str], list[dict[str, str]]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--task", choices=tuple(CORPORA), default="passage")
    chosen = options.parse_args()
    folder = chosen.shared / "eval" / "search"
    if not folder.is_dir():
        sys.exit(f"There is no {folder}: give the folder of the development sets with --shared.")
    scorer = _scorer(folder / "score.py")
    corpus = folder / CORPORA[chosen.task]
    with (
        tempfile.TemporaryDirectory() as scratch,
        Readers(_taken_in(corpus, Path(scratch)), ARCHIVE) as readers,
    ):
        began = time.perf_counter()
        index = Index.open(Path(scratch) / "archive.index", readers)
        print(f"index built in {time.perf_counter() - began:.2f} s")
        searcher = Searcher(readers, index)
        systems: dict[str, Ask] = {
            "Dateline": lambda question: _ours(searcher, question),
            "FTS5": _fts5(corpus),
        }
        for name, file in QUESTIONS.items():
            asked = [row for row in _rows(folder / file) if row["task"] == chosen.task]
            results = {system: _measure(scorer, asked, ask) for system, ask in systems.items()}
            _print(f"{chosen.task}, {name}, {len(asked)} questions", results)


def _taken_in(corpus: Path, scratch: Path) -> Path:
    archive = scratch / "archive.db"
    began = time.perf_counter()
    report = ingest(archive, [corpus], method=Method.NONE)
    print(
        f"{report.added + report.duplicates} articles taken in in {time.perf_counter() - began:.2f} s"
    )
    return archive


def _ours(searcher: Searcher, question: str) -> list[dict[str, str]]:
    return [{"doc_id": hit.doc_id, "snippet": hit.snippet} for hit in searcher.hits(question)]


def _fts5(corpus: Path) -> Ask:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, title, text, tokenize=porter)")
    db.executemany(
        "INSERT INTO docs VALUES (:id, :title, :text)",
        ({"title": "", **row} for row in _rows(corpus)),
    )

    def ask(question: str) -> list[dict[str, str]]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        found = db.execute(
            "SELECT id, snippet(docs, 2, '', '', '', 48) FROM docs WHERE docs MATCH ?"
            " ORDER BY bm25(docs) LIMIT 10",
            (words,),
        )
        return [{"doc_id": doc_id, "snippet": snippet} for doc_id, snippet in found]

    return ask


def _measure(scorer: ModuleType, questions: list[dict[str, Any]], ask: Ask) -> dict[str, float]:
    answered = {}
    for question in questions:
        began = time.perf_counter()
        hits = ask(question["question"])
        took = (time.perf_counter() - began) * 1000
        answered[question["question_id"]] = {"hits": hits, "ms": took}
    result: dict[str, float] = scorer.score(questions, answered)
    return result


def _print(title: str, results: dict[str, dict[str, float]]) -> None:
    print(f"\n{title}\n{'':12}" + "".join(f"{name:>10}" for name in SHOWN))
    for system, result in results.items():
        print(f"{system:12}" + "".join(f"{result[name]:10.3f}" for name in SHOWN))
    ours, peer = results.values()
    ratios = (ours[name] / peer[name] if peer[name] else float("nan") for name in SHOWN)
    print(f"{'ratio':12}" + "".join(f"{ratio:10.2f}" for ratio in ratios))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("search_score", path)
    if spec is None or spec.loader is None:
        sys.exit(f"There is no scorer at {path}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
