"""``python -m tests.pictures`` draws the README's pictures anew and records what they show."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from bot.demo import demo_archive
from tests.pictures import terminal
from tests.pictures.photograph import photographs
from tests.pictures.recorded import file_of, record, save
from tests.pictures.scene import played


async def draw() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with played(Path(folder)) as scene:
            replies = scene.replies()
            record(replies)
            async for name, theme, drawn in photographs(scene):
                save(drawn, name, theme, replies)
                print(file_of(name, theme))


asyncio.run(draw())
terminal.FILE.write_text(terminal.drawn(demo_archive(rebuild=True)), encoding="utf-8")
print(terminal.FILE)
