"""``/setup``: one screen for admins, whose menus store at once and go on working after a restart."""

from __future__ import annotations

import discord
import pytest

from bot.buttons.setup import changed
from bot.errors import UserError
from bot.replies.limits import CUSTOM_ID, LAYOUT_COMPONENTS, LAYOUT_TEXT, SELECT_OPTIONS
from store.guilds import ServerSettings

MENU_TYPES = {3, 6, 8}
"""Menus of strings, roles and channels."""


async def screen(stage):
    return (await stage.admin.slash(stage.channel, "setup")).response


async def choose(stage, message, what, *values, command=""):
    return await stage.admin.select(message, values, custom_id=f"setup1:{what}:{command}")


async def test_one_screen_for_the_admin_alone_within_discords_limits(stage, parts, shown) -> None:
    result = await stage.admin.slash(stage.channel, "setup")
    assert result.ephemeral
    found = parts(result.response)
    assert len(found) <= LAYOUT_COMPONENTS
    assert len(shown(result.response)) <= LAYOUT_TEXT
    menus = [each for each in found if each["type"] in MENU_TYPES]
    assert len(menus) == 7
    assert all(len(each["custom_id"]) <= CUSTOM_ID for each in found if "custom_id" in each)
    assert all(1 <= len(each["options"]) <= SELECT_OPTIONS for each in menus if "options" in each)
    assert "I have all that I need" in shown(result.response)


async def test_a_member_neither_sees_nor_runs_it(stage, shown) -> None:
    assert "setup" not in stage.ann.available_commands(stage.channel)
    registered = await stage.env.bot.tree.fetch_commands()
    command = next(each for each in registered if each.name == "setup")
    stage.guild.set_command_permissions(command, {stage.ann: True})
    result = await stage.ann.slash(stage.channel, "setup")
    assert result.ephemeral
    assert shown(result.response) == "For this you need the permission Manage Server."
    assert len(stage.env.errors) == 1


async def test_it_is_not_there_in_direct_messages(stage) -> None:
    assert "setup" not in stage.admin.user.available_commands()


async def test_who_may_not_manage_any_more_is_refused_by_the_screen(stage, shown, desks) -> None:
    message = await screen(stage)
    guild = stage.env.bot.get_guild(stage.guild.id)
    role = next(each for each in guild.roles if each.name == "Managers")
    await role.edit(permissions=discord.Permissions.none())
    await stage.env.settle()
    result = await choose(stage, message, "answers", "private")
    assert shown(result.response) == "For this you need the permission Manage Server."
    assert not desks.guilds.server(stage.guild.id).private
    assert len(stage.env.errors) == 1


async def test_every_menu_stores_its_choice(stage, desks, shown) -> None:
    role = stage.guild.create_role("Readers")
    message = await screen(stage)
    await choose(stage, message, "answers", "private")
    await choose(stage, message, "channels", stage.channel)
    await choose(stage, message, "member", "5")
    await choose(stage, message, "server", "0")
    await choose(stage, message, "roles", role)
    await choose(stage, message, "language", "de")
    assert desks.guilds.server(stage.guild.id) == ServerSettings(
        stage.guild.id,
        language="de",
        private=True,
        channels=(stage.channel.id,),
        roles={"": (role.id,)},
        member_uses=5,
        server_uses=0,
    )


async def test_the_screen_shows_what_was_chosen_after_a_restart(stage, desks, parts) -> None:
    role = stage.guild.create_role("Readers")
    message = await screen(stage)
    await stage.env.restart_bot(desks.client())
    turned = (await choose(stage, message, "command", "ask")).response
    assert turned.id == message.id
    turned = (await choose(stage, turned, "roles", role, command="ask")).response
    turned = (await choose(stage, turned, "member", "3", command="ask")).response
    chosen = {
        each["custom_id"].split(":")[1]: [o["value"] for o in each["options"] if o.get("default")]
        for each in parts(turned)
        if each["type"] == 3
    }
    assert chosen == {
        "language": ["auto"],
        "answers": ["public"],
        "command": ["ask"],
        "member": ["3"],
        "server": ["300"],
    }
    (roles,) = (each for each in parts(turned) if each["type"] == 6)
    assert [each["id"] for each in roles["default_values"]] in ([str(role.id)], [role.id])
    assert desks.guilds.server(stage.guild.id).roles == {"ask": (role.id,)}
    await choose(stage, turned, "roles", command="ask")
    assert desks.guilds.server(stage.guild.id).roles == {}


async def test_permissions_that_are_missing_are_named_for_each_channel(stage, shown) -> None:
    closed = stage.guild.create_text_channel(
        "closed",
        overwrites={
            stage.guild.default_role: discord.PermissionOverwrite(
                attach_files=False, send_messages_in_threads=False
            )
        },
    )
    message = await screen(stage)
    turned = (await choose(stage, message, "channels", closed, stage.channel)).response
    text = shown(turned)
    assert "⚠️ #closed: I lack the permission Send Messages in Threads and Attach Files" in text
    assert "✅ #news: I have all that I need" in text


async def test_a_channel_that_is_gone_is_said_to_be(stage, shown) -> None:
    message = await screen(stage)
    other = stage.guild.create_text_channel("other")
    await choose(stage, message, "channels", other)
    await stage.env.bot.get_channel(other.id).delete()
    await stage.env.settle()
    result = await stage.admin.click(message, label="Check permissions again")
    assert "A chosen channel is gone." in shown(result.response)


async def test_a_preview_is_posted(stage, shown, labels) -> None:
    message = await screen(stage)
    result = await stage.admin.click(message, label="Post a preview here")
    assert result.ephemeral
    posted = stage.channel.last_message
    assert shown(posted).startswith("-# A preview, posted from /setup")
    assert "Berth 7" in shown(posted) and "Context" in labels(posted)


async def test_a_preview_names_what_it_lacks(stage, shown) -> None:
    closed = stage.guild.create_text_channel(
        "closed",
        overwrites={stage.guild.default_role: discord.PermissionOverwrite(embed_links=False)},
    )
    message = (await stage.admin.slash(closed, "setup")).response
    result = await stage.admin.click(message, label="Post a preview here")
    assert shown(result.response) == "In #closed I need the permission Embed Links first."
    assert not [each for each in closed.history() if not each.flags.ephemeral]
    assert len(stage.env.errors) == 1


async def test_feedback_is_counted(stage, shown) -> None:
    answer = (await stage.ann.slash(stage.channel, "said", speaker="Mara Oss")).response
    await stage.ann.click(answer, label="👍")
    await stage.admin.click(answer, label="👎")
    assert "Feedback of members: 👍 1, 👎 1" in shown(await screen(stage))


async def test_it_speaks_the_language_that_is_chosen(stage, shown, labels) -> None:
    turned = (await choose(stage, await screen(stage), "language", "de")).response
    assert shown(turned).startswith("### Einstellungen von Test Guild")
    assert labels(turned) == ["Hier eine Vorschau senden", "Berechtigungen noch einmal prüfen"]


@pytest.mark.parametrize(
    ("what", "values"),
    [("language", ["xx"]), ("answers", []), ("member", ["-1"]), ("server", ["9" * 30]), ("no", [])],
)
def test_what_no_menu_offers_is_refused(what, values) -> None:
    with pytest.raises(UserError, match="too old"):
        changed(ServerSettings(1), what, "", values)
