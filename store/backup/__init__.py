"""Copies of ``archive.db`` and ``bot.db`` that are made while both are in use, and what was copied put back.

A folder of backups holds a folder for each, ``dateline-000012-20300102T030405Z``: the two databases and
``manifest.json``, which says what they are. It gets that name once everything in it is written and checked,
so that what a kill leaves behind never passes for a backup.
"""

from __future__ import annotations

from store.backup.folder import Backup, Folder
from store.backup.manifest import Manifest, Saved
from store.backup.take import take

__all__ = ["Backup", "Folder", "Manifest", "Saved", "take"]
