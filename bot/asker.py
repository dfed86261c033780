"""Who asks: what runs for an interaction waits in the turn of its server, and of no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import discord


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose turn it is that something is done in."""

    whose: int = 0
    """The number of a server, of a member in direct messages, or 0: the bot's own clock."""
    typing: bool = False
    """Choices are wanted for what is being typed; they are of use at once or never."""


_NOBODY = Asker()
_asker: ContextVar[Asker] = ContextVar("asker", default=_NOBODY)


def asker() -> Asker:
    """Who has asked for what this task does."""
    return _asker.get()


@contextmanager
def asking(who: Asker) -> Iterator[None]:
    """What is done inside, and by tasks that are started inside, is for ``who``."""
    token = _asker.set(who)
    try:
        yield
    finally:
        _asker.reset(token)


def asked_by(interaction: discord.Interaction[Any]) -> None:
    """What this task does, and the tasks that it starts, is for an interaction."""
    typing = interaction.type is discord.InteractionType.autocomplete
    _asker.set(Asker(interaction.guild_id or interaction.user.id, typing))
