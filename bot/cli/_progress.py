"""How far long work has come: a bar on a terminal, elsewhere a line a minute on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_QUIET_SECONDS = 60.0
_BAR_SECONDS = 0.1

Say = Callable[[int, int, int], None]
"""Called with (things done, work done, work in all): the work may be counted in bytes, say."""


@contextmanager
def progress_bar(doing: str, things: str) -> Iterator[Callable[[int, int], None]]:
    """Yields what is called with (done, in all); ``progress_bar("Reading", "files")``."""
    with progress_of_work(doing, things) as say:
        yield lambda done, total: say(done, done, total)


@contextmanager
def progress_of_work(doing: str, things: str) -> Iterator[Say]:
    """The same where the work is not counted in things: yields what is called as :data:`Say` has it.

    Shows the things done, their rate and the time left.
    """
    with _bar(doing, things) if sys.stderr.isatty() else _lines(doing, things) as say:
        yield say


@contextmanager
def _lines(doing: str, things: str) -> Iterator[Say]:
    began = last = time.monotonic()

    def say(things_done: int, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _QUIET_SECONDS:
            last = now
            click.echo(line(doing, things, things_done, done, total, now - began), err=True)

    yield say


def line(doing: str, things: str, things_done: int, done: int, total: int, seconds: float) -> str:
    """One sentence: "Reading: 1,200 articles, 20 a second, 40%, 1 minute left"."""
    rate = things_done / seconds if seconds else 0.0
    shown = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
    text = f"{doing}: {things_done:,} {things}, {shown} a second"
    if not 0 < done <= total:
        return text
    left = round(seconds / done * (total - done) / 60)
    unit = "minute" if left == 1 else "minutes"
    return f"{text}, {done * 100 // total}%, about {left:,} {unit} left"


@contextmanager
def _bar(doing: str, things: str) -> Iterator[Say]:
    # Imported here: only a terminal needs it.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn(doing),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[things]:,} " + things),
        TextColumn("{task.fields[rate]}/s"),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(things, total=None, things=0, rate="–")
        began, last = time.monotonic(), 0.0

        def say(things_done: int, done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _BAR_SECONDS or done == total:
                last = now
                rate = f"{things_done / max(now - began, 0.1):,.1f}"
                bar.update(task, completed=done, total=total, things=things_done, rate=rate)

        yield say
