"""What is timed at scale, each in a process of its own, so that its memory is its own."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import quantiles
from typing import Any

from scale_peers import PEERS, Ask, Peer

from store import Archive, ingest
from store.db import Readers
from store.extract.method import Method
from store.schema import ARCHIVE
from store.search.index import Index

WARMING = 100
"""Questions that are asked before those that are measured."""
SLOW_PEER_SECONDS = 120.0
"""A peer is asked for no longer than that."""
Figures = dict[str, Any]


def fresh(call: Callable[..., Figures], *values: Any) -> Figures:
    """Run ``call`` in a new process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(call, *values).result()


def build_archive(archive: Path, texts: Path) -> Figures:
    began = time.perf_counter()
    report = ingest(archive, [texts], method=Method.NONE)
    taken = {"seconds": time.perf_counter() - began, "added": report.added, "peak": _peak()}
    return taken | {"bytes": archive.stat().st_size}


def build_index(archive: Path) -> Figures:
    folder = archive.with_suffix(".index")
    began = time.perf_counter()
    with Readers(archive, ARCHIVE) as readers:
        Index.open(folder, readers)
    return {"seconds": time.perf_counter() - began, "bytes": _bytes(folder), "peak": _peak()}


def build_peer(name: str, texts: Path, folder: Path) -> Figures:
    began = time.perf_counter()
    _peer_of(name).build(texts, folder)
    return {"seconds": time.perf_counter() - began, "bytes": _bytes(folder), "peak": _peak()}


def ask_us(
    began: float, archive: Path, clean: Sequence[Figures], typos: Sequence[Figures]
) -> Figures:
    opened = Archive.open(archive)

    def ask(question: str) -> list[str]:
        return [passage.citation.doc_id for passage in opened.ask(question).passages]

    return _asked(began, ask, clean, typos)


def ask_peer(
    began: float, name: str, folder: Path, clean: Sequence[Figures], typos: Sequence[Figures]
) -> Figures:
    return _asked(began, _peer_of(name).open(folder), clean, typos)


def _asked(began: float, ask: Ask, clean: Sequence[Figures], typos: Sequence[Figures]) -> Figures:
    """``began``: of the process, so that imports count to the first answer."""
    ask(clean[0]["question"])
    figures: Figures = {"start_s": time.time() - began}
    for row in (*clean[:WARMING], *typos[:WARMING]):
        ask(row["question"])
        if time.time() - began > SLOW_PEER_SECONDS:
            break
    for name, questions in (("clean", clean[WARMING:]), ("typos", typos[WARMING:])):
        took, right = [], 0
        until = time.perf_counter() + SLOW_PEER_SECONDS
        for row in questions:
            start = time.perf_counter()
            found = ask(row["question"])
            took.append((time.perf_counter() - start) * 1000)
            right += bool(found) and found[0] in row["doc_ids"]
            if time.perf_counter() > until:
                break
        in_twenty = quantiles(took, n=20)
        figures |= {
            f"{name}_p50": in_twenty[9],
            f"{name}_p95": in_twenty[18],
            f"{name}_r1": right / len(took),
            f"{name}_asked": len(took),
        }
    return figures | _memory()


def with_memory(call: Callable[..., Figures], *values: Any) -> Figures:
    return {**call(*values), **_memory()}


def _peer_of(name: str) -> Peer:
    return next(peer for peer in PEERS if peer.name == name)


def _memory() -> Figures:
    """MB resident now, and those of them that are no mapped file's (where the system tells)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return {"rss": _peak()}
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
    return {
        "rss": int(lines["VmRSS"].split()[0]) / 1024,
        "private": int(lines["RssAnon"].split()[0]) / 1024,
    }


def _peak() -> float:
    """MB that this process held at most."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
