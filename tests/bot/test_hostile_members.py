"""Hostile strings typed into every option, menu and completion of the bot, and standing in every name.

DATELINE_HOSTILE_TYPED says how many go through each option (4; thousands by hand). Every request that the bot
makes of Discord is read, and every line that it logs.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any

import discord
import pytest
from harmless import in_request
from poisoned import poisoned

from bot.client import commands
from bot.errors import is_known
from bot.logs import formatter_of
from bot.manual import leaves
from bot.settings import Settings
from store.guilds import ServerSettings
from tests.data.hostile import short_strings
from tests.discord_wire.limits import Upload
from tests.discord_wire.spec import violations

COUNT = int(os.environ.get("DATELINE_HOSTILE_TYPED", "4"))
LONGEST_MESSAGE = 2_000
LONGEST_NAME = 100
TELLING = 12
"""A string of so many characters in a log line can't be there by chance."""


def tree() -> discord.app_commands.CommandTree:
    made = discord.app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    for command in commands():
        made.add_command(command)
    return made


TYPED = [
    (command, option)
    for command in leaves(tree())
    if isinstance(command, discord.app_commands.Command)
    for option in command.parameters
    if option.type is discord.AppCommandOptionType.string and not option.choices
]


def named(value: object) -> str:
    return getattr(value, "qualified_name", None) or getattr(value, "name", "")


@pytest.fixture(scope="session")
def wire_archive(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """In the place of the harmless one."""
    path = tmp_path_factory.mktemp("hostile") / "archive.db"
    poisoned(path, 600)
    return path


@pytest.fixture
def simcord_bot(desks) -> Any:
    """Without the process that polls feeds: nobody serves them here."""
    return desks.client(feeds=False)


@dataclass
class Named:
    """A server of one hostile name."""

    env: Any
    guild: Any
    channel: Any
    admin: Any


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """What the bot logs, as text and as JSON."""
    written = StringIO()
    handlers = []
    for form in ("text", "json"):
        handler = logging.StreamHandler(written)
        handler.setFormatter(formatter_of(Settings(_env_file=None, log_format=form)))
        handlers.append(handler)
        logging.getLogger("bot").addHandler(handler)
    yield written
    for handler in handlers:
        logging.getLogger("bot").removeHandler(handler)


class Reader:
    """Reads what the bot asked of Discord and what it logged since it was last asked."""

    def __init__(self, stage: Any, lines: StringIO) -> None:
        self.stage, self.lines = stage, lines
        stage.env.settle_timeout = 60
        self.read = len(stage.env.http_requests)

    def wrong(self, text: str) -> list[str]:
        env = self.stage.env
        found: list[str] = []
        for each in env.http_requests[self.read :]:
            path = each.path.split("/v10", 1)[-1]
            found += in_request(each.method, path, each.json)
            found += violations(each.method, path, each.json, uploads(each.json))
        self.read = len(env.http_requests)
        found += [f"unknown error {error!r}" for error in env.errors if not is_known(error)]
        env.errors.clear()
        logged = self.lines.getvalue()
        self.lines.seek(0)
        self.lines.truncate()
        for line in logged.splitlines():
            if not line.startswith(("[", "{")):
                found.append(f"a log line is no record: {line!r}")
        if len(text) >= TELLING and text in logged:
            found.append(f"logged: {text!r}")
        return found


def uploads(body: Any) -> list[Upload]:
    """The files of a request; simcord keeps what describes them."""
    message = body.get("data", body) if isinstance(body, dict) else {}
    described = message.get("attachments") or () if isinstance(message, dict) else ()
    return [Upload(f"files[{each['id']}]", each["filename"]) for each in described]


@pytest.fixture
async def reader(stage, desks, lines) -> Reader:
    await stage.env.bot.servers.save(
        replace(ServerSettings(stage.guild.id), member_uses=0, server_uses=0)
    )
    await stage.admin.slash(stage.channel, "digest setup", hour=7, zone="UTC")
    return Reader(stage, lines)


@pytest.mark.parametrize(("command", "option"), TYPED, ids=named)
async def test_what_is_typed_into_an_option(stage, reader, command, option) -> None:
    longest = min(option.max_value or 6_000, 6_000)
    shown_as = {each.name: each.display_name for each in command.parameters}
    example = {shown_as[name]: value for name, value in command.extras.get("example", {}).items()}
    wrong: list[str] = []
    for text in short_strings(COUNT, longest, seed=len(command.name) + len(option.name)):
        filled = {**example, option.display_name: text}
        await stage.admin.slash(stage.channel, command.qualified_name, **filled)
        wrong += reader.wrong(text)
        if option.autocomplete:
            typed = text[:LONGEST_NAME]
            await stage.admin.autocomplete(
                stage.channel, command.qualified_name, option.display_name, typed
            )
            wrong += reader.wrong(text)
    assert wrong == []


@pytest.mark.parametrize("menu", ["Check quotes", "Find in archive"])
async def test_what_a_message_holds(stage, reader, menu) -> None:
    wrong: list[str] = []
    for text in short_strings(COUNT * 4, LONGEST_MESSAGE, seed=len(menu)):
        message = await stage.admin.send(stage.channel, text)
        await stage.ann.context_menu(stage.channel, menu, message)
        wrong += reader.wrong(text)
    assert wrong == []


async def test_what_is_stored_of_it_is_shown_again(stage, reader) -> None:
    """Topics of the digest, what is followed, feeds: typed once, shown by others' commands."""
    wrong: list[str] = []
    for number, text in enumerate(short_strings(COUNT, 90, seed=11)):
        await stage.admin.slash(stage.channel, "digest setup", topics=text)
        await stage.ann.slash(stage.channel, "follow words", words=text, where="here, for me")
        await stage.admin.slash(
            stage.channel, "feeds add", link=f"https://a{number}.example/{text}"
        )
        for command in ("digest status", "digest preview", "following", "feeds list", "unfollow"):
            filled = {"what": text} if command == "unfollow" else {}
            await stage.admin.slash(stage.channel, command, **filled)
        await stage.ann.autocomplete(stage.channel, "unfollow", "what", "")
        await stage.admin.autocomplete(stage.channel, "feeds remove", "feed", "")
        wrong += reader.wrong(text)
    assert wrong == []


async def test_what_is_behind_every_button(stage, reader, ids) -> None:
    wrong: list[str] = []
    for number in range(1, COUNT):
        for command, filled in (
            ("article", {"headline": str(number)}),
            ("search", {"words": f"clerk of ward {number}"}),
            ("who-said", {"words": f"clerk of ward {number}"}),
        ):
            first = await stage.ann.slash(stage.channel, command, **filled)
            for custom_id in ids(first.response):
                # Anew, for some buttons change the message that they are under.
                result = await stage.ann.slash(stage.channel, command, **filled)
                await stage.ann.click(result.response, custom_id=custom_id)
            wrong += reader.wrong("")
    assert wrong == []


async def test_what_servers_channels_roles_and_members_are_called(
    simcord_env, desks, lines
) -> None:
    wrong: list[str] = []
    for number, text in enumerate(short_strings(COUNT, 90, seed=5)):
        guild = simcord_env.create_guild(text if len(text) > 1 else f"{text}x")
        channel = guild.create_text_channel(f"{text}-{number}")
        may = discord.Permissions(manage_guild=True, manage_channels=True)
        role = guild.create_role(text, permissions=may)
        nick = text[:32]
        admin = guild.add_member(simcord_env.create_user(f"admin{number}"), roles=[role], nick=nick)
        stage = Named(simcord_env, guild, channel, admin)
        reader = Reader(stage, lines)
        await simcord_env.bot.servers.save(
            replace(ServerSettings(guild.id), member_uses=0, server_uses=0)
        )
        shown = await admin.slash(channel, "setup")
        await admin.select(shown.response, [channel], custom_id="setup1:channels:")
        await admin.slash(channel, "digest setup", hour=7, zone="UTC", role=role)
        await admin.slash(channel, "digest setup", tag=text[:50])
        await admin.slash(channel, "follow words", words="ferry", where="here, for everyone")
        for command in ("digest pause", "digest status", "digest resume", "following", "help"):
            await admin.slash(channel, command)
        wrong += reader.wrong(text)
    assert wrong == []
