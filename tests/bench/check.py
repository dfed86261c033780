"""Pasted quotes whose verdict is known, made from real articles, beside the verdicts that are given.

    python tests/bench/check.py [--shared ../shared] [--archive FILE] [--seeds 1 2 3] [--each 25] [--wrong]

What is made is told in ``tests/support/pasting.py``. ``--archive`` is an archive of the same articles that
was made before; ``--wrong`` lists what is not right.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from pasting import (  # noqa: E402
    Case,
    articles_of,
    cases,
    elsewhere,
    is_right,
    marked_by_hand,
    quoted_in,
)

from bot.replies.verdict import explained  # noqa: E402
from store import Archive, ingest  # noqa: E402
from store.model import EditKind, VerdictKind  # noqa: E402


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--archive", type=Path)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4])
    options.add_argument("--each", type=int, default=25)
    options.add_argument("--wrong", action="store_true", help="list the wrong ones")
    chosen = options.parse_args()
    with _archive(chosen.shared, chosen.archive) as archive:
        articles = articles_of(archive)
        quoted = [one for article in articles for one in quoted_in(article)]
        quoted += list(marked_by_hand(articles))
        others = list(elsewhere(chosen.shared, articles))
        print(
            f"{len(quoted)} quotations, {sum(bool(q.speaker) for q in quoted)} with a speaker; {len(others)} others"
        )
        archive.check_quotes("warm up")
        print(
            f"{'seed':>6} {'verbatim':>9} {'altered':>9} {'speaker':>9} {'nowhere':>9} {'right':>7}  ms p50/p95  of three"
        )
        for seed in chosen.seeds:
            _run(
                archive,
                seed,
                list(cases(seed, chosen.each, quoted, others)),
                chosen.wrong,
            )


def _run(archive: Archive, seed: int, cases: Sequence[Case], show: bool) -> None:
    right: dict[VerdictKind, int] = {}
    took = []
    for case in cases:
        began = time.perf_counter()
        verdicts = archive.check_quotes(case.message).verdicts
        took.append((time.perf_counter() - began) * 1000)
        fits = len(verdicts) == 1 and is_right(case, verdicts[0])
        right[case.kind] = right.get(case.kind, 0) + fits
        if show and not fits:
            print(f"--- {case.kind} ---\n{case.message}\n  printed: {case.printed!r}")
            for verdict in verdicts:
                print(f"  => {verdict.kind}: {explained(verdict)} [{verdict.claim.speaker}]")
                print(
                    "    ",
                    [(str(e.kind), e.text) for e in verdict.edits if e.kind is not EditKind.KEPT],
                )
    kinds = (
        VerdictKind.VERBATIM,
        VerdictKind.ALTERED,
        VerdictKind.OTHER_SPEAKER,
        VerdictKind.NOT_FOUND,
    )
    took.sort()
    together = []
    for at in range(0, len(cases) - 2, 3):
        began = time.perf_counter()
        archive.check_quotes("\n\n".join(case.message for case in cases[at : at + 3]))
        together.append((time.perf_counter() - began) * 1000)
    together.sort()
    print(
        f"{seed:>6} "
        + " ".join(f"{right.get(kind, 0):>9}" for kind in kinds)
        + f" {sum(right.values()):>3}/{len(cases)}  {statistics.median(took):.0f}/{took[int(len(took) * 0.95)]:.0f}"
        f"  {statistics.median(together):.0f}/{together[int(len(together) * 0.95)]:.0f}"
    )


@contextmanager
def _archive(shared: Path, made: Path | None) -> Iterator[Archive]:
    folder = shared / "archive-sample"
    if made is None and not folder.is_dir():
        sys.exit(f"There is no {folder}: give the folder of real articles with --shared.")
    with tempfile.TemporaryDirectory() as scratch:
        path = made or Path(scratch) / "archive.db"
        if made is None:
            ingest(path, [folder])
        with Archive.open(path) as archive:
            yield archive


if __name__ == "__main__":
    main()
