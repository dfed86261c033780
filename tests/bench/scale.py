"""Speed and size at scale, beside SQLite FTS5, bare tantivy and bm25s in the same run.

    pip install names bm25s        # the people of the made-up texts, and a peer; neither is needed otherwise
    python tests/bench/scale.py --articles 1000000 --work FOLDER [--part ask --part crowd …]

The texts come from ``gen_scale.py`` of the development sets: articles of 230 words, among them the 2,067
paragraphs that have questions. Everything made is kept in FOLDER, so that a part can be measured again
without the hours of the rest; figures of parts that were not asked for are shown as they were last
measured. Each part runs in a process of its own, so that its memory is its own.

Figures: articles a second (texts to archive, archive to index; a peer's index from the texts), disk beside
the text, milliseconds from question to answer, R@1 (the first answer is of an article that holds one), MB
resident after the last question, seconds from the start of the process to the first answer.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import scale_crowd  # noqa: E402
import scale_speakers  # noqa: E402
from scale_measures import (  # noqa: E402
    WARMING,
    Figures,
    ask_peer,
    ask_us,
    build_archive,
    build_index,
    build_peer,
    fresh,
    with_memory,
)
from scale_peers import PEERS, Peer, why_not  # noqa: E402
from scale_texts import generate  # noqa: E402

PARTS = ("build", "peers", "ask", "speakers", "crowd", "ingest")
ASKED = 400
"""Questions that are measured."""
MORE = 10_000
"""Articles of the ingest while clients ask."""
COLUMNS = {
    "build_a_second": "articles/s",
    "disk": "disk:text",
    "clean_p50": "p50 ms",
    "clean_p95": "p95 ms",
    "typos_p50": "typos p50",
    "typos_p95": "typos p95",
    "clean_r1": "R@1",
    "typos_r1": "typos R@1",
    "rss": "RSS MB",
    "private": "own MB",
    "start_s": "start s",
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--work", type=Path, required=True, help="folder for what is made, kept")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--part", choices=PARTS, action="append", help="measure these again")
    options.add_argument("--seconds", type=float, default=60.0, help="that the crowd asks for")
    options.add_argument("--askers", type=int, default=50)
    options.add_argument("--clients", type=int, default=20, help="who ask during the ingest")
    options.add_argument("--speakers", type=int, default=scale_speakers.SPEAKERS)
    chosen = options.parse_args()
    if not (chosen.shared / "eval" / "search").is_dir():
        sys.exit(f"There is no eval/search in {chosen.shared}: give the development sets' folder.")
    folder = chosen.work / str(chosen.articles)
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(folder, chosen)
    for part in PARTS:
        if part in chosen.part if chosen.part else not bench.has(part):
            bench.measure(part)
    bench.show()


class Bench:
    """One size: its folder, and the figures measured in it so far (``figures.json``)."""

    def __init__(self, folder: Path, chosen: argparse.Namespace) -> None:
        self._folder = folder
        self._chosen = chosen
        self._kept = folder / "figures.json"
        self._figures: Figures = json.loads(self._kept.read_text()) if self._kept.exists() else {}

    def has(self, part: str) -> bool:
        return part in self._figures

    def measure(self, part: str) -> None:
        """Measure one part and keep its figures."""
        print(f"{time.strftime('%H:%M:%S')} {part} …", file=sys.stderr, flush=True)
        self._figures[part] = getattr(self, f"_{part}")()
        self._kept.write_text(json.dumps(self._figures, indent=1))

    @property
    def _archive(self) -> Path:
        return self._folder / "archive.db"

    def _texts(self) -> Path:
        texts = self._folder / "texts.jsonl"
        if not texts.exists():
            generate(self._chosen.shared, self._chosen.articles, texts, plant=True)
        return texts

    def _build(self) -> Figures:
        texts = self._texts()
        for old in self._folder.glob("archive.db*"):
            old.unlink()
        shutil.rmtree(self._archive.with_suffix(".index"), ignore_errors=True)
        return {
            "ingest": fresh(build_archive, self._archive, texts),
            "index": fresh(build_index, self._archive),
        }

    def _peers(self) -> Figures:
        return {peer.name: self._peer(peer) for peer in PEERS}

    def _peer(self, peer: Peer) -> Figures:
        if why := why_not(peer, self._chosen.articles):
            return {"why_not": why}
        folder = self._folder / peer.name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        built = fresh(build_peer, peer.name, self._texts(), folder)
        clean, typos = self._questions()
        asked = fresh(ask_peer, time.time(), peer.name, folder, clean, typos)
        return {**built, **asked}

    def _ask(self) -> Figures:
        clean, typos = self._questions()
        return fresh(ask_us, time.time(), self._archive, clean, typos)

    def _speakers(self) -> Figures:
        archive = self._chosen.work / f"speakers-{self._chosen.speakers}.db"
        built = {}
        if not archive.exists():
            names = self._names()
            built = fresh(scale_speakers.build, names[: self._chosen.speakers], archive)
        return built | fresh(with_memory, scale_speakers.measure, archive)

    def _names(self) -> list[str]:
        names = self._chosen.work / "names.txt"
        if not names.exists():
            unused = self._chosen.work / "unused.jsonl"
            generate(self._chosen.shared, 5_000, unused, plant=False, names=names)
            unused.unlink()
        return names.read_text(encoding="utf-8").splitlines()

    def _crowd(self) -> Figures:
        clean, typos = self._questions()
        mixed = [row["question"] for row in (*clean, *typos)]
        random.Random(2).shuffle(mixed)
        return fresh(
            with_memory,
            scale_crowd.crowd,
            self._archive,
            mixed,
            self._chosen.askers,
            self._chosen.seconds,
        )

    def _ingest(self) -> Figures:
        """On a copy, so that what is added is not there the next time."""
        more = self._chosen.work / "more.jsonl"
        if not more.exists():
            generate(self._chosen.shared, MORE, more, plant=False, seed=8)
        copy = self._folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        shutil.copy(self._archive, copy / "archive.db")
        shutil.copytree(self._archive.with_suffix(".index"), copy / "archive.index")
        clean, typos = self._questions()
        mixed = [row["question"] for row in (*clean, *typos)]
        random.Random(3).shuffle(mixed)
        try:
            return fresh(
                with_memory,
                scale_crowd.ingest,
                copy / "archive.db",
                mixed,
                more,
                self._chosen.clients,
                self._chosen.seconds / 2,
            )
        finally:
            shutil.rmtree(copy)

    def _questions(self) -> tuple[list[Figures], list[Figures]]:
        """The same questions clean and with typos, those to warm up with first."""
        folder = self._chosen.shared / "eval" / "search"
        rows = []
        for name in ("questions.jsonl.gz", "questions_typo.jsonl.gz"):
            with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
                parsed = [json.loads(line) for line in lines]
            rows.append({row["question_id"]: row for row in parsed if row["task"] == "passage"})
        clean, typos = rows
        chosen = random.Random(1).sample(sorted(clean.keys() & typos.keys()), ASKED + WARMING)
        return [clean[number] for number in chosen], [typos[number] for number in chosen]

    def show(self) -> None:
        """The tables, of all that was measured."""
        figures = self._figures
        text = self._texts().stat().st_size
        print(f"\n{self._chosen.articles:,} articles, {text / 1e6:,.0f} MB of text; {machine()}")
        table: dict[str, Figures] = {}
        if "build" in figures:
            index = figures["build"]["index"]
            table["Dateline"] = {
                "build_a_second": self._chosen.articles / index["seconds"],
                "disk": index["bytes"] / text,
                **figures.get("ask", {}),
            }
        for name, peer in figures.get("peers", {}).items():
            if "why_not" in peer:
                print(f"{name}: {peer['why_not']}")
                continue
            rate = self._chosen.articles / peer["seconds"]
            table[name] = {"build_a_second": rate, "disk": peer["bytes"] / text, **peer}
        _print(table)
        if "build" in figures:
            taken_in, index = figures["build"]["ingest"], figures["build"]["index"]
            print(
                f"\nTexts to archive: {self._chosen.articles / taken_in['seconds']:,.0f} articles/s,"
                f" {taken_in['peak']:.0f} MB at most, {taken_in['bytes'] / text:.2f} of the text;"
                f" its index: {index['peak']:.0f} MB at most, {index['bytes'] / text:.2f} of the text"
            )
        for part in ("speakers", "crowd", "ingest"):
            if part in figures:
                print(f"\n{part}")
                for name, value in figures[part].items():
                    print(f"  {name:32}{value:10.3g}")


def machine() -> str:
    """Cores and memory, for the table's head."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{scale_crowd.cores()} cores, {memory:.0f} GB"


def _print(table: dict[str, Figures]) -> None:
    print(f"{'':12}" + "".join(f"{title:>11}" for title in COLUMNS.values()))
    for system, figures in table.items():
        print(f"{system:12}" + "".join(_cells(figures.get(name) for name in COLUMNS)))
    ours = table.get("Dateline", {})
    for system, figures in table.items():
        if figures is not ours:
            ratios = (
                ours[name] / figures[name] if ours.get(name) and figures.get(name) else None
                for name in COLUMNS
            )
            print(f"{'÷ ' + system:12}" + "".join(_cells(ratios)))


def _cells(values: Iterable[float | None]) -> Iterable[str]:
    return (
        f"{'–':>11}" if value is None else f"{value:>11,.0f}" if value >= 100 else f"{value:>11.3g}"
        for value in values
    )


if __name__ == "__main__":
    main()
