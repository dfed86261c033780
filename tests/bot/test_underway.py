"""What is under way when the bot closes."""

from __future__ import annotations

import asyncio

import pytest

from bot import underway
from bot.underway import UnderWay


async def test_it_is_waited_for() -> None:
    answers, told = UnderWay(), []

    async def answer() -> None:
        answers.add_this()
        await asyncio.sleep(0.05)
        told.append("answered")

    task = asyncio.create_task(answer())
    await asyncio.sleep(0)
    assert len(answers) == 1
    await answers.finish()
    assert told == ["answered"] and task.done()
    assert len(answers) == 0


async def test_but_not_for_ever(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(underway, "GRACE_SECONDS", 0.05)
    answers = UnderWay()

    async def answer() -> None:
        answers.add_this()
        await asyncio.Event().wait()

    task = asyncio.create_task(answer())
    await asyncio.sleep(0)
    await answers.finish()
    assert "1 answers under way were cut off" in caplog.text
    assert task.cancelled()


async def test_whoever_closes_from_within_is_not_waited_for() -> None:
    answers = UnderWay()
    answers.add_this()
    await answers.finish()
    assert len(answers) == 1
