"""Worker processes end with the run, also where nobody sends them word."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.synchronize import Event

from store.extract.workers import _begin


def waiting(ended: Event) -> None:
    """A worker that is given nothing to do."""
    _begin(ended)
    time.sleep(60)


def test_a_worker_that_waits_ends_with_the_run() -> None:
    context = multiprocessing.get_context("spawn")
    ended = context.Event()
    worker = context.Process(target=waiting, args=(ended,))
    worker.start()
    try:
        ended.set()
        worker.join(30)
        assert worker.exitcode is not None
    finally:
        worker.kill()
