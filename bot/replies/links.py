"""Links as a message carries them: see ``store.links``."""

from __future__ import annotations

from bot.replies.limits import LINK
from bot.replies.markup import is_invite
from store import links


def web_link(url: str) -> str:
    """``url`` if it is an http(s) link that can stand in a message, else ``""``: no invitation is passed on."""
    return "" if is_invite(url) else links.web_link(url, LINK)


def link_to_words(url: str, words: str) -> str:
    """A link to ``words`` on the page at ``url``: the plain link if it gets too long, ``""`` if unusable."""
    return "" if is_invite(url) else links.link_to_words(url, words, LINK)
