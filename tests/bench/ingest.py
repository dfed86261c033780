"""Speed and memory of an ingest without extraction, beside bare trafilatura on the same pages.

    python tests/bench/ingest.py [--documents 5000] [--pages 500] [--memory 1000 100000]

Articles are made from the bundled ones, with other names and figures in each copy: as files of text, as one
file of JSON Lines and as saved pages. Each figure is of a process of its own that is given one core. Rates
are documents a second of that core's time, so that a busy machine does not change them much; memory is the
most that was resident. The index beside the archive is not built: it follows by itself.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

import variations  # noqa: E402

IN_A_FOLDER = 1000
WARMING = 20
"""Documents that are taken in before the clock starts: libraries are loaded when they are first used."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--documents", type=int, default=5_000, help="texts that are timed")
    options.add_argument("--pages", type=int, default=500, help="pages that are timed")
    options.add_argument(
        "--memory", type=int, nargs="*", default=[1_000, 100_000], help="numbers of texts"
    )
    chosen = options.parse_args()
    with TemporaryDirectory(prefix="dateline-bench-") as folder:
        _speed(Path(folder), chosen.documents, chosen.pages)
        if chosen.memory:
            _memory(Path(folder), sorted(chosen.memory))


def _speed(folder: Path, documents: int, pages: int) -> None:
    html, lines = folder / "html", folder / "texts.jsonl"
    as_files(html, pages, ".html", variations.as_page)
    as_files(folder / "text", documents, ".txt", variations.as_dump)
    variations.as_lines(lines, documents)
    rates = {
        "trafilatura, pages": alone(bare, html)[0],
        "pages": alone(taken_in, html)[0],
        "files of text": alone(taken_in, folder / "text")[0],
        "JSON Lines": alone(taken_in, lines)[0],
    }
    base = rates["trafilatura, pages"]
    print(f"{documents:,} texts, {pages:,} pages; documents a second of one core, ÷ trafilatura")
    for name, rate in rates.items():
        print(f"  {name:20}{rate:10,.0f}{rate / base:10.2f}")


def _memory(folder: Path, counts: list[int]) -> None:
    print("MB resident at most, ÷ that of the first")
    for name in ("JSON Lines", "files of text"):
        first = 0.0
        for count in counts:
            source = folder / f"memory-{count}"
            if name == "JSON Lines":
                variations.as_lines(source.with_suffix(".jsonl"), count)
                source = source.with_suffix(".jsonl")
            else:
                as_files(source, count, ".txt", variations.as_dump)
            megabytes = alone(taken_in, source)[1]
            first = first or megabytes
            print(f"  {name:14}{count:10,}{megabytes:10.1f}{megabytes / first:10.2f}")


def as_files(folder: Path, count: int, suffix: str, form: Callable[[dict[str, str]], str]) -> None:
    for number, one in enumerate(variations.articles(count)):
        inner = folder / f"{number // IN_A_FOLDER:04}"
        inner.mkdir(parents=True, exist_ok=True)
        (inner / f"{one['id']}{suffix}").write_text(form(one), encoding="utf-8")


def alone(call: Callable[[Path], tuple[float, float]], source: Path) -> tuple[float, float]:
    """``(documents a second, MB)`` of a call in a new process on one core."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=_on_one_core) as pool:
        return pool.submit(call, source).result()


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def taken_in(source: Path) -> tuple[float, float]:
    from store import ingest
    from store.extract.method import Method

    with TemporaryDirectory(prefix="dateline-bench-") as folder:
        warm = Path(folder) / "warm"
        as_files(warm, WARMING, ".html", variations.as_page)
        ingest(Path(folder) / "warm.db", [warm], method=Method.NONE)
        began = time.process_time()
        report = ingest(Path(folder) / "archive.db", [source], method=Method.NONE)
        seconds = time.process_time() - began
    assert not report.skipped_in_all, report.skipped[:3]
    return (report.added + report.duplicates) / seconds, _peak()


def bare(source: Path) -> tuple[float, float]:
    """What trafilatura alone makes of the pages, as its manual calls it for text with metadata."""
    from trafilatura import bare_extraction

    pages = [file.read_bytes() for file in sorted(source.rglob("*.html"))]
    for page in pages[:WARMING]:
        bare_extraction(page, with_metadata=True)
    began = time.process_time()
    for page in pages:
        bare_extraction(page, with_metadata=True)
    return len(pages) / (time.process_time() - began), _peak()


def _peak() -> float:
    """MB resident at most. Linux counts a parent's memory to its child in getrusage, but not here."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    main()
