"""Dates as people type them into an option."""

from __future__ import annotations

from bot.errors import UserError
from store.dates import iso_date


def read_date(typed: str) -> str:
    """An ISO date at the precision that was typed; "" for none. Raises UserError."""
    if not typed.strip():
        return ""
    date = iso_date(typed)
    if not date:
        raise UserError("That is not a date I can read: write 2002-09-11, September 2002 or 2002.")
    return date
