"""Until when an answer is of use: whoever asks sets it for a thread, and reading gives up after it."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from store.errors import QueryTimeout

_until: ContextVar[float] = ContextVar("until", default=math.inf)


@contextmanager
def answer_by(moment: float) -> Iterator[None]:
    """Whatever this thread reads inside, and does not have by ``moment``, raises QueryTimeout.

    ``moment`` is one of ``time.perf_counter``. What has begun inside a library ends first.
    """
    token = _until.set(min(moment, _until.get()))
    try:
        yield
    finally:
        _until.reset(token)


def until() -> float:
    """The moment by which the answer has to be there; infinity where nobody set one."""
    return _until.get()


def check_time() -> None:
    """Raises QueryTimeout where the answer would be too late."""
    if time.perf_counter() > _until.get():
        raise QueryTimeout(
            "The question took too long: try fewer or rarer words, or a shorter span of dates."
        )
