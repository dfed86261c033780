"""Requests that are made once: what Discord may have done already is not asked for again unseen.

discord.py repeats a request that was answered with a server error, though it may have been carried out.
Inside ``once`` it does not: the error comes out, and whoever asked looks first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

SHORT = 5.0
"""Seconds of a rate limit that are waited for at once."""


class NotConfirmed(Exception):
    """Discord did not say that it has done what was asked: it may have, or not."""

    def __init__(self, reason: str, wait: timedelta = timedelta()) -> None:
        super().__init__(reason)
        self.wait = wait
        """How long it asked to be left alone."""


@dataclass(slots=True)
class Seen:
    """What was seen of Discord."""

    date: datetime | None = None
    """Its clock at its last answer, to the second."""


_once: ContextVar[Seen | None] = ContextVar("once", default=None)


@contextmanager
def once() -> Iterator[Seen]:
    """Requests made inside raise NotConfirmed instead of being repeated."""
    seen = Seen()
    token = _once.set(seen)
    try:
        yield seen
    finally:
        _once.reset(token)


def trace() -> aiohttp.TraceConfig:
    """What makes ``once`` work, for ``discord.Client(http_trace=…)``."""
    config = aiohttp.TraceConfig()
    config.on_request_end.append(_on_answer)
    config.on_request_exception.append(_on_exception)
    return config


async def _on_answer(
    _session: object, _context: object, end: aiohttp.TraceRequestEndParams
) -> None:
    seen = _once.get()
    if seen is None:
        return
    answer = end.response
    seen.date = _date(answer.headers.get("Date", ""))
    wait = _seconds(answer.headers.get("Retry-After", "")) if answer.status == 429 else 0.0
    if answer.status >= 500 or wait > SHORT:
        answer.close()
        raise NotConfirmed(f"Discord answered {answer.status}", timedelta(seconds=wait))


async def _on_exception(
    _session: object, _context: object, error: aiohttp.TraceRequestExceptionParams
) -> None:
    if _once.get() is not None and isinstance(error.exception, OSError):
        raise NotConfirmed(f"the connection failed: {error.exception}") from error.exception


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    return date if date.tzinfo else None


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
