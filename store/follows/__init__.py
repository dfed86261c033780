"""What is new of followed speakers and words: which of an archive's changes bring some, and what to show."""

from __future__ import annotations

from store.follows.subject import Entry, Followed, FollowKind, News, Scan, Sighting

__all__ = ["Entry", "FollowKind", "Followed", "News", "Scan", "Sighting"]
