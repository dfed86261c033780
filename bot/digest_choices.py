"""What an admin chose for the digest → settings to store, and settings → what an admin reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import discord

from bot.errors import UserError, permission_names
from bot.jobs.due import moment_of, next_day
from bot.jobs.places import Place, missing_permissions, tags_for
from bot.replies.dates import in_words
from bot.weekdays import weekdays_in_words, weekdays_typed
from bot.zones import zone_named
from store import Archive
from store.guilds import DigestSettings, Length, Post, PostState

MOST = 10
"""Topics, and speakers, of one digest."""
_CLEAR = frozenset({"none", "all", "-"})
_OUTCOMES = {
    PostState.POSTED: "posted",
    PostState.EMPTY: "nothing new",
    PostState.CLAIMED: "begun, not confirmed by Discord yet",
    PostState.REFUSED: "refused by Discord",
    PostState.MISSED: "missed; what was new will be in the next post",
    PostState.CAUGHT_UP: "missed; what was new came in a later post",
}
_DAYS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Choices:
    """What was typed; None where an option was left out: that stays as it was."""

    hour: int | None = None
    zone: str | None = None
    weekdays: str | None = None
    topics: str | None = None
    speakers: str | None = None
    length: str | None = None
    role: discord.Role | None = None
    tag: str | None = None
    silent: bool | None = None
    say_when_empty: bool | None = None
    catch_up: bool | None = None


def chosen(choices: Choices, place: Place, earlier: DigestSettings | None) -> DigestSettings:
    """The settings to store, but for when they start. Raises UserError, which says what to do."""
    base = earlier
    zone = zone_named(choices.zone) if choices.zone else None
    if base is None:
        if choices.hour is None or zone is None:
            raise UserError("The first time, /digest setup needs an hour and a time zone.")
        base = DigestSettings(place.guild.id, place.id, choices.hour, zone, starts="")
    changes: dict[str, Any] = {
        "hour": choices.hour,
        "zone": zone,
        "weekdays": choices.weekdays and weekdays_typed(choices.weekdays),
        "topics": _listed(choices.topics, "[,;]"),
        "speakers": _listed(choices.speakers, ";"),
        "length": choices.length and Length(choices.length),
        "silent": choices.silent,
        "says_empty": choices.say_when_empty,
        "catches_up": choices.catch_up,
    }
    if choices.role is not None:
        changes["role"] = 0 if choices.role.is_default() else choices.role.id
    settings = replace(
        base,
        channel=place.id,
        paused="",
        told=True,
        **{name: value for name, value in changes.items() if value is not None},
    )
    settings = replace(settings, tag=_tag(choices.tag, place, settings.tag))
    missing = missing_permissions(place, settings.role)
    if missing:
        raise UserError(
            f"In #{place.name} I need the permission {permission_names(missing)} first."
        )
    return settings


def _listed(typed: str | None, between: str) -> tuple[str, ...] | None:
    if typed is None:
        return None
    parts = [" ".join(part.split()) for part in re.split(between, typed)]
    if len(parts) == 1 and parts[0].casefold() in _CLEAR:
        return ()
    found = tuple(dict.fromkeys(filter(None, parts)))
    if len(found) > MOST:
        raise UserError(f"That is more than {MOST}: choose the {MOST} that matter most.")
    return found


def _tag(typed: str | None, place: Place, earlier: int) -> int:
    """The number of the tag that a forum's threads get, 0 for none."""
    if not isinstance(place, discord.ForumChannel):
        if typed:
            raise UserError("Only a forum has tags: leave the tag out, or choose a forum.")
        return 0
    if typed is None:
        found = tags_for(place, earlier)
    else:
        found = [tag for tag in place.available_tags if tag.name.casefold() == typed.casefold()]
        if not found:
            names = ", ".join(tag.name for tag in place.available_tags) or "none at all"
            raise UserError(f"#{place.name} has no tag of that name; it has {names}.")
    if not found and place.flags.require_tag:
        raise UserError(f"#{place.name} asks for a tag, and has none that I may set.")
    return found[0].id if found else 0


def known_speakers(archive: Archive, typed: Sequence[str]) -> tuple[str, ...]:
    """Speakers as the archive names them. Raises UserError, with the names that come near."""
    names = []
    for name in typed:
        profile = archive.speaker(name)
        if profile is None:
            near = [each.label for each in archive.suggest_speakers(name, 3)]
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise UserError(f"Nobody in the archive is known as {name}.{hint}")
        names.append(profile.name)
    return tuple(dict.fromkeys(names))


def first_day(settings: DigestSettings, now: datetime, ledger: Sequence[Post]) -> date:
    """The first day that is posted from ``now`` on; one that was posted early is not posted again."""
    day = next_day(settings, now)
    if any(post.day == day.isoformat() for post in ledger):
        return next_day(settings, moment_of(settings, day))
    return day


def in_sentences(
    settings: DigestSettings, place: Place | None, now: datetime, ledger: Sequence[Post]
) -> tuple[str, ...]:
    """Everything about a server's digest, a line each."""
    where = f"#{place.name}" if place else "a channel that I can't see"
    days = weekdays_in_words(settings.weekdays)
    lines = [f"The daily post goes to {where} at {settings.hour:02}:00, {settings.zone}, {days}."]
    if settings.paused:
        lines.append(f"Paused: {settings.paused} /digest resume goes on.")
    else:
        first = max(first_day(settings, now, ledger).isoformat(), settings.starts)
        lines.append(f"Next: {in_words(first)}.")
    missing = missing_permissions(place, settings.role) if place else ()
    if missing:
        lines.append(f"I lack the permission {permission_names(missing)} there.")
    about = [f"what holds {topic}" for topic in settings.topics]
    about += [f"what quotes {name}" for name in settings.speakers]
    lines.append(f"It shows {'; '.join(about) or 'all that is new'}; length: {settings.length}.")
    role = place.guild.get_role(settings.role) if place and settings.role else None
    lines.append(
        f"It {'is silent' if settings.silent else 'notifies as usual'}"
        f" and pings {f'the role {role.name}' if role else 'nobody'}."
    )
    lines.append(
        f"A day without news {'is said to be one' if settings.says_empty else 'has no post'};"
        f" one that was missed {'is caught up' if settings.catches_up else 'is left out'}."
    )
    lines += [
        f"{in_words(post.day)}: {_OUTCOMES[post.state]}" for post in tuple(ledger)[:_DAYS_SHOWN]
    ]
    return tuple(lines)
