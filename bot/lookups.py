"""A command and its arguments → the reply, from any offset: what slash commands and page buttons share.

Each function runs on a thread of the desk. Arguments are strings, for they travel in buttons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.replies import (
    Reply,
    answer_reply,
    article_reply,
    context_reply,
    said_reply,
    speaker_reply,
    unknown_reply,
)
from bot.replies.dates import in_words
from bot.replies.paging import Lookup
from bot.replies.typed import asked_block

if TYPE_CHECKING:
    from store import Archive

ANSWERS = 3
"""Passages of one answer: enough to compare, short enough for a phone."""
LIST = 5
_NEAREST = 5


def ask(
    archive: Archive,
    text: str,
    after: str = "",
    before: str = "",
    today: str = "",
    *,
    offset: int = 0,
) -> Reply:
    answer = archive.ask(
        text, limit=ANSWERS, offset=offset, after=after, before=before, today=today
    )
    return answer_reply(answer, Lookup("ask", (text, after, before, today), ANSWERS))


def who_said(
    archive: Archive, words: str, after: str = "", before: str = "", *, offset: int = 0
) -> Reply:
    answer = archive.who_said(words, limit=ANSWERS, offset=offset, after=after, before=before)
    return answer_reply(answer, Lookup("who-said", (words, after, before), ANSWERS))


def said(
    archive: Archive,
    name: str,
    about: str = "",
    after: str = "",
    before: str = "",
    *,
    offset: int = 0,
) -> Reply:
    answer = archive.said_by(
        name, about=about, after=after, before=before, limit=LIST, offset=offset
    )
    return said_reply(answer, Lookup("said", (name, about, after, before), LIST))


def search(
    archive: Archive, words: str, after: str = "", before: str = "", *, offset: int = 0
) -> Reply:
    answer = archive.search(words, limit=LIST, offset=offset, after=after, before=before)
    return answer_reply(answer, Lookup("search", (words, after, before), LIST))


def speaker(archive: Archive, name: str, *, offset: int = 0) -> Reply:
    answer = archive.said_by(name, limit=ANSWERS, offset=offset)
    return speaker_reply(archive.speaker(name), answer, Lookup("speaker", (name,), ANSWERS))


def article(archive: Archive, named: str, *, offset: int = 0) -> Reply:
    """An article by its number or its headline; ``offset`` is the page."""
    view = archive.article_named(named)
    if view is None:
        return unknown_reply([each.label for each in archive.suggest_headlines(named, _NEAREST)])
    return article_reply(view, offset)


def context(archive: Archive, article_id: int, start: int, end: int) -> Reply:
    """The paragraphs around words that were cited."""
    view = archive.article(article_id)
    return unknown_reply(()) if view is None else context_reply(view, start, end)


LOOKUPS: dict[str, Callable[..., Reply]] = {
    "ask": ask,
    "who-said": who_said,
    "said": said,
    "search": search,
    "speaker": speaker,
    "article": article,
}
"""What a page button may repeat: its command's name → the function."""

_ASKED = {
    "ask": ("", "from", "until"),
    "who-said": ("", "from", "until"),
    "said": ("", "about", "from", "until"),
    "search": ("", "from", "until"),
}
"""How a question is repeated above its answer: a word before each argument."""


def look_up(archive: Archive, command: str, arguments: Sequence[str], offset: int = 0) -> Reply:
    """The reply to a command, with the question above it where others in the channel see it."""
    reply = LOOKUPS[command](archive, *arguments, offset=offset)
    labels = _ASKED.get(command)
    if reply.private or labels is None:
        return reply
    parts = [
        f"{label} {in_words(value)}".strip()
        for label, value in zip(labels, arguments, strict=False)
        if value
    ]
    return replace(reply, blocks=(asked_block(*parts), *reply.blocks))
