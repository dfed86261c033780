"""What each ingredient of the ranking gains: weights fitted without it, beside those fitted with all.

    python tests/bench/ablation.py [--shared ../shared] [--semantic] [--weights]

Weights are fitted (listwise softmax) on the odd questions of SQuAD 1.1 dev; R@1 and R@10 are of the even
ones, clean and with typos. ``--semantic`` adds likeness of meaning, which needs the extra; ``--weights``
prints the fitted weights, as ``store/search/ranking.py`` and ``semantic_ranking.py`` hold them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from search import CORPORA, QUESTIONS, _rows, _taken_in  # noqa: E402

from store.db import Readers  # noqa: E402
from store.schema import ARCHIVE  # noqa: E402
from store.search import candidates, reading  # noqa: E402
from store.search.correction import corrected  # noqa: E402
from store.search.index import Index  # noqa: E402
from store.search.query import parse  # noqa: E402
from store.search.ranking import FEATURES  # noqa: E402
from store.search.searcher import READ  # noqa: E402
from store.search.semantic import encoder, likeness  # noqa: E402
from store.search.snapshot import Snapshot  # noqa: E402

MEANING = ("likeness of the best sentence's meaning", "likeness of the passage's meaning")
ROUNDS, STEP, RIDGE = 120, 0.08, 1e-3


@dataclass(frozen=True, slots=True)
class Asked:
    """The candidates of one question: a row of features each, and which of them are gold."""

    values: Any
    gold: Any


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--semantic", action="store_true")
    options.add_argument("--weights", action="store_true")
    chosen = options.parse_args()
    folder = chosen.shared / "eval" / "search"
    if not folder.is_dir():
        sys.exit(f"There is no {folder}: give the folder of the development sets with --shared.")
    names = (*FEATURES, *MEANING) if chosen.semantic else FEATURES
    with (
        tempfile.TemporaryDirectory() as scratch,
        Readers(_taken_in(folder / CORPORA["passage"], Path(scratch)), ARCHIVE) as readers,
    ):
        index = Index.open(Path(scratch) / "archive.index", readers)
        snapshot = Snapshot.take(readers, index.view)
        asked = {
            kind: _asked(snapshot, folder / file, semantic=chosen.semantic)
            for kind, file in QUESTIONS.items()
        }
    learnt_on = asked["clean"][1::2]
    print(
        f"{'':52}" + "".join(f"{kind + ' ' + at:>14}" for kind in asked for at in ("R@1", "R@10"))
    )
    everything = fitted(learnt_on, range(len(names)))
    _print("all", everything, asked)
    if chosen.weights:
        print(dict(zip(names, (round(float(weight), 2) for weight in everything), strict=True)))
    for at, name in enumerate(names):
        rest = [other for other in range(len(names)) if other != at]
        _print(f"without: {name}"[:52], fitted(learnt_on, rest), asked)


def _asked(snapshot: Snapshot, file: Path, *, semantic: bool) -> list[Asked]:
    meanings: dict[int, Any] = {}
    asked = []
    for question in _rows(file):
        if question["task"] != "passage":
            continue
        read = corrected(parse(question["question"]), snapshot.view, snapshot.vocabulary)
        wanted = candidates.wanted(read, snapshot.view)
        found = reading.ranked(snapshot, wanted, READ)
        rows = [list(one.ranked.values) for one in found]
        if semantic and found:
            meant = encoder().question(wanted.text)
            for row, one in zip(rows, found, strict=True):
                stored = one.stored
                if stored.id not in meanings:
                    spans = [sentence.span for sentence in one.ranked.sentences]
                    meanings[stored.id] = encoder().passage(
                        stored.citation.headline, stored.text, spans
                    )
                row.extend(likeness(meant, meanings[stored.id]))
        gold = [one.stored.citation.doc_id in question["doc_ids"] for one in found]
        asked.append(Asked(np.array(rows), np.array(gold, dtype=bool)))
    return asked


def fitted(asked: list[Asked], columns: Any, ridge: float = RIDGE) -> Any:
    """Weights under which gold candidates get the most of a softmax (Adam), 0 outside ``columns``."""
    learnt = [one for one in asked if one.gold.any()]
    longest, width = max(len(one.gold) for one in learnt), learnt[0].values.shape[1]
    values = np.zeros((len(learnt), longest, width))
    there = np.zeros((len(learnt), longest), dtype=bool)
    gold = np.zeros((len(learnt), longest), dtype=bool)
    for at, one in enumerate(learnt):
        size = len(one.gold)
        values[at, :size], gold[at, :size], there[at, :size] = one.values, one.gold, True
    spread = values[there].std(0) + 1e-6
    values /= spread
    used = np.isin(np.arange(width), list(columns))
    weights, mean, square = np.zeros(width), np.zeros(width), np.zeros(width)
    for turn in range(1, ROUNDS + 1):
        scores = np.where(there, values @ weights, -1e9)
        share = np.exp(scores - scores.max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        right = share * gold
        right /= right.sum(1, keepdims=True) + 1e-12
        slope = (
            np.einsum("ij,ijk->k", share - right, values) / len(learnt) + ridge * weights
        ) * used
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        weights -= STEP * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
    return weights / spread


def _print(name: str, weights: Any, asked: dict[str, list[Asked]]) -> None:
    cells = []
    for questions in asked.values():
        even = questions[::2]
        ranks = [one.gold[np.argsort(-(one.values @ weights))] for one in even if len(one.gold)]
        cells += [sum(bool(gold[:k].any()) for gold in ranks) / len(even) for k in (1, 10)]
    print(f"{name:52}" + "".join(f"{cell:14.4f}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
