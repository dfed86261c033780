"""``/archive stats``: sizes with a chart of articles."""

from __future__ import annotations

import discord


async def test_sizes_and_a_chart(stage, shown, pictures) -> None:
    result = await stage.ann.slash(stage.channel, "archive stats")
    text = shown(result.response)
    assert not result.ephemeral
    assert "**9 articles**" in text
    assert (
        "-# Bar chart. Articles a month, March 2021 to May 2021. The most: 7 (March 2021)." in text
    )
    (picture,) = pictures(result.response)
    assert picture.name == "articles.png" and picture.is_png and picture.size <= 200_000
    assert picture.alt.startswith("Bar chart. Articles a month")
    assert picture.alt == picture.alt_in_gallery


async def test_in_a_direct_message(stage, pictures) -> None:
    result = await stage.ann.user.slash("archive stats")
    assert len(pictures(result.response)) == 1


async def test_without_the_permission_to_attach_files_there_is_the_text(
    stage, shown, pictures
) -> None:
    channel = stage.guild.create_text_channel(
        "plain",
        overwrites={stage.guild.default_role: discord.PermissionOverwrite(attach_files=False)},
    )
    result = await stage.ann.slash(channel, "archive stats")
    assert "Bar chart. Articles a month" in shown(result.response)
    assert not pictures(result.response)


async def test_adding_is_for_the_owner(stage, shown) -> None:
    """The rest is in ``test_archive_add.py``."""
    result = await stage.ann.slash(stage.channel, "archive add", link="https://a.example")
    assert result.ephemeral and "only the bot's owner" in shown(result.response)
    assert len(stage.env.errors) == 1
