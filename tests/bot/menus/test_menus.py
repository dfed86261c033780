"""A message's own menu: "Check quotes" and "Find in archive"."""

from __future__ import annotations

import discord

from bot.client import menus


def test_the_menus_are_there() -> None:
    found = {menu.name: menu.type for menu in menus()}
    message = discord.AppCommandType.message
    assert found == {"Check quotes": message, "Find in archive": message}


async def test_check_quotes_is_for_the_asker_alone(stage, shown, labels) -> None:
    message = await stage.admin.send(
        stage.channel,
        "look: “Berth 3 of the harbour stays shut until the crane is repaired,” said Mara Oss",
    )
    result = await stage.ann.context_menu(stage.channel, "Check quotes", message)
    assert result.ephemeral
    assert "≠ Altered" in shown(result.response)
    assert "~~closed~~" in shown(result.response)
    assert "Context" in labels(result.response)


async def test_its_buttons_outlive_a_restart(stage, shown, desks) -> None:
    quote = "“Berth {} of the harbour stays closed until the crane is repaired”"
    message = await stage.admin.send(stage.channel, "\n".join(map(quote.format, range(1, 8))))
    result = await stage.ann.context_menu(stage.channel, "Check quotes", message)
    await stage.env.restart_bot(desks.client())
    after = await stage.ann.click(result.response, label="Next")
    assert "5\\. ✓ Verbatim" in shown(after.response)


async def test_find_in_archive(stage, shown) -> None:
    message = await stage.admin.send(stage.channel, "why does the harbour stay closed?")
    result = await stage.ann.context_menu(stage.channel, "Find in archive", message)
    assert result.ephemeral
    assert "until the crane is repaired" in shown(result.response).replace("*", "")


async def test_a_colon_in_a_message_is_no_filter(stage, shown) -> None:
    text = "in:berth 2, why does the harbour stay closed until:the crane is repaired?"
    message = await stage.admin.send(stage.channel, text)
    result = await stage.ann.context_menu(stage.channel, "Find in archive", message)
    assert "until the crane is repaired" in shown(result.response).replace("*", "")


async def test_what_an_embed_says_is_read_where_a_message_says_nothing(stage, shown) -> None:
    embed = discord.Embed(
        title="News",
        description="“Berth 2 of the harbour stays closed until the crane is repaired”",
    )
    message = await stage.env.bot.get_channel(stage.channel.id).send(embed=embed)
    handle = stage.channel.last_message
    assert handle.id == message.id
    result = await stage.ann.context_menu(stage.channel, "Check quotes", handle)
    assert "✓ Verbatim" in shown(result.response)


async def test_a_message_without_text(stage, shown) -> None:
    await stage.env.bot.get_channel(stage.channel.id).send(embed=discord.Embed(color=1))
    result = await stage.ann.context_menu(
        stage.channel, "Find in archive", stage.channel.last_message
    )
    assert result.ephemeral
    assert "has no text" in shown(result.response)
    assert len(stage.env.errors) == 1
