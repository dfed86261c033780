"""How far apart two dates of print are, whatever their precision."""

from __future__ import annotations

from datetime import date

UNDATED = 0


def day_of(published: str) -> int:
    """Days since the year 1, or UNDATED for a date that is missing or not known to the day."""
    try:
        return date.fromisoformat(published).toordinal() if len(published) == 10 else UNDATED
    except ValueError:
        return UNDATED


def days_between(one: str, other: str) -> int | None:
    """Days between two ISO dates, None where one is missing; 0 where one is the other, less precise."""
    if not one or not other:
        return None
    if one.startswith(other) or other.startswith(one):
        return 0
    try:
        first, second = (date.fromisoformat((each + "-01-01")[:10]) for each in (one, other))
    except ValueError:
        return None
    return abs((first - second).days)
