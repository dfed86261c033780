"""Extraction on all cores: worker processes that are given batches and hand the results back in order.

What waits is bounded, so an archive of any size streams through. A process that dies ends the run with a
sentence, and Ctrl-C ends the workers with it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from store.errors import ExtractionError
from store.model import Article, Extraction

Batch = Callable[[Sequence[Article]], list[Extraction]]
"""Extracts some articles; a function of a module, since it travels to other processes by its name."""

_WAITING = 2
"""Batches in flight for each worker: enough that none idles, few enough that memory stays flat."""


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def chosen_workers(articles: Iterable[Article], share: int) -> tuple[int, Iterator[Article]]:
    """How many workers pay for ``articles``, and the articles again.

    A worker pays where it has ``share`` characters to read: below, starting it takes longer than it saves.
    """
    most = cores()
    ahead: list[Article] = []
    characters = 0
    waiting = iter(articles)
    while most > 1 and characters < most * share and (article := next(waiting, None)) is not None:
        ahead.append(article)
        characters += len(article.body)
    return max(1, min(most, characters // share)), chain(ahead, waiting)


def spread(
    articles: Iterable[Article], work: Batch, *, workers: int, batch_size: int
) -> Iterator[Extraction]:
    """One Extraction an article, in order, from ``workers`` processes.

    Raises ExtractionError where a worker dies, and whatever ``work`` raises.
    """
    waiting = iter(articles)
    running: deque[Future[list[Extraction]]] = deque()
    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_ignore_interrupt
    )
    try:
        while True:
            while len(running) < workers * _WAITING and (
                batch := list(islice(waiting, batch_size))
            ):
                running.append(pool.submit(work, batch))
            if not running:
                return
            yield from running.popleft().result()
    except BrokenProcessPool as error:
        raise ExtractionError(
            "A worker process ended unexpectedly, most likely for want of memory: try again with "
            "fewer, such as `--workers 1`. What was stored before stays."
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _ignore_interrupt() -> None:
    """Ctrl-C reaches every process of a terminal: the first one ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
