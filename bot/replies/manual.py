"""What can be asked of the bot: a line for each command, or all about one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.words import words


@dataclass(frozen=True, slots=True)
class Entry:
    """A command or a message's menu, in the language that its reader sees it in."""

    name: str
    """As it is called in code: "digest setup"."""
    called: str
    """As it is typed or chosen: "/digest setup"."""
    does: str
    options: tuple[Option, ...] = ()
    example: str = ""
    """A line as one might type it; "" where there is nothing to fill in."""


@dataclass(frozen=True, slots=True)
class Option:
    name: str
    does: str
    required: bool


def manual_reply(entries: Sequence[Entry]) -> Reply:
    """A line for each command, with an example where it takes something."""
    blocks = [Block(BlockKind.HEADING, (Run(words("What you can ask me")),))]
    for entry in entries:
        runs = [Run(entry.called, bold=True)]
        options = " ".join(_option(option) for option in entry.options)
        if options:
            runs.append(Run(f" {options}"))
        if entry.does:
            runs.append(Run(f" · {entry.does}"))
        blocks.append(Block(BlockKind.TEXT, tuple(runs)))
        if entry.example:
            blocks.append(Block(BlockKind.NOTE, (Run(entry.example),)))
    return Reply(tuple(blocks), private=True)


def entry_reply(entry: Entry) -> Reply:
    """All about one command."""
    blocks = [Block(BlockKind.HEADING, (Run(entry.called),))]
    if entry.does:
        blocks.append(Block(BlockKind.TEXT, (Run(entry.does),)))
    for option in entry.options:
        runs = (Run(_option(option), bold=True), Run(f" · {option.does}"))
        blocks.append(Block(BlockKind.TEXT, runs))
    if entry.example:
        line = words("For example: {line}", line=entry.example)
        blocks.append(Block(BlockKind.NOTE, (Run(line),)))
    return Reply(tuple(blocks), private=True)


def _option(option: Option) -> str:
    return option.name if option.required else f"[{option.name}]"
