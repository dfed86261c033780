"""Worker processes end with the run, also those that wait for work when another dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Sequence

import pytest
from handmade import article

from store.errors import ExtractionError
from store.extract.workers import spread
from store.model import Article, Extraction


def work(articles: Sequence[Article]) -> list[Extraction]:
    """Ends its process over an article that says so, when the other has long been done with its own."""
    if articles[0].body == "Die.":
        time.sleep(1.0)
        os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_a_worker_that_waits_ends_when_another_dies() -> None:
    before = set(multiprocessing.active_children())
    with pytest.raises(ExtractionError):
        list(spread([[article("Die.")], [article("It rained.")]], work, workers=2))
    until = time.monotonic() + 30
    while set(multiprocessing.active_children()) - before and time.monotonic() < until:
        time.sleep(0.05)
    assert not set(multiprocessing.active_children()) - before
