"""Previous and Next: the same question from another offset."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.buttons.kept import with_question
from bot.buttons.repeats import Repeats, repeated


def page_id(args: Sequence[str], key: str = "") -> str:
    """``p1:COMMAND:OFFSET:=ARGUMENTS``, or ``p1:COMMAND:OFFSET:#KEY``."""
    command, offset, *arguments = args
    return with_question(f"p1:{command}:{offset}:", arguments, key)


class PageButton(Repeats, ui.DynamicItem[ui.Button[ui.LayoutView]], template=repeated("p1")):
    """A page of a command's results: the asker's own message is turned, anyone else sees it alone."""

    turns = True


button = PageButton
