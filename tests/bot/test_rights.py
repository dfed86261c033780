"""What is for admins is refused to others: by Discord's gate, and by our own check where that was opened."""

from __future__ import annotations

import discord
import pytest
from discord import app_commands, ui

from bot.buttons.setup import SetupItem
from bot.client import commands
from bot.manual import leaves

MANAGE_GUILD = discord.Permissions(manage_guild=True).value
REFUSED = "For this you need the permission Manage Server."


def tree() -> app_commands.CommandTree:
    made = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    for command in commands():
        made.add_command(command)
    return made


FOR_ADMINS = [
    each.qualified_name
    for each in leaves(tree())
    if isinstance(each, app_commands.Command)
    and (each.root_parent or each).default_permissions is not None
]
ADDING = [
    ("archive add", {"link": "https://a.example"}),
    ("feeds add", {"link": "https://a.example"}),
    ("feeds remove", {"feed": "https://a.example"}),
    ("feeds poll", {"feed": "https://a.example"}),
]
SETTINGS = "language answers channels roles member server command preview again other".split()


@pytest.fixture
def stored(desks):
    """Everything in bot.db, as SQL."""
    return lambda: list(desks.guilds._db.conn.iterdump())


async def posted(stage, custom_id: str):
    """A message of the bot with a button of that id, as no answer of its has one."""
    view = ui.LayoutView(timeout=None)
    item: ui.Button = ui.Button(label="Press", custom_id=custom_id)
    view.add_item(ui.ActionRow(SetupItem(item) if custom_id.startswith("setup1:") else item))
    return await stage.env.bot.get_channel(stage.channel.id).send(view=view)


def test_what_is_for_admins() -> None:
    assert {name.split()[0] for name in FOR_ADMINS} == {"setup", "digest"}
    assert len(FOR_ADMINS) == 8


async def test_discord_is_told_whom_to_let_in(stage) -> None:
    (put,) = [each for each in stage.env.http_requests if each.method == "PUT"]
    told = {each["name"]: each for each in put.json}
    for name in {each.split()[0] for each in FOR_ADMINS}:
        assert int(told[name]["default_member_permissions"]) == MANAGE_GUILD
        assert (told[name]["contexts"], told[name]["integration_types"]) == ([0], [0])


@pytest.mark.parametrize("name", FOR_ADMINS)
async def test_a_member_whom_discords_gate_lets_through_is_refused(
    stage, shown, stored, name
) -> None:
    assert name not in stage.ann.available_commands(stage.channel)
    assert name in stage.admin.available_commands(stage.channel)
    registered = await stage.env.bot.tree.fetch_commands()
    command = next(each for each in registered if each.name == name.split()[0])
    stage.guild.set_command_permissions(command, {stage.ann: True})
    before = stored()
    result = await stage.ann.slash(stage.channel, name)
    assert result.ephemeral and shown(result.response) == REFUSED
    assert stored() == before
    assert len(stage.env.errors) == 1


@pytest.mark.parametrize("what", SETTINGS)
async def test_a_screens_item_is_refused_to_a_member(stage, shown, stored, what) -> None:
    message = await posted(stage, f"setup1:{what}:")
    before = stored()
    result = await stage.ann.click(message, label="Press")
    assert result.ephemeral and shown(result.response) == REFUSED
    assert stored() == before
    assert len(stage.env.errors) == 1


@pytest.mark.parametrize("what", [each for each in SETTINGS if each not in ("preview", "again")])
async def test_a_made_up_item_changes_nothing_for_an_admin_either(
    stage, shown, desks, what
) -> None:
    message = await posted(stage, f"setup1:{what}:no-such-command")
    result = await stage.admin.click(message, label="Press")
    assert shown(result.response) == "This screen is too old: open it again with /setup."
    assert desks.guilds.server(stage.guild.id).roles == {}
    assert len(stage.env.errors) == 1


@pytest.mark.parametrize(("name", "options"), ADDING)
async def test_the_archive_is_changed_by_its_owner_or_by_admins_where_the_owner_says_so(
    stage, desks, shown, name, options
) -> None:
    for actor in (stage.ann, stage.admin):
        result = await actor.slash(stage.channel, name, **options)
        assert result.ephemeral and "only the bot's owner" in shown(result.response)
    await stage.env.restart_bot(desks.client(adding="admins"))
    result = await stage.ann.slash(stage.channel, name, **options)
    assert result.ephemeral and shown(result.response) == REFUSED
    result = await stage.ann.user.slash(name, **options)
    assert shown(result.response) == "This works in a server only."
    assert len(stage.env.errors) == 4


@pytest.mark.parametrize(("name", "options"), ADDING)
async def test_an_admin_of_a_server_without_the_bot_is_no_admin(
    stage, desks, shown, name, options
) -> None:
    client = desks.client(adding="admins")
    await stage.env.restart_bot(client)
    # As where a member has installed the bot for themselves in a server that has not.
    client._connection._guilds.pop(stage.guild.id)
    result = await stage.admin.slash(stage.channel, name, **options)
    assert result.ephemeral
    assert shown(result.response) == "This works only in servers that I am a member of."
    assert len(stage.env.errors) == 1


async def test_what_is_for_everyone_in_a_channel_takes_manage_channels(
    stage, shown, stored
) -> None:
    before = stored()
    result = await stage.ann.slash(
        stage.channel, "follow speaker", name="Mara Oss", where="here, for everyone"
    )
    assert shown(result.response) == "For this you need the permission Manage Channels."
    assert stored() == before
    await stage.admin.slash(
        stage.channel, "follow speaker", name="Mara Oss", where="here, for everyone"
    )
    before = stored()
    for what in ("Mara Oss", "1"):
        result = await stage.ann.slash(stage.channel, "unfollow", what=what)
        assert "You follow nothing" in shown(result.response)
    assert stored() == before
    assert len(stage.env.errors) == 3


async def test_what_somebody_follows_is_ended_by_nobody_else(stage, shown, stored) -> None:
    await stage.ann.slash(stage.channel, "follow speaker", name="Mara Oss", where="here, for me")
    before = stored()
    result = await stage.admin.slash(stage.channel, "unfollow", what="1")
    assert "You follow nothing" in shown(result.response)
    assert stored() == before
    assert len(stage.env.errors) == 1


async def test_deleting_is_about_whoever_presses_whoever_asked(stage, shown, desks) -> None:
    message = await posted(stage, "forget1:")
    for member in (stage.ann, stage.admin):
        await member.slash(stage.channel, "follow speaker", name="Mara Oss")
    await stage.admin.click(message, label="Press")
    assert desks.guilds.rows_of_member(stage.admin.user.id) == {}
    assert desks.guilds.rows_of_member(stage.ann.user.id)
