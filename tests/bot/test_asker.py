"""Interactions wait in the turn of their server; questions and completions not for each other."""

from __future__ import annotations

import asyncio
import threading
from types import SimpleNamespace

import discord
import pytest

from bot.asker import Asker, asked_by, asker, asking
from bot.desk import WORKERS
from bot.pool import Busy


def of(kind: discord.InteractionType, guild: int | None, user: int = 9):
    return SimpleNamespace(type=kind, guild_id=guild, user=SimpleNamespace(id=user))


@pytest.fixture
def gate():
    opened = threading.Event()
    yield opened
    opened.set()


async def test_whose_turn_it_is() -> None:
    assert asker() == Asker(0, False)

    async def task(interaction) -> Asker:
        asked_by(interaction)
        return await asyncio.create_task(asyncio.sleep(0, asker()))

    command, typing = (
        discord.InteractionType.application_command,
        discord.InteractionType.autocomplete,
    )
    found = await asyncio.gather(
        *(
            asyncio.create_task(task(of(*each)))
            for each in ((command, 7), (typing, 8), (command, None))
        )
    )
    assert found == [Asker(7, False), Asker(8, True), Asker(9, False)]
    assert asker() == Asker(0, False)


async def test_commands_buttons_and_direct_messages_take_their_own_turns(stage, labels) -> None:
    asked = stage.env.bot.desk._questions._ended
    message = (await stage.ann.slash(stage.channel, "said", speaker="Mara Oss")).response
    assert list(asked)[-1] == stage.guild.id
    await stage.ann.user.slash("said", speaker="Mara Oss")
    assert list(asked)[-1] == stage.ann.user.id
    await stage.ann.click(message, label="Next")
    assert list(asked)[-1] == stage.guild.id


async def test_choices_are_offered_while_questions_are_slow(stage, gate) -> None:
    desk = stage.env.bot.desk
    held = [asyncio.create_task(desk.ask(lambda _: gate.wait(10))) for _ in range(WORKERS)]
    await asyncio.sleep(0)
    assert await stage.ann.autocomplete(stage.channel, "said", "speaker", "m")
    gate.set()
    await asyncio.gather(*held)


async def test_questions_are_answered_while_choices_are_slow(stage, gate, shown) -> None:
    desk = stage.env.bot.desk
    with asking(Asker(12345, typing=True)):
        held = [asyncio.create_task(desk.ask(lambda _: gate.wait(10))) for _ in range(3)]
    await asyncio.sleep(0)
    result = await stage.ann.slash(stage.channel, "said", speaker="Mara Oss")
    assert "Berth 7" in shown(result.response)
    gate.set()
    await asyncio.gather(*held)


async def test_one_too_many_is_told_so(stage, gate, shown) -> None:
    desk = stage.env.bot.desk
    # The bot itself asked as it started, for which a thread would be kept free.
    desk._questions._traffic._seen.clear()

    with asking(Asker(stage.guild.id)):
        held = [asyncio.create_task(desk.ask(lambda _: gate.wait(10))) for _ in range(300)]
    await asyncio.sleep(0.01)
    refused = [each for each in held if each.done() and isinstance(each.exception(), Busy)]
    assert len(refused) == 300 - 200 - WORKERS
    result = await stage.ann.slash(stage.channel, "said", speaker="Mara Oss")
    assert result.ephemeral
    assert shown(result.response) == "The archive is busy: try again in a few seconds."
    gate.set()
    await asyncio.gather(*held, return_exceptions=True)
    result = await stage.ann.slash(stage.channel, "said", speaker="Mara Oss")
    assert "Berth 7" in shown(result.response)
    assert len(stage.env.errors) == 1
