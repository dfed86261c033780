"""Every command, menu, completion and button, in every place and state that members meet them in.

What each of them says is in the tests of its own; here each of them answers, in a sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace

import discord
import pytest
from contexts import (
    ELSEWHERE,
    from_there,
    in_a_group,
    in_a_server_without_the_bot,
    in_direct_messages,
)
from discord import app_commands
from visit import Visit

from bot.client import buttons
from bot.gate import ALWAYS
from store.guilds import ServerSettings

EVERYWHERE = {"a1", "c1", "f1", "forget1", "p1"}
"""What the ids of buttons begin with; a server has two more."""
IN_A_SERVER = {"s1", "setup1"}
MANAGING = discord.Permissions(manage_guild=True)
TEXT = discord.AppCommandOptionType.string
WRONG = ["💥", "@everyone **x** [a](https://b.example) ‮", "0" * 4000, "' OR 1=1 --"]


async def a_channel(stage):
    return stage.channel


async def a_thread(stage):
    channel = stage.env.bot.get_channel(stage.channel.id)
    await channel.create_thread(name="aside", type=discord.ChannelType.public_thread)
    await stage.env.settle()
    return stage.channel.threads[0]


async def a_forum(stage):
    """A thread of one: nobody can say anything beside them."""
    made = stage.guild.create_forum_channel("papers")
    await stage.env.settle()
    await stage.env.bot.get_channel(made.id).create_thread(name="aside", content="Hello")
    await stage.env.settle()
    return made.threads[0]


async def a_closed_channel(stage):
    """The bot may not say anything here; commands work all the same."""
    nothing = discord.PermissionOverwrite(
        send_messages=False, embed_links=False, attach_files=False, read_message_history=False
    )
    return stage.guild.create_text_channel("closed", overwrites={stage.guild.default_role: nothing})


@pytest.fixture
async def visit(stage, shown, parts):
    """Of members who may manage the server, in its channel."""
    chosen = ServerSettings(stage.guild.id, private=True, member_uses=0, server_uses=0)
    await stage.env.bot.servers.save(chosen)
    role = stage.guild.create_role("Managers", permissions=MANAGING)
    return Visit(stage, shown, parts, stage.channel, role)


@pytest.mark.parametrize("place", [a_channel, a_thread, a_forum, a_closed_channel])
async def test_in_every_kind_of_channel(stage, visit, place) -> None:
    visit.channel = await place(stage)
    for leaf in visit.commands:
        await visit.use(leaf)
    await visit.complete()
    assert await visit.press() == EVERYWHERE | IN_A_SERVER


def test_every_kind_of_button_is_pressed() -> None:
    begins = {
        re.match(r"\w+", each.__discord_ui_compiled_template__.pattern)[0] for each in buttons()
    }
    assert begins == EVERYWHERE | IN_A_SERVER


@pytest.mark.parametrize("place", [in_direct_messages, in_a_group, in_a_server_without_the_bot])
async def test_where_a_member_has_installed_it(stage, desks, visit, place) -> None:
    """What is not offered there is refused all the same."""
    with from_there(place):
        for leaf in visit.commands:
            await visit.use(leaf)
        await visit.complete()
        assert await visit.press() - {"setup1"} == EVERYWHERE
    assert desks.guilds.known_guilds() <= {stage.guild.id}, f"{ELSEWHERE} is no server of ours"


async def test_what_is_shown_in_another_server_is_not_kept_for_it(stage, desks, visit, ids) -> None:
    member = visit.member()
    with from_there(in_a_server_without_the_bot):
        said = await member.slash(stage.channel, "said", speaker="Mara Oss")
        alone = await member.click(said.response, custom_id=ids(said.response)[0])
        shown = await member.click(alone.response, label="Show in channel")
        assert "¶" in visit.said(shown) and not shown.ephemeral
    assert desks.guilds.known_guilds() <= {stage.guild.id}


@pytest.mark.parametrize("place", [in_direct_messages, in_a_group])
async def test_where_there_is_no_server_there_is_none_to_manage(visit, place) -> None:
    with from_there(place):
        for leaf in filter(is_for_admins, visit.commands):
            said = await visit.use(leaf)
            assert said in (
                "This works in a server only.",
                "For this you need the permission Manage Server.",
            ), f"/{leaf.qualified_name}: {said}"


async def test_after_a_restart(stage, desks, visit) -> None:
    await stage.env.restart_bot(desks.client())
    for leaf in visit.commands:
        await visit.use(leaf)
    await visit.complete()

    async def restart() -> None:
        await stage.env.restart_bot(desks.client())

    assert await visit.press(before=restart) == EVERYWHERE | IN_A_SERVER


@pytest.mark.parametrize("wrong", WRONG)
async def test_whatever_is_typed(visit, wrong) -> None:
    for leaf in visit.commands:
        texts = {
            each.display_name: wrong[: int(each.max_value or 100)]
            for each in getattr(leaf, "parameters", ())
            if each.type is TEXT and not each.choices
        }
        if texts or isinstance(leaf, app_commands.ContextMenu):
            await visit.use(leaf, **(texts or {"text": wrong[:2000]}))


async def test_without_the_role_that_a_server_asks_for(stage, visit) -> None:
    readers = stage.guild.create_role("Readers")
    await stage.env.bot.servers.save(
        replace(ServerSettings(stage.guild.id), roles={"": (readers.id,)}, member_uses=0)
    )
    visit.role = None
    for leaf in visit.commands:
        root = leaf.qualified_name.split(" ")[0] if hasattr(leaf, "parameters") else leaf.name
        if is_for_admins(leaf):
            continue
        said = await visit.use(leaf)
        assert ("you need a role for this: Readers" in said) is (root not in ALWAYS), said


async def test_without_the_permission_to_manage_the_server(stage, visit) -> None:
    """Members whom an admin let in by Discord's own settings are refused by the bot."""
    visit.role = None
    registered = {each.name: each for each in await stage.env.bot.tree.fetch_commands()}
    admins = [leaf for leaf in visit.commands if is_for_admins(leaf)]
    assert {"setup", "digest now", "digest off"} <= {each.qualified_name for each in admins}
    everyone = stage.guild.default_role
    for leaf in admins:
        command = registered[leaf.qualified_name.split(" ")[0]]
        stage.guild.set_command_permissions(command, {everyone: True})
        assert await visit.use(leaf) == "For this you need the permission Manage Server."


def is_for_admins(leaf) -> bool:
    root = getattr(leaf, "root_parent", None) or leaf
    return root.default_permissions is not None
