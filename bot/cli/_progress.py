"""How far long work has come: a bar on a terminal, elsewhere a line a minute on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_QUIET_SECONDS = 60.0


@contextmanager
def progress_bar(doing: str, things: str) -> Iterator[Callable[[int, int], None]]:
    """Yields what is called with (done, in all); ``progress_bar("Reading", "files")``."""
    if not sys.stderr.isatty():
        last = time.monotonic()

        def say(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last >= _QUIET_SECONDS:
                last = time.monotonic()
                click.echo(f"{doing}: {done} of {total} {things}", err=True)

        yield say
        return
    # Imported here: only a terminal needs it.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(things),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(things, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
