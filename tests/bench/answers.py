"""How often the sentence that is shown first, and the words marked in it, answer the question.

    python tests/bench/answers.py [--shared ../shared] [--archive FILE] [--weights]

Takes in the paragraphs of ``shared/eval/search`` with their figures and dates (two minutes; kept in FILE if
given) and asks the clean questions of SQuAD 1.1 dev whose answers have a form. *article*: the first answer
is of the gold article; *sentence*: and it holds a gold answer; *marked*: and what is marked is one, or half
of one. ``--weights`` fits those of ``store/search/choice.py`` (listwise softmax) on the odd questions.
"""

from __future__ import annotations

import argparse
import collections
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from ablation import Asked, fitted  # noqa: E402
from search import CORPORA, QUESTIONS, _rows  # noqa: E402

from store import ingest  # noqa: E402
from store.db import Readers  # noqa: E402
from store.model import QuestionKind  # noqa: E402
from store.schema import ARCHIVE  # noqa: E402
from store.search import candidates, choice, reading, records, traits  # noqa: E402
from store.search.correction import corrected  # noqa: E402
from store.search.index import Index  # noqa: E402
from store.search.query import parse  # noqa: E402
from store.search.searcher import READ, Searcher  # noqa: E402

RIDGE = 0.02
"""Few questions have a figure for an answer: weights are held closer to none."""
SHOWN = ("article", "sentence", "marked")
GROUPS = {
    (QuestionKind.HOW_MANY, QuestionKind.HOW_MUCH): traits.FIGURE,
    (QuestionKind.WHEN,): traits.DATE,
    (QuestionKind.WHO,): traits.NAME,
    (QuestionKind.WHERE,): traits.PLACE,
}


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    told.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    told.add_argument("--archive", type=Path)
    told.add_argument("--weights", action="store_true")
    chosen = told.parse_args()
    folder = chosen.shared / "eval" / "search"
    if not folder.is_dir():
        sys.exit(f"There is no {folder}: give the folder of the development sets with --shared.")
    with tempfile.TemporaryDirectory() as scratch:
        archive = chosen.archive or Path(scratch) / "archive.db"
        if not archive.exists():
            ingest(archive, [folder / CORPORA["passage"]])
        with Readers(archive, ARCHIVE) as readers:
            searcher = Searcher(readers, Index.open(archive.with_suffix(".index"), readers))
            asked = [
                (at, row)
                for at, row in enumerate(_rows(folder / QUESTIONS["clean"]))
                if row["task"] == "passage" and parse(row["question"]).kind in choice.WEIGHTS
            ]
            _measure(searcher, asked)
            if chosen.weights:
                _fit(searcher, readers, [row for at, row in asked if at % 2])


def _measure(searcher: Searcher, asked: Iterable[tuple[int, dict[str, Any]]]) -> None:
    counted: dict[tuple[str, str], collections.Counter[str]] = {}
    for at, row in asked:
        halves = ("odd", "even")[at % 2 == 0]
        kind = str(parse(row["question"]).kind)
        reached = list(_reached(searcher, row))
        for name in (kind, "all"):
            counts = counted.setdefault((name, halves), collections.Counter())
            counts.update(["asked", *reached])
    print(f"{'':12}{'':6}{'asked':>8}" + "".join(f"{name:>10}" for name in SHOWN))
    for (name, half), counts in sorted(counted.items()):
        shares = "".join(f"{counts[each] / counts['asked']:10.3f}" for each in SHOWN)
        print(f"{name:12}{half:6}{counts['asked']:8}{shares}")


def _reached(searcher: Searcher, row: dict[str, Any]) -> Iterator[str]:
    passages = searcher.ask(row["question"], limit=1).passages
    if not passages or passages[0].citation.doc_id not in row["doc_ids"]:
        return
    yield "article"
    (fragment,) = passages[0].fragments
    if any(answer.lower() in fragment.text.lower() for answer in row["answers"]):
        yield "sentence"
    marked = (fragment.text[start:end] for start, end in fragment.emphasis)
    if any(is_answer(words, row["answers"]) for words in marked):
        yield "marked"


def is_answer(words: str, answers: Sequence[str]) -> bool:
    """Whether ``words`` hold an answer, or are at least half of one."""
    given = words.lower()
    return any(
        answer.lower() in given or (given in answer.lower() and 2 * len(given) >= len(answer))
        for answer in answers
    )


def _fit(searcher: Searcher, readers: Readers, rows: Sequence[dict[str, Any]]) -> None:
    for kinds, names in GROUPS.items():
        asked = [
            one for row in rows if (one := _options(searcher, readers, row, kinds)) is not None
        ]
        figures = set(kinds) <= set(choice.FIGURES)
        every = (*choice.NEAR, *names, *(choice.SENTENCE if figures else ()))
        weights = fitted(asked, range(len(every)), RIDGE)
        print("\n" + " / ".join(map(str, kinds)), f"({len(asked)} questions)")
        for name, weight in zip(every, weights, strict=True):
            print(f"{weight:8.1f}  {name}")


def _options(
    searcher: Searcher, readers: Readers, row: dict[str, Any], kinds: Sequence[QuestionKind]
) -> Asked | None:
    """What could answer in the gold passage that ranks first; None where nothing does."""
    snapshot = searcher.snapshot
    question = corrected(parse(row["question"]), snapshot.view, snapshot.vocabulary)
    if question.kind not in kinds:
        return None
    wanted = candidates.wanted(question, snapshot.view)
    for found in reading.ranked(snapshot, wanted, READ)[:1]:
        stored, rank = found.stored, found.ranked
        if stored.citation.doc_id not in row["doc_ids"]:
            return None
        whole = (stored.start, stored.start + len(stored.text))
        facts = tuple(records.facts(readers, stored.citation.article_id, whole))
        text = choice.Text(
            stored.text, stored.start, stored.citation.headline, rank.sentences, rank.best, facts
        )
        options = list(choice.options(wanted, text))
        gold = [
            is_answer(
                stored.text[slice(*rank.sentences[one.sentence].span)][slice(*one.span)],
                row["answers"],
            )
            for one in options
        ]
        if any(gold):
            return Asked(np.array([one.values for one in options]), np.array(gold, dtype=bool))
    return None


if __name__ == "__main__":
    main()
