"""What the tries of a digest and of a batch of news share: how long, and what an error says of them."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import discord

from bot.once import NotConfirmed
from store.guilds import LEASE

LONGEST = LEASE.total_seconds() * 0.7
"""Seconds of one try, all told: it is over before another process may begin."""
MENTION = 32
"""Characters of a mention and the line break after it."""
UNCERTAIN = (NotConfirmed, aiohttp.ClientError, OSError, TimeoutError, discord.DiscordException)
"""What leaves open whether a message has arrived."""
_REFUSED = range(400, 500)
_NOT_REFUSED = frozenset({401, 408, 429})
"""Of those, what says nothing about the message."""


def is_refusal(error: discord.HTTPException) -> bool:
    """Whether Discord said no to the message itself."""
    return error.status in _REFUSED and error.status not in _NOT_REFUSED


def wait_after(error: BaseException) -> timedelta:
    """How long Discord asked to be left alone."""
    if isinstance(error, discord.RateLimited):
        return timedelta(seconds=error.retry_after)
    return error.wait if isinstance(error, NotConfirmed) else timedelta()


def mention_above(view: discord.ui.LayoutView, mention: str) -> None:
    """Put a line with a mention above what the message shows."""
    items = list(view.children)
    view.clear_items()
    view.add_item(discord.ui.TextDisplay(mention))
    for item in items:
        view.add_item(item)
