"""Who may use what, and how often: commands, buttons, menus and completions alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cooldowns import TYPING_USES
from store.guilds import ServerSettings


@pytest.fixture
async def choose(stage):
    """Sets the server's settings, as /setup does."""

    async def save(**chosen) -> None:
        await stage.env.bot.servers.save(replace(ServerSettings(stage.guild.id), **chosen))

    return save


async def ask(actor, stage):
    return await actor.slash(stage.channel, "said", speaker="Mara Oss")


async def test_a_member_who_asks_too_often_is_told_when_again(stage, shown, choose) -> None:
    await choose(member_uses=3)
    for _ in range(3):
        assert "Berth 7" in shown((await ask(stage.ann, stage)).response)
    result = await ask(stage.ann, stage)
    assert result.ephemeral
    assert shown(result.response) == (
        "Slow down: you have used your 3 commands a minute. Try again in 60 seconds."
    )
    assert "Berth 7" in shown((await ask(stage.admin, stage)).response)
    await stage.env.advance_time(61)
    assert "Berth 7" in shown((await ask(stage.ann, stage)).response)
    assert len(stage.env.errors) == 1


async def test_buttons_and_menus_count_too(stage, shown, choose) -> None:
    posted = await stage.admin.send(stage.channel, "“Berth 7 of the harbour stays closed”")
    await choose(member_uses=2)
    message = (await ask(stage.ann, stage)).response
    await stage.ann.click(message, label="Next")
    for refused in (
        await stage.ann.click(message, label="👍"),
        await stage.ann.context_menu(stage.channel, "Check quotes", posted),
    ):
        assert refused.ephemeral
        assert shown(refused.response).startswith("Slow down: you have used your 2 commands")
    assert len(stage.env.errors) == 2


async def test_a_server_has_its_own_limit(stage, shown, choose) -> None:
    await choose(server_uses=2)
    await ask(stage.ann, stage)
    await ask(stage.admin, stage)
    result = await ask(stage.ann, stage)
    assert shown(result.response).startswith("This server has used its 2 commands a minute")
    elsewhere = stage.env.create_guild("Other")
    there = elsewhere.create_text_channel("news")
    member = elsewhere.add_member(stage.ann.user)
    result = await member.slash(there, "said", speaker="Mara Oss")
    assert "Berth 7" in shown(result.response)
    assert len(stage.env.errors) == 1


async def test_an_admin_can_always_undo_a_limit(stage, shown, choose) -> None:
    await choose(member_uses=1, server_uses=1)
    for _ in range(3):
        result = await stage.admin.slash(stage.channel, "setup")
        assert shown(result.response).startswith("### Settings")
    result = await stage.admin.select(result.response, ["0"], custom_id="setup1:member:")
    assert not stage.env.errors


async def test_a_flood_of_completions_is_answered_with_nothing(stage) -> None:
    async def completed() -> int:
        return len(await stage.ann.autocomplete(stage.channel, "said", "speaker", "m"))

    found = [await completed() for _ in range(TYPING_USES + 2)]
    assert all(found[:TYPING_USES]) and not any(found[TYPING_USES:])
    answers = [each for each in stage.env.http_requests if each.path.endswith("/callback")]
    assert len(answers) == len(found)
    await stage.env.advance_time(21)
    assert await completed()


async def test_a_role_for_every_command(stage, shown, choose) -> None:
    readers = stage.guild.create_role("Readers")
    bob = stage.guild.add_member(stage.env.create_user("bob"), roles=[readers])
    message = (await ask(stage.ann, stage)).response
    await choose(roles={"": (readers.id,)})
    for refused in (
        await ask(stage.ann, stage),
        await stage.ann.click(message, label="Next"),
        await stage.ann.click(message, label="👍"),
    ):
        assert refused.ephemeral
        assert shown(refused.response) == "In this server you need a role for this: Readers."
    assert await stage.ann.autocomplete(stage.channel, "said", "speaker", "m") == []
    assert "Berth 7" in shown((await ask(bob, stage)).response)
    assert "Berth 7" in shown((await ask(stage.admin, stage)).response)
    assert len(stage.env.errors) == 3


@pytest.mark.parametrize("name", ["help", "privacy", "forget-me"])
async def test_no_role_is_needed_for_ones_rights(stage, shown, choose, name) -> None:
    readers = stage.guild.create_role("Readers")
    await choose(roles={"": (readers.id,)})
    result = await stage.ann.slash(stage.channel, name)
    assert "role" not in shown(result.response).split("\n")[0]
    assert not stage.env.errors


async def test_a_role_for_one_command_and_its_buttons(stage, shown, choose) -> None:
    readers = stage.guild.create_role("Readers")
    message = (await ask(stage.ann, stage)).response
    await choose(roles={"said": (readers.id,)})
    assert "need a role" in shown((await ask(stage.ann, stage)).response)
    assert "need a role" in shown((await stage.ann.click(message, label="Next")).response)
    other = await stage.ann.slash(stage.channel, "search", words="harbour crane")
    assert "Berth" in shown(other.response)
    assert len(stage.env.errors) == 2


async def test_a_role_that_is_gone_is_said_to_be(stage, shown, choose) -> None:
    await choose(roles={"": (12345,)})
    assert "is gone" in shown((await ask(stage.ann, stage)).response)
    assert len(stage.env.errors) == 1


async def test_direct_messages_have_no_roles_and_the_usual_limit(stage, shown) -> None:
    for _ in range(30):
        result = await stage.ann.user.slash("said", speaker="Mara Oss")
        assert "Berth 7" in shown(result.response)
    result = await stage.ann.user.slash("said", speaker="Mara Oss")
    assert shown(result.response).startswith("Slow down")
    assert len(stage.env.errors) == 1


async def test_settings_outlive_a_restart(stage, desks, shown, choose) -> None:
    await choose(private=True)
    await stage.env.restart_bot(desks.client())
    assert (await ask(stage.ann, stage)).ephemeral
