"""``python -m store.adding ARCHIVE``: an Order as JSON on stdin, Said as JSON a line on stdout.

SIGTERM ends it after the batch under way; what is stored until then stays.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from threading import Event

from store.adding.order import TOO_LARGE, Order, Said
from store.ceiling import limit_memory
from store.errors import ArchiveError
from store.from_web import ingest_url
from store.intake import Hooks, ingest_drafts
from store.model import IngestReport, Taken
from store.read import read

_SECONDS = 1.0
"""Between two lines that say how far it is."""


class _Progress:
    def __init__(self) -> None:
        self.records = 0
        self._said = time.monotonic()

    def note(self, taken: Taken) -> None:
        self.records += taken.articles
        if time.monotonic() - self._said >= _SECONDS:
            self._said = time.monotonic()
            print(Said(self.records).to_json(), flush=True)


def main() -> int:
    """0 when all was read, 1 with a sentence on stderr where the archive can't be used."""
    order = Order.from_json(sys.stdin.read())
    if hasattr(os, "nice"):
        os.nice(10)  # who waits for an answer comes first
    limit_memory(order.memory)
    ending = Event()
    signal.signal(signal.SIGTERM, lambda *_: ending.set())
    progress = _Progress()
    hooks = Hooks(on_taken=progress.note, stop=ending.is_set)
    try:
        report = _add(Path(sys.argv[1]), order, hooks)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 1
    except MemoryError:
        print(TOO_LARGE, file=sys.stderr)
        return 1
    print(Said(progress.records, report).to_json(), flush=True)
    return 0


def _add(archive: Path, order: Order, hooks: Hooks) -> IngestReport:
    # One worker: the others are for those who ask.
    if not order.file:
        return ingest_url(archive, order.source, policy=order.policy, workers=1, hooks=hooks)
    drafts = read(Path(order.file), name=order.name)
    return ingest_drafts(archive, order.source, drafts, workers=1, hooks=hooks)


if __name__ == "__main__":
    sys.exit(main())
