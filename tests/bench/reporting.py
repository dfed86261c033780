"""How well it is told which clauses report something, and the weights that it is told by.

    pip install -e ".[test,upkeep]"
    python tests/bench/reporting.py [--shared ../shared] [--articles N] [--write]

Reads the training articles of ``shared/eval/quotes`` (PolNeAR). A clause whose content no quotation marks tie
to it is a candidate, unless its place in the sentence speaks against a report; it is right where a gold attribution has its cue and just its words (*exact*), or at
least half of them (*found*). The table has the candidates taken at some likelihoods, in five-fold
cross-validation by articles. The last row is what the program takes: these and the verbs of saying as the
lexicon has them, by the weights that it holds, which were fitted on these very articles. ``--write`` fits
``store/extract/data/reporting.tsv`` anew.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from quotes import _article, _scorer  # noqa: E402

from store.extract.cast import find_cast  # noqa: E402
from store.extract.clauses import find_clauses  # noqa: E402
from store.extract.confidence import is_report  # noqa: E402
from store.extract.direct import link  # noqa: E402
from store.extract.edges import widened  # noqa: E402
from store.extract.grid import Grid  # noqa: E402
from store.extract.marks import find_marked  # noqa: E402
from store.extract.parser import parse_all  # noqa: E402
from store.extract.reporting import traits  # noqa: E402

WEIGHTS = ROOT / "store" / "extract" / "data" / "reporting.tsv"
FOLDS = 5
FEWEST = 3
"""Clauses that a trait must be seen in."""
RIDGE = 2.0
AT = (0.2, 0.23, 0.26, 0.3, 0.35, 0.4)
BATCH = 16


@dataclass(frozen=True, slots=True)
class Candidate:
    article: int
    traits: tuple[str, ...]
    found: bool
    exact: bool
    taken: bool
    """Whether the program takes it now."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--articles", type=int, help="only so many")
    options.add_argument("--write", action="store_true", help="write the weights")
    given = options.parse_args()
    folder = given.shared / "eval" / "quotes"
    with gzip.open(folder / "polnear_train.jsonl.gz", "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in islice(file, given.articles)]
    held = list(candidates(records, _scorer(folder)))
    found, exact, taken = (
        np.array([getattr(one, name) for one in held]) for name in ("found", "exact", "taken")
    )
    print(
        f"{len(held):,} clauses of {len(records)} articles: {exact.sum():,} exact, {found.sum():,} found"
    )
    print(f"{'likely':>8} {'taken':>7} {'right %':>8} {'of all %':>9} {'exact %':>8}")
    sure = _held_out(held, exact)
    for name, chosen in [*((f"{at:.2f}", sure >= at) for at in AT), ("program", taken)]:
        right = (chosen & found).sum()
        shares = right / chosen.sum(), right / found.sum(), (chosen & exact).sum() / chosen.sum()
        print(f"{name:>8} {chosen.sum():>7,} " + " ".join(f"{100 * one:8.1f}" for one in shares))
    for low in np.arange(0.2, 1, 0.1):
        here = (sure >= low) & (sure < low + 0.1)
        print(
            f"likely {low:.1f} to {low + 0.1:.1f}: {100 * found[here].mean():.1f} % found, of {here.sum():,}"
        )
    if given.write:
        _write(_fitted(held, exact))


def candidates(records: Sequence[dict[str, Any]], score: ModuleType) -> Iterator[Candidate]:
    """Clauses with content that are tied to no quotation marks."""
    for at in range(0, len(records), BATCH):
        batch = records[at : at + BATCH]
        articles = [_article(record) for record in batch]
        docs = parse_all(articles, batch_size=BATCH)
        for n, (record, article, doc) in enumerate(zip(batch, articles, docs, strict=True), at):
            words = score.Doc(article.body).words
            gold = [(words(one["content"]), words(one.get("cue"))) for one in record["quotes"]]
            grid = Grid(doc, find_marked(article.body, article.paragraphs), article.paragraphs)
            cast, clauses = find_cast(grid), find_clauses(grid)
            tied = {one.clause.verb for one in link(grid, clauses)}
            for clause in clauses:
                apart = clause.verb not in tied and not clause.weak
                spans = widened(grid, clause)[0] if apart else []
                if not spans:
                    continue
                content, verb = words(spans), doc[clause.verb]
                cue = words([(verb.idx, verb.idx + len(verb))])
                marked = [one for one, its in gold if cue & its]
                yield Candidate(
                    n,
                    tuple(traits(grid, cast, clause)),
                    any(score.dice(content, one) >= 0.5 for one in marked),
                    content in marked,
                    is_report(grid, cast, clause),
                )


def _held_out(held: Sequence[Candidate], right: Any) -> Any:
    """The likelihood of each, by weights that were fitted on other articles."""
    numbers = sorted({one.article for one in held})
    random.Random(1).shuffle(numbers)
    fold = {number: n % FOLDS for n, number in enumerate(numbers)}
    of = np.array([fold[one.article] for one in held])
    sure = np.zeros(len(held))
    for n in range(FOLDS):
        here = np.flatnonzero(of == n)
        fitted = _fitted([held[k] for k in np.flatnonzero(of != n)], right[of != n])
        base = fitted[""]
        sure[here] = [base + sum(fitted.get(t, 0.0) for t in held[k].traits) for k in here]
    return 1 / (1 + np.exp(-sure))


def _fitted(held: Sequence[Candidate], right: Any) -> dict[str, float]:
    seen = Counter(trait for one in held for trait in one.traits)
    rows = [{t: 1.0 for t in one.traits if seen[t] >= FEWEST} for one in held]
    columns = DictVectorizer()
    model = LogisticRegression(C=1 / RIDGE, max_iter=500).fit(columns.fit_transform(rows), right)
    weights = zip(columns.get_feature_names_out(), model.coef_[0], strict=True)
    return {"": float(model.intercept_[0]), **{name: float(value) for name, value in weights}}


def _write(fitted: dict[str, float]) -> None:
    lines = [
        "# trait, weight: fitted on the training part of PolNeAR 1.0 by tests/bench/reporting.py"
    ]
    for trait, value in sorted(fitted.items()):
        if not trait or abs(value) >= 0.005:
            lines.append(f"{trait}\t{value:.2f}")
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{WEIGHTS.relative_to(ROOT)}: {len(lines) - 1} weights")


if __name__ == "__main__":
    main()
