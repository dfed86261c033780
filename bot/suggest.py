"""Autocomplete: what fits what has been typed so far. Silent where the archive is busy."""

from __future__ import annotations

from collections.abc import Iterable

from discord.app_commands import Choice

from bot.context import Ctx
from bot.pool import Busy
from bot.replies.limits import CHOICE_TEXT, CHOICES
from bot.replies.markup import visible
from bot.zones import suggest_zones
from store import Archive, ArchiveError


async def speakers(interaction: Ctx, typed: str) -> list[Choice[str]]:
    """Speakers; those quoted most on empty input."""
    try:
        found = await interaction.client.desk.ask(Archive.suggest_speakers, typed, CHOICES)
    except (Busy, ArchiveError):
        return []
    return choices((each.label, each.value) for each in found)


async def headlines(interaction: Ctx, typed: str) -> list[Choice[str]]:
    """Headlines; the newest on empty input. The value is the article's number."""
    try:
        found = await interaction.client.desk.ask(Archive.suggest_headlines, typed, CHOICES)
    except (Busy, ArchiveError):
        return []
    return choices((each.label, each.value) for each in found)


async def zones(interaction: Ctx, typed: str) -> list[Choice[str]]:
    """Time zones; common ones on empty input."""
    return choices((zone, zone) for zone in suggest_zones(typed, CHOICES))


def choices(pairs: Iterable[tuple[str, str]]) -> list[Choice[str]]:
    """(label, value) pairs within Discord's limits. A value that can't be sent whole is left out."""
    fitting = [(label, value) for label, value in pairs if 0 < len(value) <= CHOICE_TEXT]
    return [
        Choice(name=_short(label) or _short(value) or "…", value=value)
        for label, value in fitting[:CHOICES]
    ]


def _short(label: str) -> str:
    label = " ".join(visible(label).split())
    return label if len(label) <= CHOICE_TEXT else label[: CHOICE_TEXT - 1].rstrip() + "…"
