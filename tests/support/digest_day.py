"""The day and hour of the tests' digests, and how the ledger has them."""

from __future__ import annotations

from datetime import UTC, datetime

from store.guilds import DigestSettings, PostState

SEND = "/channels/*/messages"
EIGHT = datetime(2026, 1, 1, 8, tzinfo=UTC)
"""When the digest of ``tests/bot/jobs/conftest.py`` is due."""


def state(desks, digest: DigestSettings) -> list[PostState]:
    return [post.state for post in desks.guilds.posts(digest.guild)]
