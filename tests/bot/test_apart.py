"""Two servers of one bot: whatever is done in one, nothing of the other is sent there."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.client import commands, menus
from bot.lookups import LOOKUPS
from bot.manual import leaves
from store.guilds import ServerSettings

OPTIONS: dict[str, dict[str, Any]] = {"digest setup": {"hour": 8, "zone": "UTC"}}
"""Of commands that do nothing without them; the others are given their examples."""
FIRST = ("digest setup", "follow speaker", "follow words")
LAST = ("unfollow", "digest off")


def walked() -> list[app_commands.Command]:
    made = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    for command in (*commands(), *menus()):
        made.add_command(command)
    found = [each for each in leaves(made) if isinstance(each, app_commands.Command)]
    order = dict.fromkeys(FIRST, -1) | dict.fromkeys(LAST, 1)
    return sorted(found, key=lambda each: order.get(each.qualified_name, 0))


@dataclass
class Other:
    """The other server, with something of it in every table."""

    guild: Any
    chief: Any
    traces: tuple[str, ...]


@pytest.fixture
async def other(stage) -> Other:
    guild = stage.env.create_guild("Quillon Society")
    room = guild.create_text_channel("quillon-room")
    managers = guild.create_role("Quillon", permissions=discord.Permissions(manage_guild=True))
    chief = guild.add_member(stage.env.create_user("quillon-chief"), roles=[managers])
    ann = guild.add_member(stage.ann.user)
    await chief.slash(
        room, "digest setup", hour=23, zone="Pacific/Chatham", topics="quillon harbour"
    )
    await chief.slash(room, "digest pause")
    for member, where in ((chief, "here, for everyone"), (chief, "here, for me")):
        await member.slash(room, "follow words", words="quillon fire", where=where)
    await ann.slash(room, "follow speaker", name="Mara Oss", where="here, for me")
    answer = (await chief.slash(room, "ask", question="quillon harbour crane")).response
    await chief.click(answer, label="👍")
    settings = ServerSettings(guild.id, language="de", channels=(room.id,), member_uses=3)
    await stage.env.bot.servers.save(replace(settings, roles={"ask": (managers.id,)}))
    for _ in range(4):
        await chief.slash(room, "search", words="quillon")
    assert stage.env.errors  # of the fourth, which was one too many
    stage.env.errors.clear()
    numbers = (guild.id, room.id, managers.id, chief.user.id)
    return Other(guild, chief, ("quillon", "Chatham", *map(str, numbers)))


def sent(stage, since: int) -> str:
    return "\n".join(
        f"{each.method} {each.path} {json.dumps(each.json, ensure_ascii=False, default=str)}"
        for each in stage.env.http_requests[since:]
    )


async def test_every_command_button_menu_and_completion(stage, other, ids) -> None:
    await stage.env.bot.servers.save(ServerSettings(stage.guild.id, member_uses=0))
    since = len(stage.env.http_requests)
    pressed: set[str] = set()
    answered = []
    for command in walked():
        name = command.qualified_name
        named = {each.name: each.display_name for each in command.parameters}
        example = command.extras.get("example", {}).items()
        options = OPTIONS.get(name) or {named[each]: value for each, value in example}
        for actor in (stage.admin, stage.ann):
            if name not in actor.available_commands(stage.channel):
                continue
            for option in command.parameters:
                if option.autocomplete:
                    for typed in ("", "q"):
                        await actor.autocomplete(stage.channel, name, option.display_name, typed)
            result = await actor.slash(stage.channel, name, **options)
            answered.append((actor, result.response))
    posted = await stage.admin.send(stage.channel, "“Berth 7 of the harbour stays closed”")
    for menu in menus():
        result = await stage.ann.context_menu(stage.channel, menu.name, posted)
        answered.append((stage.ann, result.response))
    for actor, message in answered:
        # A page that is turned has other buttons: that comes last.
        for custom_id in sorted(ids(message), key=lambda each: each.startswith("p1:")):
            kind = custom_id.split(":")[0]
            if kind not in pressed or kind == "s1":
                pressed.add(kind)
                await actor.click(message, custom_id=custom_id)
    assert {"a1", "c1", "p1", "s1", "f1", "setup1", "forget1"} <= pressed
    stage.env.errors.clear()  # what was refused: adding to the archive, a button whose message is gone
    text = sent(stage, since)
    assert "Mara Oss" in text and len(LOOKUPS) > 9
    for trace in other.traces:
        assert trace not in text, text[max(0, text.index(trace) - 300) :][:600]


async def test_what_one_follows_in_another_server_is_told_without_its_channel(
    stage, other, shown
) -> None:
    told = shown((await stage.ann.slash(stage.channel, "following")).response)
    assert "Mara Oss: for you, in another server" in told
    ended = await stage.ann.slash(stage.channel, "unfollow", what="Mara Oss")
    assert "Mara Oss: for you, in another server." in shown(ended.response)


async def test_a_limit_of_one_server_is_none_of_the_other(stage, other, shown) -> None:
    member = stage.guild.add_member(other.chief.user)
    for _ in range(5):
        result = await member.slash(stage.channel, "said", speaker="Mara Oss")
        assert "Berth 7" in shown(result.response)


async def test_a_removed_server_takes_nothing_of_the_other_along(stage, other, desks) -> None:
    await stage.admin.slash(stage.channel, "digest setup", hour=8, zone="UTC")
    await stage.ann.slash(stage.channel, "follow speaker", name="Mara Oss", where="here, for me")
    await stage.env.bot.get_guild(other.guild.id).leave()
    await stage.env.settle()
    assert desks.guilds.known_guilds() == {stage.guild.id}
    assert desks.guilds.digest(stage.guild.id) is not None
    assert len(desks.guilds.follows(member=stage.ann.user.id, guild=stage.guild.id)) == 1
