"""What a language has to know for a reply to be said in it, and how English does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = 3


class Language(Protocol):
    """A language of the bot's own sentences."""

    def __hash__(self) -> int: ...

    def sentence(self, template: str) -> str:
        """An English template in this language, itself where it has none."""

    def counted(self, one: str, many: str, count: int) -> str:
        """The template for so many things: ``one`` and ``many`` are English's."""

    def date(self, when: str, *, short: bool = False) -> str:
        """``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``--MM-DD`` as people read it; anything else as it is."""

    def weekday(self, number: int) -> str:
        """A day's name by its ISO number, 1 for Monday."""

    def number(self, value: float, decimals: int = 0) -> str:
        """With its thousands set apart."""

    def listed(self, parts: Sequence[str], *, either: bool = False) -> str:
        """``a, b and c``, or ``a, b or c``."""


class English:
    """The language that the sentences are written in. It needs no library, for the terminal starts with it."""

    def sentence(self, template: str) -> str:
        return template

    def counted(self, one: str, many: str, count: int) -> str:
        return one if count == 1 else many

    def date(self, when: str, *, short: bool = False) -> str:
        year, month, day = parts_of(when)
        if not month.isdecimal() or not 1 <= int(month) <= len(_MONTHS):
            return when
        name = _MONTHS[int(month) - 1][: _SHORT if short else None]
        return " ".join(filter(None, (str(int(day)) if day.isdecimal() else "", name, year)))

    def weekday(self, number: int) -> str:
        return _DAYS[number - 1]

    def number(self, value: float, decimals: int = 0) -> str:
        return f"{value:,.{decimals}f}"

    def listed(self, parts: Sequence[str], *, either: bool = False) -> str:
        last = " or " if either else " and "
        return last.join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


ENGLISH: Language = English()


def parts_of(when: str) -> tuple[str, str, str]:
    """Year, month and day of an ISO date at its own precision; "" for those that it has not."""
    if when.startswith("--"):
        return "", *_two(when[2:])
    year, _, rest = when.partition("-")
    return year, *_two(rest)


def _two(month_and_day: str) -> tuple[str, str]:
    month, _, day = month_and_day.partition("-")
    return month, day
