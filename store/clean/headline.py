"""The headline and the date that stands at its end."""

from __future__ import annotations

import re

from store.dates import PRINTED, iso_date

_SEPARATED_TAIL = re.compile(r"\s{1,4}[-–—|]\s{1,4}([^-–—|]{4,40}|\d{4}-\d{2}-\d{2})$")


def split_headline(line: str) -> tuple[str, str]:
    """``(headline, ISO date)`` of a headline line; the date is "" where none is printed.

    Two dates at the end ("… - September 10, 2002 - 2002-09-11"): the last one counts, both are cut.
    """
    headline, date = line.strip(), ""
    while True:
        tail = _SEPARATED_TAIL.search(headline)
        found = iso_date(tail.group(1)) if tail else ""
        if not tail or not found:
            return headline, date
        headline, date = headline[: tail.start()].rstrip(), date or found


def is_date_line(line: str) -> str:
    """The ISO date of a line that is nothing but a date, or ""."""
    line = line.strip().rstrip(".")
    return iso_date(line) if len(line) <= 60 and PRINTED.fullmatch(line) else ""
