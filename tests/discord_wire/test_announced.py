"""Answers that take long: announced to their asker, then shown once, whatever becomes of the requests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import discord as library
import pytest

from tests.discord_wire.asked import Asked
from tests.discord_wire.conftest import NEWS
from tests.discord_wire.driver import Member
from tests.discord_wire.faults import Trouble
from tests.discord_wire.interactions import Interaction
from tests.discord_wire.limits import EPHEMERAL
from tests.discord_wire.reading import text_of
from tests.discord_wire.server import Discord
from tests.discord_wire.test_adding import FILE, Forgetful
from tests.discord_wire.world import DM, Channel

NOTICE = "That took a moment"
BLIND = str(library.Permissions(send_messages=True, view_channel=True).value)
"""A bot that may not read what was written before."""


def befalls(*troubles: Trouble, method: str = "POST") -> Callable[[Asked], Trouble]:
    """A plan: what happens to messages behind the first answer, one after the other."""
    left = list(troubles)

    def plan(asked: Asked) -> Trouble:
        hit = asked.method == method and asked.path.startswith("/webhooks/")
        return left.pop(0) if hit and left else Trouble.NONE

    return plan


def shown(asked: Interaction) -> tuple[int, int]:
    """How often the answer is there for its asker alone, and for all."""
    answers = [m for m in asked.messages if "harbor" in text_of(m)]
    private = [m for m in answers if m["flags"] & EPHEMERAL]
    return len(private), len(answers) - len(private)


def is_shown(asked: Interaction) -> bool:
    return any(shown(asked))


async def ask(member: Member) -> Interaction:
    return await (await member.slash("who-said", words="harbor")).until(is_shown)


async def test_it_is_shown_once_to_all(discord: Discord, start: Any) -> None:
    bot = await start(hurried=True)
    answer = await ask(Member(discord, NEWS))
    assert shown(answer) == (0, 1) and NOTICE in text_of(answer.messages[0])
    assert await bot.stop() == 0
    assert not any("GET /channels" in each for each in discord.heard), "it was confirmed"


@pytest.mark.parametrize(
    "lost", [Trouble.DONE_AND_REFUSED, Trouble.DONE_AND_DROPPED, Trouble.DONE_AND_CUT]
)
async def test_one_that_is_there_is_not_shown_again(
    discord: Discord, start: Any, lost: Trouble
) -> None:
    bot = await start(hurried=True)
    discord.plan = befalls(lost)
    answer = await ask(Member(discord, NEWS))
    assert await bot.stop() == 0
    assert discord.troubles == {lost: 1}
    assert shown(answer) == (0, 1) and NOTICE in text_of(answer.messages[0])


@pytest.mark.parametrize("lost", [Trouble.REFUSED, Trouble.DROPPED, Trouble.LIMITED_LONG])
async def test_one_that_is_not_there_is_its_askers(
    discord: Discord, start: Any, lost: Trouble
) -> None:
    bot = await start(hurried=True)
    discord.plan = befalls(lost)
    member = Member(discord, NEWS)
    answer = await ask(member)
    assert shown(answer) == (1, 0) and "Show in channel" in answer.labels
    discord.plan = befalls()
    assert shown(await (await member.press(answer, "Show in channel")).until(is_shown)) == (0, 1)
    assert await bot.stop() == 0
    assert shown(answer) == (1, 0)


async def test_one_that_comes_late_is_there_once(discord: Discord, start: Any) -> None:
    bot = await start(hurried=True)
    discord.plan = befalls(Trouble.LATE)
    answer = await ask(Member(discord, NEWS))
    assert shown(answer) == (1, 0)
    discord.advance(datetime.now(UTC) + timedelta(seconds=31))
    assert shown(answer) == (1, 1)
    await answer.until(lambda each: shown(each) == (0, 1))
    assert NOTICE in text_of(answer.messages[0])
    assert await bot.stop() == 0


async def test_where_it_could_not_be_looked_for_the_asker_shows_it(
    discord: Discord, start: Any
) -> None:
    bot = await start(hurried=True)
    member = Member(discord, NEWS, bot_permissions=BLIND)
    answer = await ask(member)
    assert shown(answer) == (1, 0) and not answer.followups
    pressed = await (await member.press(answer, "Show in channel")).until(is_shown)
    assert shown(pressed) == (0, 1)
    assert await bot.stop() == 0


async def test_nobody_else_is_in_a_direct_message(discord: Discord, start: Any) -> None:
    bot = await start(hurried=True)
    discord.plan = befalls(Trouble.DONE_AND_DROPPED, method="PATCH")
    discord.world.add(Channel(900, 0, DM, "direct"))
    answer = await ask(Member(discord, 900))
    assert await bot.stop() == 0
    assert shown(answer) == (0, 1) and len(answer.messages) == 1


@pytest.mark.parametrize("method", ["POST", "PATCH"])
async def test_an_error_takes_the_place_of_the_announcement(
    discord: Discord, start: Any, method: str
) -> None:
    bot = await start(hurried=True)
    discord.world.files = Forgetful()
    discord.plan = befalls(Trouble.DONE_AND_REFUSED, method=method)
    asked = await Member(discord, NEWS).slash("archive add", file=FILE)
    await asked.showing("attach it again")
    assert await bot.stop() == 0
    assert len(asked.messages) == 1 and asked.is_private
