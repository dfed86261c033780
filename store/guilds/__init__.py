"""``bot.db``: servers' settings, the ledger of posts, and questions too long for a button.

Instants are ISO 8601 in UTC, days are local dates of the server's zone. A new part is one file with a
class of ``Tables``, named in ``door.py``, and a migration in ``schema.py``.
"""

from __future__ import annotations

from store.guilds.digests import DigestSettings
from store.guilds.door import Guilds
from store.guilds.ledger import DAILY, Post, PostState, nonce
from store.guilds.schema import GUILDS, migrations

__all__ = [
    "DAILY",
    "GUILDS",
    "DigestSettings",
    "Guilds",
    "Post",
    "PostState",
    "migrations",
    "nonce",
]
