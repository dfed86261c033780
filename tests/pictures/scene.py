"""What the README's picture shows: questions to the real bot on the bundled archive, and what it sends.

A member asks, checks a quote that a colleague posted, and looks somebody up; the day's digest comes by the
clock. simcord is the Discord that the bot talks to.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import simcord

from bot.client import DatelineClient
from bot.desk import Desk
from bot.settings import Settings
from store import Archive
from store.guilds import Guilds
from store.intake import ingest_files
from store.read import files_under
from store.sample import articles_folder

QUESTION = "How many people died on the Gannet?"
MISSPELT = "I would rathr be slow than wrogn"
MISQUOTED = "“I would rather be fast than wrong,” said Tomas Velling"
SPEAKER = "Mara Velling"
_TODAY = ("2025-08-22-long-ebb-found.txt", "2025-11-25-budget.txt")
"""The articles that come in after the digest was set up: the news of its day."""
ZONE = "Asia/Singapore"
"""simcord's day begins at midnight UTC: an hour later it is nine there, and the digest is due."""
_HOUR = 60 * 60
_PATIENCE = 20.0
"""Seconds that the bot may take for one step; less than its clocks wait, a minute."""
_SEEN = ("content", "label", "divider", "description", "items", "components", "accessory")
"""What a reader sees of a component; ids and addresses are left out."""


@dataclass(frozen=True)
class Scene:
    """A channel after the conversation."""

    env: Any
    channel: Any
    reader: Any
    """The member through whose eyes it is seen."""
    shown: Mapping[str, tuple[Any, ...]]
    """The messages of each part of the picture, in order."""

    def replies(self) -> dict[str, Any]:
        """What the bot's messages say, as they were sent: what the picture has to show."""
        return {
            name: [_seen(_payload(each)) for each in messages[-1].components]
            for name, messages in self.shown.items()
        }


@asynccontextmanager
async def played(folder: Path) -> AsyncIterator[Scene]:
    """The conversation, in an empty ``folder`` for its databases."""
    late = [path for path in files_under(articles_folder()) if path.name in _TODAY]
    early = [path for path in files_under(articles_folder()) if path.name not in _TODAY]
    _take_in(folder, early)
    archive, guilds = Archive.open(folder / "archive.db"), Guilds.open(folder / "bot.db")
    desk = Desk(archive, guilds)
    try:
        client = DatelineClient(desk, Settings(_env_file=None, shards="0/1"))
        async with simcord.run(client, settle_timeout=_PATIENCE) as env:
            yield await _conversation(env, lambda: _take_in(folder, late))
    finally:
        await desk.close()
        archive.close()
        guilds.close()


def _take_in(folder: Path, files: Iterable[Path]) -> None:
    ingest_files(folder / "archive.db", articles_folder(), files)


async def _conversation(env: Any, news: Callable[[], None]) -> Scene:
    await env.bot.user.edit(username="Dateline")
    guild = env.create_guild(name="Newsroom")
    channel = guild.create_text_channel("archive")
    editors = guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    reader = guild.add_member(env.create_user("noor"))
    editor = guild.add_member(env.create_user("felix"), roles=[editors])
    await editor.slash(channel, "digest setup", channel=channel, hour=9, zone=ZONE)
    news()
    await env.advance_time(_HOUR)
    digest = channel.last_message
    asked = await reader.slash(channel, "ask", question=QUESTION)
    found = await reader.slash(channel, "who-said", words=MISSPELT)
    misquoted = await editor.send(channel, MISQUOTED)
    checked = await reader.context_menu(channel, "Check quotes", misquoted)
    looked_up = await reader.slash(channel, "speaker", name=SPEAKER)
    shown = {
        "ask": (asked.response,),
        "who-said": (found.response,),
        "check": (misquoted, checked.response),
        "speaker": (looked_up.response,),
        "digest": (digest,),
    }
    return Scene(env, channel, reader, shown)


def _seen(component: Any) -> Any:
    if isinstance(component, list):
        return [_seen(each) for each in component]
    if isinstance(component, dict):
        return {name: _seen(component[name]) for name in _SEEN if name in component}
    return component


def _payload(component: Any) -> Any:
    """A component as JSON: discord.py has those of a channel's history as objects."""
    return component if isinstance(component, dict) else component.to_dict()
