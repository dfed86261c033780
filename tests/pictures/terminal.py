"""The README's picture of a terminal: what ``dateline chat`` shows, drawn by rich."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.chat import run_line
from bot.terminal import render
from store import Archive
from tests.pictures.recorded import FOLDER

FILE = FOLDER / "demo.svg"
ASKED = ("/ask Who is Hanne Voss?", "/who-said I would rathr be slow than wrogn")
_COLUMNS = 100


def drawn(archive: Path) -> str:
    """The questions and their replies as SVG."""
    console = Console(file=StringIO(), record=True, width=_COLUMNS, highlight=False)
    with Archive.open(archive) as opened:
        for line in ASKED:
            console.print(Text.assemble(("dateline> ", "bold cyan"), line))
            reply, _ = run_line(opened, line)
            render(reply, console)
    return console.export_svg(title="dateline demo", unique_id="demo")
