"""A Discord, and the real bot that is connected to it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from store import ingest
from store.extract.method import Method
from store.sample import articles_folder
from tests.discord_wire.process import TOKEN, Dateline
from tests.discord_wire.server import Discord
from tests.discord_wire.world import FORUM, TEXT, Channel

NEWS, FORUM_CHANNEL, ELSEWHERE = 101, 102, 201
OTHER_GUILD = 1 << 22
"""On the second of two shards."""


@pytest.fixture(scope="session")
def fast_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled articles, read without the parser. Tests must not write to it."""
    path = tmp_path_factory.mktemp("fast") / "archive.db"
    ingest(path, [articles_folder()], method=Method.FAST, workers=1)
    return path


@pytest.fixture
def folder(fast_archive: Path, tmp_path: Path) -> Path:
    """A copy of the archive for one bot."""
    shutil.copy(fast_archive, tmp_path / "archive.db")
    return tmp_path


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    """Two servers, of which one has a forum. What the bot sends has to be as Discord wants it."""
    made = Discord(token=TOKEN)
    made.world.add(Channel(NEWS, 1, TEXT, "news"))
    made.world.add(Channel(FORUM_CHANNEL, 1, FORUM, "days"))
    made.world.add(Channel(ELSEWHERE, OTHER_GUILD, TEXT, "news"))
    await made.open()
    yield made
    await made.close()
    made.check()


@pytest.fixture
async def start(discord: Discord, folder: Path) -> AsyncIterator[Callable[..., Any]]:
    """``await start(…)`` runs ``dateline`` with these arguments and settings until the test ends.

    It returns when the shards of ``wait`` are connected, at once where there are none.
    """
    started: list[Dateline] = []

    async def begin(*arguments: str, wait: tuple[int, ...] = (0,), **settings: Any) -> Dateline:
        bot = Dateline(discord, folder, *arguments, name=f"bot{len(started)}", **settings)
        started.append(bot)
        await bot.start()
        if wait:
            await bot.ready(*wait)
        return bot

    yield begin
    for bot in started:
        await bot.kill()
        assert "Traceback" not in bot.said(), bot.said()
