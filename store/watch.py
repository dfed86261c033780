"""A folder that is filled by others: its files, once nobody writes to them any more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from watchfiles import Change, watch

from store.read import walk
from store.readings import stamp_of

SETTLED_SECONDS = 2.0
"""A file that did not change for so long is taken to be complete."""
_LOOK_MILLISECONDS = 250


def settled(
    folder: Path, *, stop: Callable[[], bool], seconds: float = SETTLED_SECONDS
) -> Iterator[Iterable[Path]]:
    """Files of ``folder`` that are complete: first all there are, then each that is new or changed.

    Nothing that happens after the first ones were asked for is missed, and what was being written then
    comes once it is complete. Hidden files are left out. Ends once ``stop`` says so, or with the folder.
    """
    whole = folder.resolve()
    moving = _Moving(whole, seconds)
    rounds = watch(
        whole,
        watch_filter=None,
        rust_timeout=_LOOK_MILLISECONDS,
        debounce=_LOOK_MILLISECONDS,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    first = True
    for changes in rounds:
        if stop() or not whole.is_dir():
            return
        for change, name in sorted(changes):
            if change is not Change.deleted:
                moving.note(Path(name))
        if first:
            first = False
            yield (folder / file.relative_to(whole) for file in moving.at_rest())
        elif files := moving.settled():
            yield [folder / file.relative_to(whole) for file in files]


class _Moving:
    """Files that were written to a moment ago."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self._folder = folder
        self._seconds = seconds
        self._seen: dict[Path, tuple[str, float]] = {}

    def note(self, path: Path) -> None:
        """Something changed at ``path``. A folder may have been moved here with all that is in it."""
        if any(part.startswith(".") for part in path.relative_to(self._folder).parts):
            return
        for file in walk(path):
            stamp = _stamp(file)
            if stamp:
                self._seen[file] = (stamp, time.monotonic())

    def at_rest(self) -> Iterator[Path]:
        """All files of the folder but those written to a moment ago, which are noted."""
        for file in walk(self._folder):
            try:
                age = time.time() - file.stat().st_mtime
            except OSError:
                continue
            if 0 <= age < self._seconds:
                self.note(file)
            else:
                yield file

    def settled(self) -> list[Path]:
        """Those that have stood still long enough: they are forgotten here."""
        now = time.monotonic()
        files = []
        for file, (seen, since) in sorted(self._seen.items()):
            stamp = _stamp(file)
            if not stamp:
                del self._seen[file]
            elif stamp != seen:
                self._seen[file] = (stamp, now)
            elif now - since >= self._seconds:
                del self._seen[file]
                files.append(file)
        return files


def _stamp(file: Path) -> str:
    try:
        return stamp_of(file.stat())
    except OSError:
        return ""
