"""A typed command to its reply, for the faces that have no Discord: the command line and the chat.

Each function asks the archive and returns ``(reply, value)``: what to show, and what it was made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.replies import (
    about_reply,
    answer_reply,
    article_reply,
    digest_reply,
    said_reply,
    speaker_reply,
)
from bot.replies.answer import unknown_reply
from bot.replies.blocks import Reply
from store.model import Answer, Certainty

if TYPE_CHECKING:
    from store import Archive

Result = tuple[Reply, Any]


def ask(archive: Archive, text: str, **options: Any) -> Result:
    answer = archive.ask(text, **options)
    return answer_reply(answer), answer


def who_said(archive: Archive, words: str, **options: Any) -> Result:
    answer = archive.who_said(words, **options)
    return answer_reply(answer), answer


def said(archive: Archive, name: str, **options: Any) -> Result:
    answer = archive.said_by(name, **options)
    return said_reply(answer), answer


def search(archive: Archive, words: str, **options: Any) -> Result:
    answer = archive.search(words, **options)
    return answer_reply(answer), answer


def speaker(archive: Archive, name: str, *, limit: int = 3) -> Result:
    profile = archive.speaker(name)
    answer = archive.said_by(name, limit=limit)
    return speaker_reply(profile, answer), profile


def article(archive: Archive, text: str, *, page: int = 0) -> Result:
    view = archive.article_named(text)
    if view is None:
        return unknown_reply([one.label for one in archive.suggest_headlines(text, limit=5)]), None
    return article_reply(view, page), view


def stats(archive: Archive) -> Result:
    found = archive.stats()
    return about_reply(found), found


def digest(archive: Archive, day: str = "") -> Result:
    """The digest of ``day``, or of the archive's newest day."""
    found = archive.digest(day or archive.stats().last)
    return digest_reply(found), found


def is_found(value: Any) -> bool:
    """Whether a command's value holds anything."""
    if isinstance(value, Answer):
        return value.certainty is not Certainty.UNKNOWN
    return value is not None
