"""Days of the week, as people type them and as they are stored: ISO numbers, Monday is 1."""

from __future__ import annotations

import re
from contextlib import suppress

from bot.errors import UserError

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EVERY = "1234567"
_KNOWN = {"every day": _EVERY, "daily": _EVERY, "weekdays": "12345", "weekends": "67"}
_OFFERED = ("every day", "Monday to Friday", "weekends", *_NAMES)
_LEAST = 2
"""Letters that tell a day: "mo", "th"."""


def weekdays_typed(text: str) -> str:
    """``"mon-fri"``, ``"Tuesday, Friday"`` or ``"every day"`` as stored. Raises UserError."""
    plain = " ".join(text.casefold().split())
    if plain in _KNOWN:
        return _KNOWN[plain]
    chosen: set[int] = set()
    for part in re.split(r"[,;&+]| and ", plain):
        ends = [_number(word) for word in re.split(r"-|–| to ", part)]
        if len(ends) > 2:
            raise _not_days(text)
        # From Saturday to Monday is over the end of the week.
        first, last = ends[0], ends[-1]
        chosen.update((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))
    return "".join(str(number + 1) for number in sorted(chosen))


def weekdays_in_words(stored: str) -> str:
    """``every day``, ``Monday to Friday``, ``Tuesday and Friday``."""
    days = sorted({int(digit) for digit in stored if digit in _EVERY})
    if len(days) == len(_NAMES):
        return "every day"
    names = [_NAMES[day - 1] for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{names[0]} to {names[-1]}"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def suggest_weekdays(typed: str) -> list[str]:
    """What fits what has been typed so far; what is typed itself, where it can be read."""
    plain = typed.casefold().strip()
    offers = [offer for offer in _OFFERED if offer.casefold().startswith(plain)]
    if plain:
        with suppress(UserError):
            offers.insert(0, weekdays_in_words(weekdays_typed(typed)))
    return list(dict.fromkeys(offers))


def _number(word: str) -> int:
    word = word.strip().rstrip("s.")
    found = [n for n, name in enumerate(_NAMES) if name.casefold().startswith(word)]
    if len(word) < _LEAST or len(found) != 1:
        raise _not_days(word)
    return found[0]


def _not_days(text: str) -> UserError:
    return UserError(
        f"{text.strip()!r} is no day of the week: write “every day”, “mon-fri” or “Tuesday, Friday”."
    )
