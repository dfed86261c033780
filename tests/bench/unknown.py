"""How often a question that the archive cannot answer is told so, and one that it can is not answered.

    python tests/bench/unknown.py [--shared ../shared] [--step 4] [--semantic] [--weights]

Asks the questions of SQuAD 1.1 dev, every ``step``-th of them, of three archives: all paragraphs; those of
every other topic; every other paragraph of each topic. *refused*: questions of the first that get no answer;
*topic out* and *article out*: questions of the other two that have none, and are told so. ``--weights`` fits
those of ``store/search/certainty.py`` (logistic regression, half of the weight on what has an answer) on the
odd questions; what is shown then is of the even ones, with the bounds that refuse 3 and 6 of 100.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from search import CORPORA, QUESTIONS, _rows, _taken_in  # noqa: E402

from store.db import Readers  # noqa: E402
from store.model import Certainty  # noqa: E402
from store.schema import ARCHIVE  # noqa: E402
from store.search import candidates, reading  # noqa: E402
from store.search.certainty import NEXT  # noqa: E402
from store.search.correction import corrected  # noqa: E402
from store.search.index import Index  # noqa: E402
from store.search.query import parse  # noqa: E402
from store.search.ranking import FEATURES  # noqa: E402
from store.search.searcher import READ, Searcher  # noqa: E402
from store.search.semantic_ranking import MEANING, Meaning  # noqa: E402

NAMES = ("refused", "topic out", "article out")
SHARES = (0.5, 0.25, 0.25)
"""Of the weight in a regression."""
READ_FROM = FEATURES[:-1]
"""Paragraphs of one topic share a headline in these archives; in others nothing does."""
RIDGE, ROUNDS = 2e-3, 30
REFUSED = (0.03, 0.06)


@dataclass(frozen=True, slots=True)
class Held:
    """An archive of some paragraphs, and the questions that are asked of it, each with its number."""

    searcher: Searcher
    questions: tuple[tuple[int, str], ...]


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    told.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    told.add_argument("--step", type=int, default=4)
    told.add_argument("--semantic", action="store_true")
    told.add_argument("--weights", action="store_true")
    chosen = told.parse_args()
    folder = chosen.shared / "eval" / "search"
    if not folder.is_dir():
        sys.exit(f"There is no {folder}: give the folder of the development sets with --shared.")
    for file in QUESTIONS.values():
        asked = [row for row in _rows(folder / file) if row["task"] == "passage"]
        asked = asked[:: chosen.step]
        print(f"{file}, {len(asked)} questions")
        with tempfile.TemporaryDirectory() as scratch:
            rows = list(_rows(folder / CORPORA["passage"]))
            measured = []
            for number, kept in enumerate(_parts(rows)):
                with _held(rows, kept, asked, Path(scratch), number, chosen.semantic) as held:
                    measured.append(
                        _values(held.searcher, held.questions)
                        if chosen.weights
                        else _told(held.searcher, held.questions)
                    )
        if chosen.weights:
            _fit(measured, semantic=chosen.semantic)
            return
        print("  ".join(f"{n} {share:.3f}" for n, share in zip(NAMES, measured, strict=True)))


def _parts(rows: Sequence[dict[str, Any]]) -> Iterator[set[str]]:
    """The ids of the paragraphs that each archive holds."""
    topics = list(dict.fromkeys(row["title"] for row in rows))
    place: dict[str, int] = {}
    even = set()
    for row in rows:
        place[row["title"]] = place.get(row["title"], 0) + 1
        if place[row["title"]] % 2:
            even.add(row["id"])
    yield {row["id"] for row in rows}
    yield {row["id"] for row in rows if row["title"] in set(topics[::2])}
    yield even


@contextmanager
def _held(
    rows: Sequence[dict[str, Any]],
    kept: set[str],
    asked: Sequence[dict[str, Any]],
    scratch: Path,
    number: int,
    semantic: bool,
) -> Iterator[Held]:
    """The archive of the paragraphs ``kept``, to be asked what it can answer (the first) or cannot."""
    folder = scratch / str(number)
    folder.mkdir()
    corpus = folder / "corpus.jsonl.gz"
    with gzip.open(corpus, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows if row["id"] in kept)
    questions = tuple(
        (at, row["question"])
        for at, row in enumerate(asked)
        if not number or kept.isdisjoint(row["doc_ids"])
    )
    meaning = Meaning(folder / "archive.vectors", patience=1e9) if semantic else None
    with Readers(_taken_in(corpus, folder), ARCHIVE) as readers:
        index = Index.open(folder / "archive.index", readers)
        yield Held(Searcher(readers, index, meaning), questions)
    if meaning is not None:
        meaning.close()


def _told(searcher: Searcher, questions: Sequence[tuple[int, str]]) -> float:
    unknown = sum(searcher.ask(text).certainty == Certainty.UNKNOWN for _, text in questions)
    return unknown / len(questions)


def _values(searcher: Searcher, questions: Sequence[tuple[int, str]]) -> tuple[Any, Any]:
    """Numbers of the questions; and of each the values of its best passage, meaning, and its lead."""
    snapshot = searcher.snapshot
    values = []
    for _, text in questions:
        question = corrected(parse(text), snapshot.view, snapshot.vocabulary)
        found = reading.ranked(snapshot, candidates.wanted(question, snapshot.view), READ)
        scores = [one.ranked.score for one in found]
        after = scores[1 : NEXT + 1]
        lead = scores[0] - sum(after) / len(after) if after else 0.0
        best = (*found[0].ranked.values[: len(READ_FROM)], *found[0].ranked.meant) if found else ()
        values.append((*best, lead))
    width = max(map(len, values))
    rows = [row if len(row) == width else (0.0,) * width for row in values]
    return np.array([at for at, _ in questions]), np.array(rows)


def _fit(measured: Sequence[tuple[Any, Any]], *, semantic: bool) -> None:
    odd = [values[at % 2 == 1] for at, values in measured]
    even = [values[at % 2 == 0] for at, values in measured]
    weights = np.concatenate(
        [np.full(len(rows), share / len(rows)) for rows, share in zip(odd, SHARES, strict=True)]
    )
    answered = np.concatenate([np.full(len(rows), at == 0) for at, rows in enumerate(odd)])
    fitted, offset = _regression(np.vstack(odd), answered, weights)
    names = (*READ_FROM, *(MEANING if semantic else ()), "lead over the next")
    for name, weight in zip((*names, "offset"), (*fitted, offset), strict=True):
        print(f"{weight:8.2f}  {name}")
    sure = [rows @ fitted + offset for rows in even]
    for refused in REFUSED:
        bound = np.quantile(sure[0], refused)
        shares = [f"{n} {np.mean(s < bound):.3f}" for n, s in zip(NAMES, sure, strict=True)]
        print(f"below {bound:.2f}: ", "  ".join(shares))


def _regression(values: Any, answered: Any, weights: Any) -> tuple[Any, float]:
    """Weights and offset of a logistic regression (Newton's method, values at one scale)."""
    mean, spread = values.mean(0), values.std(0) + 1e-9
    scaled = np.hstack([(values - mean) / spread, np.ones((len(values), 1))])
    fitted = np.zeros(scaled.shape[1])
    for _ in range(ROUNDS):
        odds = 1 / (1 + np.exp(-scaled @ fitted))
        curve = (scaled * (weights * odds * (1 - odds))[:, None]).T @ scaled
        slope = scaled.T @ (weights * (odds - answered)) + RIDGE * fitted
        fitted -= np.linalg.solve(curve + RIDGE * np.eye(len(fitted)), slope)
    return fitted[:-1] / spread, float(fitted[-1] - (fitted[:-1] * mean / spread).sum())


if __name__ == "__main__":
    main()
