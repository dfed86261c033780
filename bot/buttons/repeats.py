"""What the buttons share whose id holds a question: Previous, Next, Show in channel, feedback."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord
from discord import ui

from bot.buttons.base import Pressed
from bot.buttons.kept import KEPT, question, too_old
from bot.lookups import LOOKUPS, look_up

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.replies import Reply


class HoldsQuestion(Pressed):
    """Mixed into a DynamicItem that is known by its whole id."""

    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(self, custom_id: str, *, label: str | None = None) -> None:
        button: ui.Button[ui.LayoutView] = ui.Button(
            label=label, style=self.style, custom_id=custom_id
        )
        super().__init__(button)  # type: ignore[call-arg]  # DynamicItem's

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(match.string, label=getattr(item, "label", None))


class Repeats(HoldsQuestion):
    """A button that asks the same again, from another offset or for others: ``repeated(…)`` is its id."""

    custom_id: str
    template: re.Pattern[str]

    @property
    def command(self) -> str:
        return self.custom_id.split(":")[1]

    async def reply(self, desk: Desk) -> Reply:
        match = self.template.fullmatch(self.custom_id)
        if match is None or match["command"] not in LOOKUPS:
            raise too_old()
        arguments = await question(desk, match["how"], match["what"])
        return await desk.ask(look_up, match["command"], arguments, int(match["offset"]))


def repeated(prefix: str) -> re.Pattern[str]:
    """``PREFIX:COMMAND:OFFSET:=ARGUMENTS``, or ``PREFIX:COMMAND:OFFSET:#KEY``."""
    return re.compile(prefix + r":(?P<command>[a-z-]{1,32}):(?P<offset>\d{1,9}):" + KEPT, re.DOTALL)
