"""A question inside a button's id, or a key to it in ``bot.db`` where it is too long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.replies.limits import CUSTOM_ID
from bot.replies.words import words
from store.guilds import Guilds

if TYPE_CHECKING:
    from bot.desk import Desk

KEPT = r"(?P<how>[=#])(?P<what>.*)"
"""The end of a button's id: ``=`` and the question, or ``#`` and its key."""
_JOINT = "|"


def packed(arguments: Sequence[str]) -> str:
    """Arguments as one string, which can be sent and stored: a lone surrogate is neither."""
    sendable = (each.encode("utf-8", "replace").decode() for each in arguments)
    return _JOINT.join(each.replace("%", "%25").replace(_JOINT, "%7C") for each in sendable)


def unpacked(text: str) -> tuple[str, ...]:
    """The arguments again."""
    return tuple(each.replace("%7C", _JOINT).replace("%25", "%") for each in text.split(_JOINT))


def with_question(head: str, arguments: Sequence[str], key: str = "") -> str:
    """``HEAD=ARGUMENTS``, or ``HEAD#KEY``."""
    return f"{head}#{key}" if key else f"{head}={packed(arguments)}"


def is_too_long(custom_id: str) -> bool:
    """Whether an id needs a key in the place of its question."""
    return len(custom_id) > CUSTOM_ID


async def question(desk: Desk, how: str, what: str) -> tuple[str, ...]:
    """The arguments of a pressed button. Raises UserError where they are forgotten."""
    text = await desk.keep(Guilds.lookup, what) if how == "#" else what
    if text is None:
        raise too_old()
    return unpacked(text)


def too_old() -> UserError:
    return UserError(words("This button is too old: ask again with the slash command."))
