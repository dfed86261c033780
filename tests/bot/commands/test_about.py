"""``/about``: the archive's size."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import discord

from bot.needs import NEEDED


async def test_sizes_and_the_newest(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "about")
    text = shown(result.response)
    assert not result.ephemeral
    assert "**9 articles**, 15 statements by 3 speakers" in text
    assert "Newest: " in text and "Inquiry into the ferry" in text


async def test_version_and_a_link_that_asks_for_no_more_than_is_needed(stage, shown) -> None:
    text = shown((await stage.ann.slash(stage.channel, "about")).response)
    assert re.search(r"-# Dateline \d+\.\d+", text)
    link = re.search(r"\((https://discord\.com/oauth2/authorize[^)]*)\)", text)[1]
    query = parse_qs(urlsplit(link).query)
    assert query["scope"] == ["bot applications.commands"]
    assert query["client_id"] == [str(stage.env.bot.application_id)]
    asked = discord.Permissions(int(query["permissions"][0]))
    assert asked == discord.Permissions(**dict.fromkeys(NEEDED, True))
