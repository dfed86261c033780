"""Dates as people type them into an option."""

from __future__ import annotations

from datetime import date

from bot.errors import UserError
from bot.replies.typed import typed_text
from bot.replies.words import words
from store.dates import day_of_year, iso_date


def read_date(typed: str) -> str:
    """An ISO date at the precision that was typed; "" for none. Raises UserError."""
    if not typed.strip():
        return ""
    day = iso_date(typed)
    if not day:
        raise UserError(
            words(
                "{typed} is not a date I can read: write 2002-09-11, September 2002 or 2002.",
                typed=typed_text(typed),
            )
        )
    return day


def read_day(typed: str, today: date) -> str:
    """A day of the year as ``MM-DD``, the one of ``today`` where nothing is typed. Raises UserError."""
    if not typed.strip():
        return today.isoformat()[5:]
    day = day_of_year(typed)
    if not day:
        raise UserError(
            words(
                "{typed} is not a day I can read: write 11 September, 09-11 or 2002-09-11.",
                typed=typed_text(typed),
            )
        )
    return day
