"""One server's answers, alone and beside another server's flood.

    python tests/bench/fairness.py [--shared ../shared] [--flood 50] [--rounds 6] [--seconds 5]

Takes in the corpora of ``shared/eval/search`` as articles and asks their questions through the bot's own
desk. Server B asks one question after another; in every other stretch of time ``--flood`` members of server
A do so too, without a pause. The ratio is of B's median time to an answer, beside the flood to alone, and
that of its answers a second, of stretches that follow each other, so that a busy machine is in both. ``2``
is what an equal share of the machine gives: B is slowed down by half.

The same is measured of choices for what B types, beside a flood of A's questions, and of B's questions
beside A's typing.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import itertools
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from bot.asker import Asker, asking  # noqa: E402
from bot.desk import Desk  # noqa: E402
from bot.pool import Busy  # noqa: E402
from store import Archive, ingest  # noqa: E402
from store.extract.method import Method  # noqa: E402
from store.guilds import Guilds  # noqa: E402

CORPORA = ("corpus_squad.jsonl.gz", "corpus_reuters.jsonl.gz")
A, B = 1, 2
SETTLE_SECONDS = 0.5
"""How long a flood goes on before it is measured beside it."""

Question = Callable[[Archive, str], object]


@dataclass(frozen=True, slots=True)
class Case:
    """What the two servers do."""

    name: str
    ours: Question
    typing: bool
    flood: Question
    flood_types: bool


CASES = (
    Case("questions beside a flood of questions", Archive.ask, False, Archive.ask, False),
    Case(
        "choices beside a flood of questions", Archive.suggest_headlines, True, Archive.ask, False
    ),
    Case("questions beside a flood of typing", Archive.ask, False, Archive.suggest_headlines, True),
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--archive", type=Path, help="one that holds the corpora already")
    options.add_argument("--flood", type=int, default=50, help="members of A who ask at once")
    options.add_argument(
        "--rounds", type=int, default=6, help="stretches alone, and as many beside"
    )
    options.add_argument("--seconds", type=float, default=5.0, help="of a stretch")
    chosen = options.parse_args()
    folder = chosen.shared / "eval" / "search"
    if not folder.is_dir():
        sys.exit(f"There is no {folder}: give the folder of the development sets with --shared.")
    with gzip.open(folder / "questions.jsonl.gz", "rt", encoding="utf-8") as lines:
        questions = [json.loads(line)["question"] for line in lines]
    random.Random(4).shuffle(questions)
    with tempfile.TemporaryDirectory() as scratch:
        archive = chosen.archive or Path(scratch) / "archive.db"
        if chosen.archive is None:
            ingest(archive, [folder / name for name in CORPORA], method=Method.NONE)
        for case in CASES:
            asyncio.run(_measure(case, archive, Path(scratch), questions, chosen))


async def _measure(
    case: Case, archive: Path, scratch: Path, questions: Sequence[str], how: argparse.Namespace
) -> None:
    with Archive.open(archive) as opened, Guilds.open(scratch / "bot.db") as guilds:
        desk = Desk(opened, guilds)
        await _stretch(desk, case, questions, how.seconds)
        alone: list[list[float]] = []
        beside: list[list[float]] = []
        answered = refused = 0
        for _ in range(how.rounds):
            alone.append(await _stretch(desk, case, questions, how.seconds))
            flood = _Flood(desk, case, questions, how.flood)
            await asyncio.sleep(SETTLE_SECONDS)
            beside.append(await _stretch(desk, case, questions, how.seconds))
            counted = await flood.end()
            answered += counted[0]
            refused += counted[1]
        await desk.close()
    times = [median(b) / median(a) for a, b in zip(alone, beside, strict=True)]
    rates = [len(b) / len(a) for a, b in zip(alone, beside, strict=True)]
    flat = sorted(took for stretch in beside for took in stretch)
    print(
        f"{case.name} ({how.flood} at once): median {median(itertools.chain(*alone)) * 1000:.1f} ms alone,"
        f" {median(flat) * 1000:.1f} ms beside it (95th {flat[int(len(flat) * 0.95)] * 1000:.1f});"
        f" ratio of times {median(times):.2f} (of {len(times)} rounds:"
        f" {min(times):.2f} to {max(times):.2f}), of answers a second {median(rates):.2f};"
        f" the flood had {answered / how.rounds / (how.seconds + SETTLE_SECONDS):.0f} answers a second,"
        f" {refused} were told to come back"
    )


async def _stretch(desk: Desk, case: Case, questions: Sequence[str], seconds: float) -> list[float]:
    """Seconds to each answer of B's, one asked after the other."""
    took: list[float] = []
    asked = itertools.cycle(questions[::2])
    with asking(Asker(B, case.typing)):
        end = time.perf_counter() + seconds
        while (began := time.perf_counter()) < end:
            await desk.ask(case.ours, next(asked))
            took.append(time.perf_counter() - began)
    return took


class _Flood:
    """Members of A who ask and ask."""

    def __init__(self, desk: Desk, case: Case, questions: Sequence[str], members: int) -> None:
        self._goes_on = True
        self._refused = 0
        self._answered = 0
        asked = itertools.cycle(questions[1::2])
        with asking(Asker(A, case.flood_types)):
            self._members = [
                asyncio.create_task(self._ask(desk, case.flood, asked)) for _ in range(members)
            ]

    async def _ask(self, desk: Desk, question: Question, asked: itertools.cycle[str]) -> None:
        while self._goes_on:
            try:
                await desk.ask(question, next(asked))
                self._answered += 1
            except Busy:
                self._refused += 1
                await asyncio.sleep(0.01)

    async def end(self) -> tuple[int, int]:
        """How many were answered until now, and how many refused, after the last one is answered."""
        self._goes_on = False
        answered = self._answered
        await asyncio.gather(*self._members)
        return answered, self._refused


if __name__ == "__main__":
    main()
