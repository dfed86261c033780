"""Previous and Next: the same question from another offset.

The whole question is in the button's id, or a key to it in ``bot.db`` where it is too long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.buttons.base import Pressed
from bot.errors import UserError
from bot.lookups import LOOKUPS, look_up
from bot.replies.limits import CUSTOM_ID
from store.guilds import Guilds

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.replies import Reply

_JOINT = "|"


def packed(arguments: Sequence[str]) -> str:
    """Arguments as one string."""
    return _JOINT.join(each.replace("%", "%25").replace(_JOINT, "%7C") for each in arguments)


def unpacked(text: str) -> tuple[str, ...]:
    """The arguments again."""
    return tuple(each.replace("%7C", _JOINT).replace("%25", "%") for each in text.split(_JOINT))


def needs_key(args: Sequence[str]) -> bool:
    """Whether a page button's (command, offset, arguments …) is too long for its id."""
    return len(page_id(args)) > CUSTOM_ID


def page_id(args: Sequence[str], key: str = "") -> str:
    """``p1:COMMAND:OFFSET:=ARGUMENTS``, or ``p1:COMMAND:OFFSET:#KEY``."""
    command, offset, *arguments = args
    return f"p1:{command}:{offset}:" + (f"#{key}" if key else f"={packed(arguments)}")


class PageButton(
    Pressed,
    ui.DynamicItem[ui.Button[ui.LayoutView]],
    template=re.compile(
        r"p1:(?P<command>[a-z-]{1,32}):(?P<offset>\d{1,9}):(?P<how>[=#])(?P<what>.*)", re.DOTALL
    ),
):
    """A page of a command's results: the asker's own message is turned, anyone else sees it alone."""

    turns = True

    def __init__(self, custom_id: str, *, label: str | None = None) -> None:
        super().__init__(
            ui.Button(label=label, style=discord.ButtonStyle.secondary, custom_id=custom_id)
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> PageButton:
        return cls(match.string, label=getattr(item, "label", None))

    async def reply(self, desk: Desk) -> Reply:
        match = self.template.fullmatch(self.custom_id)
        text = match["what"] if match else None
        if match and match["how"] == "#":
            text = await desk.keep(Guilds.lookup, match["what"])
        if match is None or text is None or match["command"] not in LOOKUPS:
            raise UserError("This button is too old: ask again with the slash command.")
        return await desk.ask(look_up, match["command"], unpacked(text), int(match["offset"]))


button = PageButton
