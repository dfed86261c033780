"""The archive: reads articles, finds who said what, and answers. It knows nothing of Discord.

Names are loaded when they are first used, so that a face that only shows help starts at once.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.archive import Archive, paragraphs_around
    from store.errors import ArchiveError
    from store.intake import ingest, ingest_drafts

__all__ = ["Archive", "ArchiveError", "ingest", "ingest_drafts", "paragraphs_around"]

_HOMES = {
    "Archive": "store.archive",
    "ArchiveError": "store.errors",
    "ingest": "store.intake",
    "ingest_drafts": "store.intake",
    "paragraphs_around": "store.archive",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'store' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
