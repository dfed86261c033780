"""Article: the whole article, for the one who asks for it."""

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


class ArticleButton(
    Pressed, ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"a1:(?P<article>\d{1,18})"
):
    """``a1:ARTICLE``"""

    def __init__(self, article: int, *, label: str = "Article") -> None:
        self.article = article
        super().__init__(
            ui.Button(label=label, style=discord.ButtonStyle.secondary, custom_id=f"a1:{article}")
        )

    @property
    def command(self) -> str:
        return "article"

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> ArticleButton:
        return cls(int(match["article"]))

    async def reply(self, desk: Desk) -> Reply:
        found = await desk.ask(look_up, "article", (str(self.article),))
        return replace(found, private=True)


button = ArticleButton
