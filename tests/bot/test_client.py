"""The client as a whole: what it registers, when, and how it fails and ends."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import discord
import pytest

from bot.client import buttons, commands, menus
from store import Archive
from store.guilds import ServerSettings


def syncs(env) -> int:
    return sum(
        each.method == "PUT" and each.path.endswith("/commands") for each in env.http_requests
    )


def test_it_sees_servers_and_nothing_else(simcord_bot) -> None:
    assert simcord_bot.intents == discord.Intents(guilds=True)
    assert simcord_bot.allowed_mentions.to_dict() == {"parse": []}


def test_names_of_commands_are_their_own() -> None:
    names = [command.name for command in (*commands(), *menus())]
    assert len(set(names)) == len(names) and {"ask", "who-said", "said", "digest"} <= set(names)
    templates = [each.__discord_ui_compiled_template__.pattern for each in buttons()]
    assert len({each[:2] for each in templates}) == len(templates) >= 3


async def test_commands_are_registered_once_not_at_every_start(stage, desks) -> None:
    assert syncs(stage.env) == 1
    await stage.env.restart_bot(desks.client())
    assert syncs(stage.env) == 1


async def test_a_changed_command_is_registered_again(stage, desks) -> None:
    client = desks.client()
    client.tree.remove_command("about")
    await stage.env.restart_bot(client)
    assert syncs(stage.env) == 2


async def test_sync_can_be_off(stage, desks) -> None:
    desks.guilds.set_note("commands", "of another version")
    await stage.env.restart_bot(desks.client(sync=False))
    assert syncs(stage.env) == 1


async def test_a_development_server_gets_the_commands_to_itself(stage, desks) -> None:
    await stage.env.restart_bot(desks.client(dev_guild=stage.guild.id))
    put = [each.path for each in stage.env.http_requests if each.method == "PUT"]
    assert put[-1].endswith(f"/guilds/{stage.guild.id}/commands")


async def test_a_failed_registration_is_tried_again_at_the_next_start(stage, desks) -> None:
    desks.guilds.set_note("commands", "of another version")
    stage.env.inject_error("PUT", "/applications/*/commands", status=400)
    await stage.env.restart_bot(desks.client())
    await stage.env.restart_bot(desks.client())
    assert syncs(stage.env) == 3


async def test_an_error_of_ours_has_a_number_and_no_details(
    stage, shown, monkeypatch, desks
) -> None:
    (desks.folder / "archive.db").unlink()
    archive = desks.opened[-1][0]
    archive.close()
    result = await stage.ann.slash(stage.channel, "about")
    assert result.ephemeral
    text = shown(result.response)
    assert "\n" not in text and "Traceback" not in text and len(text) < 300
    assert len(stage.env.errors) == 1


async def test_an_answer_nobody_waits_for_is_only_logged(stage) -> None:
    stage.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    result = await stage.ann.slash(stage.channel, "about")
    assert not result.acknowledged
    assert len(stage.env.errors) == 1


async def test_a_heartbeat_is_written_while_connected(stage, desks) -> None:
    path = desks.folder / "alive.json"
    await stage.env.restart_bot(desks.client(heartbeat=path))
    await stage.env.advance_time(31)
    first = json.loads(path.read_text("utf-8"))
    assert first["guilds"] == 1
    await stage.env.advance_time(31)
    assert json.loads(path.read_text("utf-8"))["at"] > first["at"]


async def test_new_articles_are_answered_from_without_a_restart(stage, desks, shown) -> None:
    desks.publish(5)
    result = await stage.ann.slash(stage.channel, "search", words="ferry crates")
    assert "5 crates" in shown(result.response).replace("*", "")


async def test_many_at_once_are_all_answered(stage) -> None:
    desk = stage.env.bot.desk
    found = await asyncio.gather(*(desk.ask(Archive.ask, "harbour crane") for _ in range(30)))
    assert all(answer.passages for answer in found)


@pytest.mark.parametrize("command", ["ask", "search", "who-said"])
async def test_hostile_input_gets_an_answer(stage, command) -> None:
    option = "question" if command == "ask" else "words"
    for typed in (
        "'\" OR 1=1 --",
        "((((",
        "a" * 400,
        "\u202e@everyone\u0000",
        "* ? ~ ^ : -",
        "💥" * 200,
    ):
        result = await stage.ann.slash(stage.channel, command, **{option: typed})
        assert result.acknowledged
    assert not stage.env.errors


@pytest.mark.parametrize("name", [command.name for command in commands()])
def test_every_command_has_its_tests(name) -> None:
    tests = Path(__file__).parent / "commands" / f"test_{name.replace('-', '_')}.py"
    assert "stage." in tests.read_text("utf-8")


async def test_a_server_that_throws_the_bot_out_leaves_nothing(stage, desks) -> None:
    await stage.env.bot.servers.save(ServerSettings(stage.guild.id, private=True))
    answer = (await stage.ann.slash(stage.channel, "said", speaker="Mara Oss")).response
    await stage.ann.click(answer, label="👍")
    assert desks.guilds.known_guilds() == {stage.guild.id}
    await stage.env.bot.get_guild(stage.guild.id).leave()
    await stage.env.settle()
    assert desks.guilds.known_guilds() == frozenset()
    assert desks.guilds.judgements() == (0, 0)
    assert await stage.env.bot.servers.of(stage.guild.id) == ServerSettings(stage.guild.id)


async def test_a_server_that_was_left_while_the_bot_was_down_leaves_nothing(stage, desks) -> None:
    gone = 5 << 22
    await stage.env.bot.servers.save(ServerSettings(stage.guild.id, private=True))
    await stage.env.bot.servers.save(ServerSettings(gone, private=True))
    await stage.env.restart_bot(desks.client())
    assert desks.guilds.known_guilds() == {stage.guild.id}


async def test_another_application_on_the_same_database_forgets_nothing(stage, desks) -> None:
    gone = 5 << 22
    await stage.env.bot.servers.save(ServerSettings(gone, private=True))
    desks.guilds.set_note("application", "12345")
    await stage.env.restart_bot(desks.client())
    assert desks.guilds.known_guilds() == {gone}
