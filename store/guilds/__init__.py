"""``bot.db``: servers' settings, the ledger of posts, and questions too long for a button.

Instants are ISO 8601 in UTC, days are local dates of the server's zone. A new part is one file with a
class of ``Tables``, named in ``door.py``, and a migration in ``schema.py``.
"""

from __future__ import annotations

from store.guilds.digests import EVERY_DAY, DigestSettings, Length
from store.guilds.door import Guilds
from store.guilds.feedback import Feedback, Judged
from store.guilds.following import Batch, Follow, Place, TooMany
from store.guilds.kept import KEPT, Kept
from store.guilds.ledger import DAILY, LEASE, Post, PostState, nonce, waits
from store.guilds.schema import GUILDS, migrations
from store.guilds.servers import EVERY_COMMAND, ServerSettings

__all__ = [
    "DAILY",
    "EVERY_COMMAND",
    "EVERY_DAY",
    "GUILDS",
    "KEPT",
    "LEASE",
    "Batch",
    "DigestSettings",
    "Feedback",
    "Follow",
    "Guilds",
    "Judged",
    "Kept",
    "Length",
    "Place",
    "Post",
    "PostState",
    "ServerSettings",
    "TooMany",
    "migrations",
    "nonce",
    "waits",
]
