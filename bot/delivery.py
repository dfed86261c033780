"""Answers to interactions that arrive: sent again where it is not known whether they did, and shown once.

Discord takes one first answer to an interaction and refuses a second, and an edit may be made twice: both can be
repeated. A further message can't, for it might be there already, and Discord takes a nonce for messages of a channel
alone: what can be is made an edit of what was announced. What has to be seen by all behind an announcement that
only the asker sees is looked for (follow_up.py).
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import discord

from bot.once import NotConfirmed, once

LOST = (NotConfirmed, aiohttp.ClientError, ConnectionError)
"""What leaves open whether Discord has done what it was asked."""
TAKEN = 40060
"""Discord's code for an interaction that has its first answer."""
_FIRST_PAUSES = (0.1, 0.2, 0.4, 0.8)
"""Seconds between the tries of a first answer, which is due within three."""
_EDIT_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
_LONGEST_WAIT = timedelta(minutes=2)
_REMEMBERED = 10_000

EXPIRED = frozenset({10062, 10015, 10008, TAKEN})
"""Discord's codes for an interaction or message that is gone or already answered: nobody is listening."""

Send = Callable[[], Awaitable[object]]
_ANNOUNCED = "dateline.announced"


def is_lost(error: BaseException) -> bool:
    """Whether an answer was lost on its way, or nobody waits for it any more."""
    if isinstance(error, discord.HTTPException):
        return error.code in EXPIRED or error.status == 429 or error.status >= 500
    return isinstance(error, LOST)


async def first(send: Send) -> None:
    """The first answer of an interaction. Raises discord.HTTPException or one of LOST."""
    await _insist(send, _FIRST_PAUSES, timedelta(seconds=1))


async def edit(send: Send) -> None:
    """A change of what is shown. Raises discord.HTTPException or one of LOST."""
    await _insist(send, _EDIT_PAUSES, _LONGEST_WAIT)


look = edit
"""The same for a request that changes nothing."""


async def announce(interaction: discord.Interaction[Any], *, private: bool = True) -> None:
    """Say that an answer comes: it will be an edit of this. Raises as ``first`` does."""
    await first(lambda: interaction.response.defer(ephemeral=private, thinking=True))
    interaction.extras[_ANNOUNCED] = True


def has_answered(interaction: discord.Interaction[Any]) -> None:
    """What was announced is there: nothing takes its place any more."""
    interaction.extras.pop(_ANNOUNCED, None)


async def tell(interaction: discord.Interaction[Any], view: discord.ui.LayoutView) -> None:
    """Show something to the asker alone, in the place of what was announced. Raises as ``first`` does.

    Behind another first answer it is a message of its own, which may come twice where Discord does not confirm it:
    for what went wrong that is better than not at all.
    """
    if interaction.extras.get(_ANNOUNCED):
        await edit(lambda: interaction.edit_original_response(view=view, attachments=[]))
        return
    if not interaction.response.is_done():
        try:
            await first(lambda: interaction.response.send_message(view=view, ephemeral=True))
            return
        except discord.HTTPException as error:
            # An earlier answer was taken, and its confirmation lost.
            if error.code != TAKEN:
                raise
    await interaction.followup.send(view=view, ephemeral=True)


async def _insist(send: Send, pauses: tuple[float, ...], longest: timedelta) -> None:
    is_repeated = False
    for pause in (*pauses, None):
        try:
            with once():
                await send()
            return
        except discord.HTTPException as error:
            if is_repeated and error.code == TAKEN:
                return
            if pause is None or not is_lost(error) or error.code in EXPIRED:
                raise
            await asyncio.sleep(pause)
        except LOST as error:
            wait = error.wait if isinstance(error, NotConfirmed) else timedelta()
            if pause is None or wait > longest:
                raise
            await asyncio.sleep(max(pause, wait.total_seconds()))
        is_repeated = True


class Heard:
    """The latest interactions: after a reconnect Discord may bring one for a second time."""

    def __init__(self, remembered: int = _REMEMBERED) -> None:
        self._remembered = remembered
        self._ids: OrderedDict[int, None] = OrderedDict()

    def again(self, number: int) -> bool:
        """Whether an interaction was here before; from now on it was."""
        if number in self._ids:
            return True
        self._ids[number] = None
        if len(self._ids) > self._remembered:
            self._ids.popitem(last=False)
        return False
