"""Days of the week, as people type them in any of the languages and as they are stored: ISO, Monday is 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from bot.errors import UserError
from bot.languages import LANGUAGES, language_named
from bot.replies.language import Language
from bot.replies.words import Spoken, Weekday, listed, said, words

_EVERY = "1234567"
_DAYS = range(1, 8)
_PHRASES: tuple[tuple[Spoken, str], ...] = (
    (words("every day"), _EVERY),
    (words("daily"), _EVERY),
    (words("weekdays"), "12345"),
    (words("weekends"), "67"),
)
_LEAST = 2
"""Letters that tell a day: "mo", "th"."""


def weekdays_typed(text: str) -> str:
    """``"mon-fri"``, ``"Tuesday, Friday"`` or ``"every day"`` as stored. Raises UserError."""
    plain = " ".join(text.casefold().split())
    known = _phrases()
    if plain in known:
        return known[plain]
    chosen: set[int] = set()
    between, through = _connectors()
    for part in re.split(rf"[,;&+]|{between}", plain):
        ends = [_number(word) for word in re.split(rf"-|–|{through}", part)]
        if len(ends) > 2:
            raise _not_days(text)
        # From Saturday to Monday is over the end of the week.
        first, last = ends[0], ends[-1]
        chosen.update((first - 1 + ahead) % 7 + 1 for ahead in range((last - first) % 7 + 1))
    return "".join(map(str, sorted(chosen)))


def weekdays_in_words(stored: str) -> Spoken:
    """``every day``, ``Monday to Friday``, ``Tuesday and Friday``."""
    days = sorted({int(digit) for digit in stored if digit in _EVERY})
    if len(days) == len(_EVERY):
        return words("every day")
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _through(Weekday(days[0]), Weekday(days[-1]))
    return listed(Weekday(day) for day in days)


def suggest_weekdays(typed: str, language: Language) -> list[Spoken]:
    """What fits what has been typed so far; what is typed itself, where it can be read."""
    plain = typed.casefold().strip()
    offered = (
        words("every day"),
        _through(Weekday(1), Weekday(5)),
        words("weekends"),
        *map(Weekday, _DAYS),
    )
    offers = [each for each in offered if said(each, language).casefold().startswith(plain)]
    if plain:
        with suppress(UserError):
            offers.insert(0, weekdays_in_words(weekdays_typed(typed)))
    return list(dict.fromkeys(offers))


def _through(first: str, last: str) -> Spoken:
    return words("{first} to {last}", first=first, last=last)


def _languages() -> Iterator[Language]:
    return map(language_named, LANGUAGES)


@cache
def _phrases() -> dict[str, str]:
    return {
        said(phrase, language).casefold(): days
        for language in _languages()
        for phrase, days in _PHRASES
    }


@cache
def _connectors() -> tuple[str, str]:
    """What stands between two days that are chosen, and between the ends of a span, as patterns."""
    both = {said(listed("12"), language).strip("12") for language in _languages()}
    ends = {said(_through("1", "2"), language).strip("12") for language in _languages()}
    return "|".join(map(re.escape, sorted(both))), "|".join(map(re.escape, sorted(ends)))


@cache
def _names() -> tuple[tuple[str, int], ...]:
    return tuple(
        (language.weekday(day).casefold(), day) for language in _languages() for day in _DAYS
    )


def _number(word: str) -> int:
    word = word.strip().rstrip("s.")
    found = {day for name, day in _names() if name.startswith(word)}
    if len(word) < _LEAST or len(found) != 1:
        raise _not_days(word)
    return found.pop()


def _not_days(text: str) -> UserError:
    return UserError(
        words(
            "{text} is no day of the week: write “every day”, “mon-fri” or “Tuesday, Friday”.",
            text=text.strip(),
        )
    )
