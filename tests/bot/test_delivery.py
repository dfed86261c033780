"""Answers that are sent again where it is not known whether they arrived."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.delivery import TAKEN, Heard, edit, first
from bot.once import NotConfirmed


def refused(code: int, status: int = 400) -> discord.HTTPException:
    answer: Any = SimpleNamespace(status=status, reason="")
    return discord.HTTPException(answer, {"code": code, "message": "no"})


class Tries:
    """Fails with these errors in turn, then succeeds."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.made = 0

    async def __call__(self) -> None:
        self.made += 1
        if self._errors:
            raise self._errors.pop(0)


@pytest.mark.parametrize(
    "lost", [NotConfirmed("502"), aiohttp.ServerDisconnectedError(), refused(0, 429)]
)
async def test_what_was_lost_is_sent_again(lost: Exception) -> None:
    for send in (first, edit):
        tries = Tries(lost)
        await send(tries)
        assert tries.made == 2


async def test_a_first_answer_that_was_taken_is_enough() -> None:
    tries = Tries(NotConfirmed("502"), refused(TAKEN))
    await first(tries)
    assert tries.made == 2


@pytest.mark.parametrize("error", [refused(TAKEN), refused(10062), refused(50035)])
async def test_a_refusal_comes_out_at_once(error: discord.HTTPException) -> None:
    tries = Tries(error)
    with pytest.raises(discord.HTTPException) as raised:
        await first(tries)
    assert raised.value is error and tries.made == 1


async def test_a_first_answer_does_not_wait_out_a_long_limit() -> None:
    tries = Tries(NotConfirmed("429", timedelta(seconds=30)))
    with pytest.raises(NotConfirmed):
        await first(tries)
    assert tries.made == 1


async def test_in_the_end_the_error_comes_out() -> None:
    tries = Tries(*[NotConfirmed(str(n)) for n in range(9)])
    with pytest.raises(NotConfirmed, match="4"):
        await first(tries)


def test_the_latest_are_remembered() -> None:
    heard = Heard(2)
    assert [heard.again(number) for number in (1, 1, 2, 3, 1)] == [False, True, False, False, False]
