"""``python -m store.backup FOLDER ARCHIVE BOT_DB KEEP``: one backup, in a process of its own.

Gives its Manifest as JSON on stdout. SIGTERM ends it, and nothing is left of it.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from store.backup.take import take
from store.errors import ArchiveError


def main() -> int:
    """0 after a backup, 1 with a sentence on stderr where there is none."""
    folder, archive, bot_db, keep = sys.argv[1:]
    if hasattr(os, "nice"):
        os.nice(10)  # who waits for an answer comes first
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    databases = {"archive.db": Path(archive), "bot.db": Path(bot_db)}
    try:
        taken = take(Path(folder), databases, now=datetime.now(UTC), keep=int(keep))
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(taken.backup.manifest.to_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
