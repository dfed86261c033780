"""``Guilds``: everything that ``bot.db`` can be asked."""

from __future__ import annotations

from store.guilds.digests import Digests
from store.guilds.ledger import Ledger
from store.guilds.lookups import Lookups
from store.guilds.notes import Notes


class Guilds(Digests, Ledger, Lookups, Notes):
    """The bot's own database: a part a file, over one connection."""
