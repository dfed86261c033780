"""The store off the event loop: calls run on threads, with a time limit, in turns for whoever asks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from bot.asker import asker
from bot.pool import Pool
from bot.traffic import Traffic

if TYPE_CHECKING:
    from store import Archive
    from store.guilds import Guilds

P = ParamSpec("P")
T = TypeVar("T")

WORKERS = 2
"""Threads that answer: more of them answer no more, and keep the event loop from its turn."""
WAITING = 200
"""Questions that may wait for a thread; of more, somebody is told to come back."""
TURN_SECONDS = 0.001
"""How long a thread may hold the interpreter while the event loop waits for it; Python's own is 5 ms."""
SECONDS = 10.0
"""The longest that someone waits for an answer: the store gives up then, too."""
CHOICES_SECONDS = 2.0
"""The longest that somebody who types waits for choices: none are better than those that come too late."""


class Desk:
    """Where coroutines hand in what is to be asked of the archive and of the bot's database.

    Questions, choices for what is being typed, and settings have threads of their own: none waits for another.
    """

    def __init__(
        self,
        archive: Archive,
        guilds: Guilds,
        *,
        workers: int = WORKERS,
        waiting: int = WAITING,
        seconds: float = SECONDS,
    ) -> None:
        sys.setswitchinterval(TURN_SECONDS)
        self._archive = archive
        self._guilds = guilds
        pool = partial(Pool, waiting=waiting, seconds=seconds, traffic=Traffic())
        self._questions = pool("archive", threads=workers)
        self._choices = pool("choices", threads=1, seconds=min(seconds, CHOICES_SECONDS))
        # One thread, for SQLite has one writer anyway.
        self._settings = pool("guilds", threads=1)

    @property
    def under_way(self) -> int:
        """Questions to the archive that are waiting or being answered."""
        return self._questions.under_way + self._choices.under_way

    async def ask(
        self, call: Callable[Concatenate[Archive, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """``call(archive, …)`` on a thread. Raises Busy, TooSlow, or what the call raises."""
        pool = self._choices if asker().typing else self._questions
        return await pool.run(asker().whose, partial(call, self._archive, *args, **kwargs))

    async def keep(
        self, call: Callable[Concatenate[Guilds, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """``call(guilds, …)`` on the writer's thread. Raises Busy, TooSlow, or what the call raises."""
        return await self._settings.run(asker().whose, partial(call, self._guilds, *args, **kwargs))

    async def close(self) -> None:
        """Finish what is under way; what still waits is dropped."""
        for pool in (self._questions, self._choices, self._settings):
            await pool.close()
