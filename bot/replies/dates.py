"""Dates as people read them."""

from __future__ import annotations

from bot.replies.words import Day, words


def in_words(date: str) -> str:
    """``2002-09-11`` → ``11 September 2002``; a shorter date at its own precision; ``""`` → ``""``.

    What is not an ISO date is returned as it is.
    """
    return Day(date) if date else ""


def day_in_words(day: str) -> str:
    """``09-11`` → ``11 September``."""
    return Day(f"--{day}")


def span_in_words(first: str, last: str) -> str:
    """``3 May 2001 to 11 September 2002``; one date where both are the same or one is missing."""
    ends = list(dict.fromkeys(in_words(date) for date in (first, last) if date))
    if len(ends) < 2:
        return next(iter(ends), "")
    return words("{first} to {last}", first=ends[0], last=ends[1])
