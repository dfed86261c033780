"""Context: the paragraphs around a citation, for the one who asks for them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.buttons.base import Pressed
from bot.lookups import look_up

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.replies import Reply


class ContextButton(
    Pressed,
    ui.DynamicItem[ui.Button[ui.LayoutView]],
    template=r"c1:(?P<article>\d{1,18}):(?P<start>\d{1,12}):(?P<end>\d{1,12})",
):
    """``c1:ARTICLE:START:END``, string indices into the article's body."""

    def __init__(self, article: int, start: int, end: int, *, label: str = "Context") -> None:
        self.article, self.start, self.end = article, start, end
        super().__init__(
            ui.Button(
                label=label,
                style=discord.ButtonStyle.secondary,
                custom_id=f"c1:{article}:{start}:{end}",
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> ContextButton:
        return cls(*map(int, match.groups()))

    async def reply(self, desk: Desk) -> Reply:
        spot = (str(self.article), str(self.start), str(self.end))
        return replace(await desk.ask(look_up, "context", spot), private=True)


button = ContextButton
