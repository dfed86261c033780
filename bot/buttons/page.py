"""Previous and Next: the same question from another offset."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.buttons.base import Pressed
from bot.buttons.kept import KEPT, question, too_old, with_question
from bot.lookups import LOOKUPS, look_up

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.replies import Reply


def page_id(args: Sequence[str], key: str = "") -> str:
    """``p1:COMMAND:OFFSET:=ARGUMENTS``, or ``p1:COMMAND:OFFSET:#KEY``."""
    command, offset, *arguments = args
    return with_question(f"p1:{command}:{offset}:", arguments, key)


class PageButton(
    Pressed,
    ui.DynamicItem[ui.Button[ui.LayoutView]],
    template=re.compile(r"p1:(?P<command>[a-z-]{1,32}):(?P<offset>\d{1,9}):" + KEPT, re.DOTALL),
):
    """A page of a command's results: the asker's own message is turned, anyone else sees it alone."""

    turns = True

    def __init__(self, custom_id: str, *, label: str | None = None) -> None:
        super().__init__(
            ui.Button(label=label, style=discord.ButtonStyle.secondary, custom_id=custom_id)
        )

    @property
    def command(self) -> str:
        return self.custom_id.split(":")[1]

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> PageButton:
        return cls(match.string, label=getattr(item, "label", None))

    async def reply(self, desk: Desk) -> Reply:
        match = self.template.fullmatch(self.custom_id)
        if match is None or match["command"] not in LOOKUPS:
            raise too_old()
        arguments = await question(desk, match["how"], match["what"])
        return await desk.ask(look_up, match["command"], arguments, int(match["offset"]))


button = PageButton
