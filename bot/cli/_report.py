"""What became of each record of an ingest, as JSON Lines, and the first reasons for a person."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

import click

from bot.cli._options import to_json

if TYPE_CHECKING:
    from store.model import Taken

_SHOWN = 20
_IN_FUTURE = "its date is yet to come"


class Report(ExitStack):
    """Gathers what an ingest tells, and writes it to a file where one is given, line by line."""

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self._path = path
        self._file: IO[str] | None = None
        self._in_future: list[str] = []

    def __enter__(self) -> Self:
        if self._path:
            try:
                # A line at a time, so that a kill leaves whole lines.
                opened = self._path.open("w", encoding="utf-8", buffering=1)
            except OSError as error:
                raise click.FileError(str(self._path), error.strerror) from error
            self._file = self.enter_context(opened)
        return self

    def note(self, taken: Taken) -> None:
        """To be called with each record."""
        if taken.in_future and len(self._in_future) < _SHOWN:
            self._in_future.append(f"{taken.source} ({taken.published})")
        if self._file:
            self._file.write(to_json(_line(taken)) + "\n")

    def told_in_future(self) -> list[str]:
        """The first of those dated in the future since this was asked last, as a person reads it."""
        told, self._in_future = self._in_future, []
        return told


def _line(taken: Taken) -> dict[str, Any]:
    if taken.outcome == "skipped":
        # No record came of it, so that "source" names none: whoever counts records by it counts right.
        skipped = {"source": "", "outcome": taken.outcome}
        return {**skipped, "skipped": taken.source, "reason": taken.reason}
    line: dict[str, Any] = {"source": taken.source, "outcome": taken.outcome}
    if not taken.article_id:
        return {**line, "articles": taken.articles}
    line |= {
        "article_id": taken.article_id,
        "title": taken.headline,
        "date": taken.published or None,
    }
    return {**line, "warning": _IN_FUTURE} if taken.in_future else line
