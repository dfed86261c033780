"""Folders of tests."""

from __future__ import annotations

import shutil
import time
from pathlib import Path


def cleared(folder: Path, tries: int = 50) -> None:
    """Remove a folder, where an index that was closed may still put its segments together."""
    for _ in range(tries):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)
    raise AssertionError(f"{folder} is still being written to")
