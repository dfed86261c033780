"""The same replies in a terminal: colours and bold on a screen, Markdown-like marks in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.markup import shown, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES = {
    BlockKind.HEADING: "bold",
    BlockKind.HEADLINE: "",
    BlockKind.QUOTE: "",
    BlockKind.ATTRIBUTION: "",
    BlockKind.CITATION: "dim",
    BlockKind.TEXT: "",
    BlockKind.NOTE: "italic dim",
}
_BAR = "▌ "


def print_reply(reply: Reply, file: TextIO | None = None) -> None:
    """Show a reply. No character of an article can act on the terminal."""
    file = file or sys.stdout
    if not file.isatty():
        file.write(as_text(reply) + "\n")
        return
    from rich.console import Console

    render(reply, Console(file=file, highlight=False))


def render(reply: Reply, console: Console) -> None:
    """The same in colours, on whatever rich draws on."""
    from rich.padding import Padding

    for block in reply.blocks:
        text = _styled(block)
        if block.kind is BlockKind.QUOTE:
            lines = text.wrap(console, max(20, console.width - len(_BAR)))
            for line in lines:
                console.print(_bar() + line)
        elif block.kind in (BlockKind.ATTRIBUTION, BlockKind.CITATION):
            console.print(Padding(text, (0, 0, 0, len(_BAR))))
        else:
            console.print(text)
        if block.kind is BlockKind.CITATION:
            console.print()


def as_text(reply: Reply) -> str:
    """A reply without colours: ``**bold**``, ``> `` before quoted lines, addresses in brackets."""
    lines: list[str] = []
    for block in reply.blocks:
        text = "".join(_marked(run, block.kind) for run in shown(block.runs))
        if block.kind is BlockKind.QUOTE:
            text = "\n".join(f"> {line}" for line in text.split("\n"))
        lines.append(text)
        if block.kind is BlockKind.CITATION:
            lines.append("")
    return "\n".join(lines).rstrip("\n")


def _marked(run: Run, kind: BlockKind) -> str:
    text = run.text
    if run.bold and kind is not BlockKind.HEADING:
        text = f"**{text}**"
    text = _compared(run, text)
    return f"{text} <{visible(run.url)}>" if run.url else text


def _compared(run: Run, text: str) -> str:
    """Words taken out or put in, in the marks of wdiff: not every screen strikes words through."""
    if run.deleted:
        return f"[-{text}-]"
    return f"{{+{text}+}}" if run.inserted else text


def _styled(block: Block) -> Text:
    from rich.text import Text

    text = Text(style=_STYLES[block.kind])
    for run in shown(block.runs):
        style = " ".join(
            part
            for part in (
                "bold" if run.bold else "",
                "italic" if run.italic else "",
                "strike red" if run.deleted else "",
                "underline green" if run.inserted else "",
                f"link {visible(run.url)}" if run.url and not run.url.split()[1:] else "",
            )
            if part
        )
        text.append(_compared(run, run.text), style=style)
    return text


def _bar() -> Text:
    from rich.text import Text

    return Text(_BAR, style="cyan")
