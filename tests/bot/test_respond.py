"""Slow answers: announced in time, and seen by those they are for.

The work sleeps on the event loop, for a thread's work stops the clock of the Discord that is played.
"""

from __future__ import annotations

import asyncio

import discord
import pytest
from discord import app_commands, ui

from bot.buttons.base import Pressed
from bot.errors import UserError
from bot.replies import Block, BlockKind, Reply, Run
from bot.replies.pictures import articles_chart
from bot.respond import respond
from store.overview.model import Activity

SOON = 0.1
CHART = articles_chart(Activity((("2002-09-11", 3),)))


async def later(text: str, *, private: bool = False) -> Reply:
    await asyncio.sleep(SOON * 2)
    if text == "fail":
        raise UserError("That took too long.")
    picture = CHART if text == "chart" else None
    return Reply((Block(BlockKind.TEXT, (Run(text),)),), private=private, picture=picture)


@app_commands.command(name="slow", description="An answer that takes long")
async def slow(interaction: discord.Interaction, text: str, private: bool) -> None:
    await respond(interaction, later(text, private=private))


@app_commands.command(name="button", description="A button whose answer takes long")
async def button(interaction: discord.Interaction) -> None:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.ActionRow(SlowButton()))
    await interaction.response.send_message(view=view)


class SlowButton(Pressed, ui.DynamicItem[ui.Button], template="slow"):
    turns = True

    def __init__(self) -> None:
        super().__init__(ui.Button(label="Slow", custom_id="slow"))

    @classmethod
    async def from_custom_id(cls, interaction, item, match, /):
        return cls()

    async def reply(self, desk) -> Reply:
        return await later("turned")


@pytest.fixture
def simcord_bot(desks, monkeypatch):
    monkeypatch.setattr("bot.respond.SOON", SOON)
    client = desks.client()
    client.tree.add_command(slow)
    client.tree.add_command(button)
    return client


def announcements(stage) -> list[dict]:
    """What interactions were first answered with."""
    return [each.json for each in stage.env.http_requests if each.path.endswith("/callback")]


async def test_a_public_answer_follows_the_private_announcement(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "slow", text="here", private=False)
    assert announcements(stage) == [{"type": 5, "data": {"flags": 64}}]
    assert result.response.ephemeral
    (answer,) = result.followups
    assert not answer.ephemeral and shown(answer) == "here"


async def test_a_private_answer_stays_private(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "slow", text="here", private=True)
    assert announcements(stage) == [{"type": 5, "data": {"flags": 64}}]
    assert result.response.ephemeral
    assert shown(result.response) == "here" and not result.followups


async def test_a_slow_answers_picture_comes_with_it(stage, pictures) -> None:
    result = await stage.ann.slash(stage.channel, "slow", text="chart", private=False)
    assert not pictures(result.response)
    (answer,) = result.followups
    assert [each.name for each in pictures(answer)] == ["articles.png"]
    result = await stage.ann.slash(stage.channel, "slow", text="chart", private=True)
    assert [each.name for each in pictures(result.response)] == ["articles.png"]


async def test_a_late_error_stays_private(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "slow", text="fail", private=False)
    told = [each for each in (result.response, *result.followups) if each]
    assert all(each.ephemeral for each in told)
    assert "That took too long." in [shown(each) for each in told]
    assert len(stage.env.errors) == 1


async def test_a_slow_page_takes_the_place_of_the_message(stage, shown) -> None:
    message = (await stage.ann.slash(stage.channel, "button")).response
    result = await stage.ann.click(message, label="Slow")
    assert result.acknowledged
    (only,) = stage.channel.history()
    assert only.id == message.id and shown(only) == "turned"
