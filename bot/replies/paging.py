"""Previous and Next: the buttons that repeat a command from another place."""

from __future__ import annotations

from dataclasses import dataclass

from bot.replies.blocks import Action, Block, BlockKind, Button, Run
from bot.replies.words import number, words


@dataclass(frozen=True, slots=True)
class Lookup:
    """A command with its arguments, and how many things a page of it shows."""

    command: str
    arguments: tuple[str, ...]
    step: int


def page_buttons(lookup: Lookup | None, offset: int, total: int) -> tuple[Button, ...]:
    """Buttons to the pages that exist. Their arguments: command, offset, then the command's own."""
    if lookup is None:
        return ()
    offsets = []
    if offset > 0:
        offsets.append((words("Previous"), max(0, offset - lookup.step)))
    if offset + lookup.step < total:
        offsets.append((words("Next"), offset + lookup.step))
    return tuple(
        Button(label, Action.PAGE, (lookup.command, str(to), *lookup.arguments))
        for label, to in offsets
    )


def position_blocks(offset: int, shown: int, total: int) -> tuple[Block, ...]:
    """``4 to 6 of 12``, where there is more than is shown."""
    if not shown or total <= shown:
        return ()
    first, last = offset + 1, offset + shown
    place = (
        words("{first} of {total}", first=number(first), total=number(total))
        if shown == 1
        else words(
            "{first} to {last} of {total}",
            first=number(first),
            last=number(last),
            total=number(total),
        )
    )
    return (Block(BlockKind.NOTE, (Run(place),)),)
