"""``python -m store.feeds ARCHIVE``: one poll of what is due, in a process of its own.

Takes a Plan as JSON on stdin and gives a FeedReport as JSON a line on stdout. SIGTERM ends it after the
batch under way.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from store.ceiling import limit_memory
from store.errors import ArchiveError
from store.feeds.plan import Plan
from store.feeds.poll import poll


def main() -> int:
    """0 after a poll, 1 with a sentence on stderr where the archive can't be used."""
    plan = Plan.from_json(sys.stdin.read())
    if hasattr(os, "nice"):
        os.nice(10)  # who waits for an answer comes first
    limit_memory()
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    work = poll(
        Path(sys.argv[1]),
        plan,
        clock=lambda: datetime.now(UTC),
        jitter=random.random,
        only_due=True,
        told=lambda report: print(report.to_json(), flush=True),
    )
    try:
        asyncio.run(work)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 1
    except MemoryError:
        print("A feed takes more memory to read than may be used for it.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
