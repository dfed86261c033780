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
from bot.languages import LANGUAGES, language_named
from bot.replies.dates import in_words
from bot.replies.packed import unpacked
from bot.replies.words import Words, joined, listed, said, words
from bot.weekdays import weekdays_in_words, weekdays_typed
from bot.zones import zone_named
from store import Archive
from store.guilds import DigestSettings, Length, Post, PostState

MOST = 10
"""Topics, and speakers, of one digest."""
_NONE = words("none")
_CLEAR = frozenset({"all", "-", *(said(_NONE, language_named(code)) for code in LANGUAGES)})
"""What is typed, in any of the languages, for no topics or speakers."""
_LENGTHS = {
    Length.SHORT: words("short"),
    Length.MEDIUM: words("medium"),
    Length.LONG: words("long"),
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
            raise UserError(words("The first time, /digest setup needs an hour and a time zone."))
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
            words(
                "In #{channel} I need the permission {names} first.",
                channel=place.name,
                names=permission_names(missing),
            )
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
        raise UserError(
            words("That is more than {most}: choose the {most} that matter most.", most=MOST)
        )
    return found


def _tag(typed: str | None, place: Place, earlier: int) -> int:
    """The number of the tag that a forum's threads get, 0 for none."""
    if not isinstance(place, discord.ForumChannel):
        if typed:
            raise UserError(words("Only a forum has tags: leave the tag out, or choose a forum."))
        return 0
    if typed is None:
        found = tags_for(place, earlier)
    else:
        found = [tag for tag in place.available_tags if tag.name.casefold() == typed.casefold()]
        if not found:
            names = [tag.name for tag in place.available_tags]
            if not names:
                raise UserError(words("#{channel} has no tags.", channel=place.name))
            raise UserError(
                words(
                    "#{channel} has no tag of that name; it has {names}.",
                    channel=place.name,
                    names=joined(", ", names),
                )
            )
    if not found and place.flags.require_tag:
        raise UserError(
            words("#{channel} asks for a tag, and has none that I may set.", channel=place.name)
        )
    return found[0].id if found else 0


def known_speakers(archive: Archive, typed: Sequence[str]) -> tuple[str, ...]:
    """Speakers as the archive names them. Raises UserError, with the names that come near."""
    names = []
    for name in typed:
        profile = archive.speaker(name)
        if profile is None:
            near = [each.label for each in archive.suggest_speakers(name, 3)]
            if not near:
                raise UserError(words("Nobody in the archive is known as {name}.", name=name))
            raise UserError(
                words(
                    "Nobody in the archive is known as {name}. Did you mean {near}?",
                    name=name,
                    near=listed(near, either=True),
                )
            )
        names.append(profile.name)
    return tuple(dict.fromkeys(names))


def first_day(settings: DigestSettings, now: datetime, ledger: Sequence[Post]) -> date:
    """The first day that is posted from ``now`` on; one that was posted early is not posted again."""
    day = next_day(settings, now)
    if any(post.day == day.isoformat() for post in ledger):
        return next_day(settings, moment_of(settings, day))
    return day


def hour_of(settings: DigestSettings) -> str:
    """``09:00``."""
    return f"{settings.hour:02}:00"


def in_sentences(
    settings: DigestSettings, place: Place | None, now: datetime, ledger: Sequence[Post]
) -> tuple[str, ...]:
    """Everything about a server's digest, a line each."""
    where = f"#{place.name}" if place else words("a channel that I can't see")
    lines = [
        words(
            "The daily post goes to {where} at {hour}, {zone}, {days}.",
            where=where,
            hour=hour_of(settings),
            zone=settings.zone,
            days=weekdays_in_words(settings.weekdays),
        )
    ]
    if settings.paused:
        lines.append(words("Paused: {why} /digest resume goes on.", why=unpacked(settings.paused)))
    else:
        first = max(first_day(settings, now, ledger).isoformat(), settings.starts)
        lines.append(words("Next: {day}.", day=in_words(first)))
    missing = missing_permissions(place, settings.role) if place else ()
    if missing:
        lines.append(words("I lack the permission {names} there.", names=permission_names(missing)))
    lines.append(_shown(settings))
    role = place.guild.get_role(settings.role) if place and settings.role else None
    lines.append(_told(silent=settings.silent, role=role.name if role else ""))
    lines.append(_left_out(settings))
    lines += [_outcome(post.state, in_words(post.day)) for post in tuple(ledger)[:_DAYS_SHOWN]]
    return tuple(lines)


def _shown(settings: DigestSettings) -> Words:
    about = [words("what holds {topic}", topic=topic) for topic in settings.topics]
    about += [words("what quotes {name}", name=name) for name in settings.speakers]
    return words(
        "It shows {what}; length: {length}.",
        what=joined("; ", about) if about else words("all that is new"),
        length=_LENGTHS[settings.length],
    )


def _told(*, silent: bool, role: str) -> Words:
    if role:
        if silent:
            return words("It is silent and pings the role {role}.", role=role)
        return words("It notifies as usual and pings the role {role}.", role=role)
    if silent:
        return words("It is silent and pings nobody.")
    return words("It notifies as usual and pings nobody.")


def _left_out(settings: DigestSettings) -> Words:
    empty = words("A day without news has no post")
    if settings.says_empty:
        empty = words("A day without news is said to be one")
    if settings.catches_up:
        return words("{empty}; one that was missed is caught up.", empty=empty)
    return words("{empty}; one that was missed is left out.", empty=empty)


def _outcome(state: PostState, day: str) -> Words:
    match state:
        case PostState.POSTED:
            return words("{day}: posted", day=day)
        case PostState.EMPTY:
            return words("{day}: nothing new", day=day)
        case PostState.CLAIMED:
            return words("{day}: begun, not confirmed by Discord yet", day=day)
        case PostState.REFUSED:
            return words("{day}: refused by Discord", day=day)
        case PostState.MISSED:
            return words("{day}: missed; what was new will be in the next post", day=day)
        case PostState.CAUGHT_UP:
            return words("{day}: missed; what was new came in a later post", day=day)
