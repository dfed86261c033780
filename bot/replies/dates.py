"""Dates as people read them."""

from __future__ import annotations

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


def in_words(date: str) -> str:
    """``2002-09-11`` → ``11 September 2002``; a shorter date at its own precision; ``""`` → ``""``.

    What is not an ISO date is returned as it is.
    """
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    if not rest or not month.isdecimal() or not 1 <= int(month) <= 12:
        return date
    name = _MONTHS[int(month) - 1]
    return f"{int(day)} {name} {year}" if day.isdecimal() else f"{name} {year}"


def day_in_words(day: str) -> str:
    """``09-11`` → ``11 September``."""
    return in_words(f"2000-{day}").removesuffix(" 2000")


def span_in_words(first: str, last: str) -> str:
    """``3 May 2001 to 11 September 2002``; one date where both are the same or one is missing."""
    ends = list(dict.fromkeys(in_words(date) for date in (first, last) if date))
    return " to ".join(ends)
