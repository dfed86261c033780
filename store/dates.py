"""Printed dates to ISO 8601 at their own precision. What is not printed is never filled in."""

from __future__ import annotations

import re
from datetime import datetime

from dateutil import parser as dateutil_parser

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"
_CLOCK = r"(?:,?\s{1,3}(?:at\s)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{3,4})?)?"
_ISO = re.compile(
    r"((?:1[5-9]|2\d)\d\d)(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:[T ]\d.{0,40})?$"
)
PRINTED = re.compile(
    _WEEKDAY
    + r"(?:"
    + rf"{_MONTH}\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}\d{{4}}"
    + rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{{1,3}}{_MONTH},?\s{{1,3}}\d{{4}}"
    + rf"|{_MONTH},?\s{{1,3}}\d{{4}}"
    + r"|\d{1,2}/\d{1,2}/\d{4}"
    + r"|\d{4}-\d{2}-\d{2}"
    + r")"
    + _CLOCK,
    re.IGNORECASE,
)
"""A whole date as pages print it. Month-first where figures alone leave it open, as in the US press."""

_A, _B = datetime(2000, 1, 1), datetime(2001, 2, 2)


def iso_date(text: str) -> str:
    """``text`` (one printed date, or an ISO date or time) as an ISO date at its precision, or "".

    An offset in an ISO time is left as it is: the day is the one that was printed.
    """
    text = text.strip()
    found = _ISO.match(text)
    if found:
        year, month, day = found.groups()
        if day:
            try:
                datetime(int(year), int(month), int(day))
            except ValueError:
                return ""
        return "-".join(part for part in (year, month, day) if part)
    if len(text) > 60 or not PRINTED.fullmatch(text):
        return ""
    try:
        # Twice, with two different fillings: where they differ, the text did not say.
        a = dateutil_parser.parse(text, default=_A)
        b = dateutil_parser.parse(text, default=_B)
    except (ValueError, OverflowError):
        return ""
    if a.year != b.year:
        return ""
    if a.month != b.month:
        return f"{a.year:04d}"
    if a.day != b.day:
        return f"{a.year:04d}-{a.month:02d}"
    return f"{a.year:04d}-{a.month:02d}-{a.day:02d}"
