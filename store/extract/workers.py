"""Extraction on all cores: worker processes that are given batches and hand the results back in order.

What waits is bounded, so an archive of any size streams through. A process that dies ends the run with a
sentence, and the workers end with the process that started them, however it ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event

from store.errors import ExtractionError
from store.model import Article, Extraction

Batch = Callable[[Sequence[Article]], list[Extraction]]
"""Extracts some articles; a function of a module, since it travels to other processes by its name."""

_WAITING = 2
"""Batches in flight for each worker: enough that none idles, few enough that memory stays flat."""
_GRACE_SECONDS = 1.0


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def chosen_workers(
    batches: Iterable[Sequence[Article]], share: int
) -> tuple[int, Iterator[Sequence[Article]]]:
    """How many workers pay for all articles of ``batches``, and the batches again.

    A worker pays where it has ``share`` characters to read: below, starting it takes longer than it saves.
    """
    most = cores()
    ahead: list[Sequence[Article]] = []
    characters = 0
    waiting = iter(batches)
    while most > 1 and characters < most * share and (batch := next(waiting, None)) is not None:
        ahead.append(batch)
        characters += sum(len(article.body) for article in batch)
    return max(1, min(most, characters // share)), chain(ahead, waiting)


def spread(
    batches: Iterable[Sequence[Article]], work: Batch, *, workers: int
) -> Iterator[list[Extraction]]:
    """What ``work`` makes of each batch, in order, from ``workers`` processes.

    Raises ExtractionError where a worker dies, and whatever ``work`` raises.
    """
    waiting = iter(batches)
    running: deque[Future[list[Extraction]]] = deque()
    context = multiprocessing.get_context("spawn")
    ended = context.Event()
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(ended,))
    try:
        while True:
            while len(running) < workers * _WAITING and (batch := next(waiting, None)) is not None:
                running.append(_handed(pool, work, batch))
            if not running:
                return
            yield running.popleft().result()
    except BrokenProcessPool as error:
        raise ExtractionError(
            "A worker process ended unexpectedly, most likely for want of memory: try again with "
            "fewer, such as `--workers 1`. What was stored before stays."
        ) from error
    finally:
        ended.set()
        pool.shutdown(wait=False, cancel_futures=True)


def _handed(
    pool: ProcessPoolExecutor, work: Batch, batch: Sequence[Article]
) -> Future[list[Extraction]]:
    try:
        return pool.submit(_unless_ended, work, batch)
    except (OSError, ValueError) as error:
        # One died while the next was being started, whose pipes are closed.
        raise BrokenProcessPool from error


_ended: Event | None = None


def _begin(ended: Event) -> None:
    """Ready a worker: the first process alone decides when it ends, and takes it along when it is killed."""
    global _ended
    _ended = ended
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.SIG_IGN)  # they reach every process of a terminal or a service
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent, ended), daemon=True).start()


def _end_with(parent: BaseProcess, ended: Event) -> None:
    """End when the first process does, or a while after the run: a pool that broke sends no word to those who wait."""
    while not wait([parent.sentinel], _GRACE_SECONDS) and not ended.is_set():
        pass
    wait([parent.sentinel], _GRACE_SECONDS)
    os._exit(1)


def _unless_ended(work: Batch, batch: Sequence[Article]) -> list[Extraction]:
    """Batches that wait when the run ends can't be taken back: they are left undone."""
    return [] if _ended is not None and _ended.is_set() else work(batch)
