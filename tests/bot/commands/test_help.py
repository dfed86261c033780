"""``/help``: from the commands themselves, those that one can use."""

from __future__ import annotations

from bot.manual import leaves


async def test_every_command_that_a_member_can_use_is_listed(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "help")
    assert result.ephemeral
    text = shown(result.response).replace("\\", "")
    assert "**/said** speaker [about] [after] [before] · Show what someone said" in text
    assert "-# /said speaker: Erica Kang about: refugees" in text
    listed = [line for line in text.splitlines() if line.startswith("**")]
    usable = stage.ann.available_commands(stage.channel)
    for command in leaves(stage.env.bot.tree):
        name = command.qualified_name
        if name in usable:
            assert any(f"/{name}*" in line for line in listed), name
    assert "/setup" not in "".join(listed) and "/digest now" not in text


async def test_an_admin_sees_what_is_for_admins(stage, shown) -> None:
    text = shown((await stage.admin.slash(stage.channel, "help")).response)
    assert "**/setup**" in text and "**/digest preview**" in text
    assert "Apps ▸ Check quotes" in text


async def test_one_command_with_its_options(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "help", command="/ask")
    text = shown(result.response).replace("\\", "")
    assert text.startswith("### /ask\nAsk the archive a question\n**question** · For example")
    assert "**[after]** · Only articles from this day on" in text


async def test_a_command_there_is_not_is_explained(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "help", command="serch")
    assert "did you mean /search?" in shown(result.response)
    result = await stage.ann.slash(stage.channel, "help", command="&&&&")
    assert "/help lists what there is" in shown(result.response)
    assert len(stage.env.errors) == 2


async def test_names_are_completed(stage) -> None:
    empty = await stage.ann.autocomplete(stage.channel, "help", "command", "")
    assert "/about" in [each["name"] for each in empty]
    typed = await stage.ann.autocomplete(stage.channel, "help", "command", "who")
    assert typed[0]["value"] == "who-said"


async def test_in_direct_messages_only_what_works_there(stage, shown) -> None:
    text = shown((await stage.ann.user.slash("help")).response)
    assert "**/ask**" in text and "/digest" not in text
