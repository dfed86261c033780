"""``/archive add`` with a file: fetched from Discord, read by a process of its own, and found from then on."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any

from aiohttp import web
from served import ALLOWED, Served

from tests.discord_wire.conftest import ELSEWHERE, NEWS
from tests.discord_wire.driver import Member
from tests.discord_wire.interactions import Interaction
from tests.discord_wire.server import Discord
from tests.discord_wire.world import TEXT, Channel

STORY = {
    "id": "pier-1",
    "title": "Pier reopened",
    "date": "2021-08-02",
    "text": "QUILL BAY — The old pier was reopened on Monday.\n\n"
    '"Every plank of it was laid by hand this spring," said Ode Marrin, the builder.',
}
FILE = "pier.jsonl", f"{json.dumps(STORY)}\nno record\n".encode()


class Forgetful(dict[str, bytes]):
    """Keeps no file."""

    def __setitem__(self, path: str, data: bytes) -> None:
        pass


async def add(member: Member) -> Interaction:
    asked = await member.slash("archive add", file=FILE)
    return await asked.until(lambda each: "Added from" in each.text, 120)


async def test_a_file_that_is_gone_is_told(discord: Discord, start: Any) -> None:
    bot = await start()
    discord.world.files = Forgetful()
    asked = await Member(discord, NEWS).slash("archive add", file=FILE)
    told = await asked.answered()
    assert told.is_private and "attach it again" in told.text
    assert await bot.stop() == 0


async def test_a_file_is_added_through_the_running_bot(discord: Discord, start: Any) -> None:
    bot = await start()
    owner = Member(discord, NEWS)
    added = await add(owner)
    assert added.is_private and "### Added from pier.jsonl" in added.text
    assert "1 added, 0 unchanged, 0 corrected, 0 versions" in added.text
    assert "1 skipped" in added.text and "Skipped pier.jsonl" in added.text
    found = await (await owner.slash("who-said", words="every plank was laid by hand")).answered()
    assert "Ode Marrin" in found.text
    again = await add(owner)
    assert "0 added, 1 unchanged" in again.text
    everything = [added, found, again]
    assert all(each.callbacks == 1 and not each.refused for each in everything)
    assert await bot.stop() == 0


async def test_a_long_addition_keeps_no_other_server_waiting(
    discord: Discord, start: Any, served: Served
) -> None:
    let_go = threading.Event()
    loop, asked = asyncio.get_running_loop(), asyncio.Event()

    async def held(request: web.Request) -> web.Response:
        loop.call_soon_threadsafe(asked.set)
        await asyncio.to_thread(let_go.wait, 120)
        return web.Response(text=json.dumps({**STORY, "id": request.path, "title": request.path}))

    async def begin(member: Member, path: str) -> Interaction:
        served.routes[path] = held
        sent = await member.slash("archive add", link=served.url(path))
        asked.clear()
        async with asyncio.timeout(60):
            await asked.wait()
        return sent

    discord.world.add(Channel(301, 3, TEXT, "news"))
    bot = await start(adding="admins", private_networks=ALLOWED)
    ann, bea, cy = Member(discord, NEWS), Member(discord, ELSEWHERE), Member(discord, 301)
    try:
        first = await begin(ann, "/first.jsonl")
        told = await (await ann.slash("archive add", file=FILE)).answered()
        assert told.is_private and "from here" in told.text
        assert "1 added" in (await add(bea)).text
        second = await begin(bea, "/second.jsonl")
        told = await (await cy.slash("archive add", file=FILE)).answered()
        assert told.is_private and "Others are adding" in told.text
    finally:
        let_go.set()
    for each in (first, second):
        await each.until(lambda each: "Added from" in each.text, 120)
    assert "0 added, 1 unchanged" in (await add(cy)).text
    assert await bot.stop() == 0
