"""The whole program against a Discord of our own on a local port: log in, be told to stop, end."""

from __future__ import annotations

import asyncio
import json
import signal

import pytest
from aiohttp import ClientSession
from program import Discord, end, started, until_ready


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly(discord: Discord, desks, number: signal.Signals) -> None:
    process = await started(discord.url, desks.folder)
    await until_ready(discord, process)
    process.send_signal(number)
    _, logged = await end(process)
    assert process.returncode == 0, logged
    assert "Traceback" not in logged
    assert "s3cret" not in logged
    assert discord.identified[0]["intents"] == 1
    assert not (desks.folder / "bot.db-wal").exists()


async def test_an_answer_under_way_is_finished_first(discord: Discord, desks) -> None:
    process = await started(discord.url, desks.folder, log_format="json", log_level="debug")
    await until_ready(discord, process)
    await discord.ask("about")
    await asyncio.wait_for(discord.answering.wait(), 20)
    process.send_signal(signal.SIGTERM)
    await asyncio.sleep(1)
    assert process.returncode is None
    discord.may_answer.set()
    _, logged = await end(process)
    assert process.returncode == 0, logged
    assert discord.was_heard
    assert "cut off" not in logged
    assert "s3cret" not in logged and "tok3n" not in logged
    lines = [json.loads(line) for line in logged.splitlines()]
    done = next(line for line in lines if line.get("outcome") == "done")
    assert (done["command"], done["user"], done["guild"]) == ("about", 9, None)
    assert done["level"] == "INFO" and done["interaction"] == 1234567890123


async def test_a_signal_while_it_connects_ends_it_too(discord: Discord, desks) -> None:
    discord.is_mute = True
    process = await started(discord.url, desks.folder)
    await until_ready(discord, process)
    process.terminate()
    _, logged = await end(process)
    assert process.returncode == 0, logged
    assert "Traceback" not in logged


async def test_a_process_serves_its_own_shards(discord: Discord, desks) -> None:
    discord.awaited = 2
    process = await started(discord.url, desks.folder, "run", "--shards", "1,3/4")
    await until_ready(discord, process)
    assert [each["shard"] for each in discord.identified.values()] == [[1, 4], [3, 4]]
    process.terminate()
    await end(process)
    assert process.returncode == 0


@pytest.mark.parametrize("discord", [False], indirect=True)
async def test_a_refused_token_is_a_sentence(discord: Discord, desks) -> None:
    process = await started(discord.url, desks.folder)
    _, logged = await end(process)
    assert process.returncode == 1
    assert "Discord refuses the token: set DATELINE_TOKEN" in logged
    assert "Traceback" not in logged


async def test_no_connection_is_a_sentence(desks, unused_tcp_port: int) -> None:
    process = await started(f"http://127.0.0.1:{unused_tcp_port}", desks.folder)
    _, logged = await end(process)
    assert process.returncode == 1
    assert "Discord can't be reached" in logged
    assert "Traceback" not in logged


async def test_its_health_is_told_on_a_port(discord: Discord, desks, unused_tcp_port: int) -> None:
    settings = {"status_port": str(unused_tcp_port), "metrics": "true"}
    process = await started(discord.url, desks.folder, **settings)
    await until_ready(discord, process)
    local = f"http://127.0.0.1:{unused_tcp_port}"
    async with asyncio.timeout(60), ClientSession(local) as session:
        status, health = 503, {}
        while status != 200:
            async with session.get("/healthz") as answer:
                status, health = answer.status, await answer.json()
            await asyncio.sleep(0.05)
        assert health["shards"] == {"0": True} and health["ok"]
        discord.may_answer.set()
        await discord.ask("about")
        await asyncio.wait_for(discord.answering.wait(), 20)
        counted = 'dateline_commands_total{command="about",outcome="done"} 1.0'
        figures = ""
        while counted not in figures:
            async with session.get("/metrics") as answer:
                figures = await answer.text()
            await asyncio.sleep(0.05)
        assert "dateline_archive_articles 9.0" in figures
        assert "dateline_shards_connected 1.0" in figures
    second = await started(discord.url, desks.folder, **settings)
    _, logged = await end(second)
    assert second.returncode == 1
    assert "DATELINE_STATUS_PORT" in logged and "Traceback" not in logged
    process.terminate()
    await end(process)
    assert process.returncode == 0


async def test_doctor_asks_whose_the_token_is(discord: Discord, desks) -> None:
    process = await started(discord.url, desks.folder, "doctor", "--online")
    shown, logged = await end(process)
    assert process.returncode == 0, logged
    assert "Discord: the token is that of Dateline." in shown
    link = shown.split("Invite the bot to a server: ")[1]
    assert "client_id=6&scope=bot+applications.commands&permissions=" in link


@pytest.mark.parametrize("discord", [False], indirect=True)
async def test_doctor_says_that_a_token_is_refused(discord: Discord, desks) -> None:
    process = await started(discord.url, desks.folder, "doctor", "--online")
    shown, logged = await end(process)
    assert process.returncode == 1
    assert "Discord: the token is refused" in shown and "Traceback" not in logged
