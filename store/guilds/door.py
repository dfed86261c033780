"""``Guilds``: everything that ``bot.db`` can be asked."""

from __future__ import annotations

from store.guilds.digests import Digests
from store.guilds.feedback import FeedbackBook
from store.guilds.follows import Follows
from store.guilds.kept import Forgetting
from store.guilds.ledger import Ledger
from store.guilds.lookups import Lookups
from store.guilds.notes import Notes
from store.guilds.servers import Servers
from store.guilds.shown import Shown


class Guilds(Digests, FeedbackBook, Follows, Forgetting, Ledger, Lookups, Notes, Servers, Shown):
    """The bot's own database: a part a file, over one connection."""
