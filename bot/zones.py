"""IANA time zones, found from what someone types."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from bot.errors import UserError
from bot.replies.words import listed, words

_FIRST = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
)
"""Offered before anything is typed."""
_ALIKE = 60.0


@cache
def _zones() -> dict[str, str]:
    """How a zone is typed → its name."""
    names = (name for name in available_timezones() if not name.startswith(("posix", "right")))
    return {_plain(name): name for name in sorted(names)}


def _plain(text: str) -> str:
    return " ".join(text.replace("/", " ").replace("_", " ").casefold().split())


def zone_named(typed: str) -> str:
    """The zone's proper name. Raises UserError, which names the nearest."""
    name = _zones().get(_plain(typed))
    if name is None:
        near = suggest_zones(typed, 3)
        if not near:
            raise UserError(words("There is no such time zone. Pick one from the list."))
        raise UserError(
            words(
                "There is no such time zone. Did you mean {near}?", near=listed(near, either=True)
            )
        )
    return name


def suggest_zones(typed: str, limit: int) -> list[str]:
    """The likeliest zones: those that hold the typed words, then those spelt like them."""
    plain = _plain(typed)
    if not plain:
        return list(_FIRST[:limit])
    zones = _zones()
    holding = sorted(
        (key for key in zones if plain in key),
        key=lambda key: (f" {plain}" not in f" {key}", len(key), key),
    )
    if len(holding) < limit:
        alike = process.extract(
            plain, zones.keys(), scorer=fuzz.WRatio, limit=limit, score_cutoff=_ALIKE
        )
        holding = list(dict.fromkeys([*holding, *(key for key, _, _ in alike)]))
    return [zones[key] for key in holding[:limit]]
