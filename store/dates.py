"""Printed dates to ISO 8601 at their own precision. What is not printed is never filled in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"
_YEAR = r"(?:1[5-9]|2\d)\d\d"
_ORDINAL = r"(?:st|nd|rd|th)?"
_TIME = (
    r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d{1,6})?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?"
    r"|\d{4}(?=\s?(?:utc|gmt)))"
)
_ZONE = r"(?:\s?\(?(?:[A-Z]{1,5}(?:/[A-Z]{1,5})?|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?)\)?)?"
_CLOCK_AFTER = rf"(?:\s{{0,2}}[,|–—-]?\s{{0,2}}(?:at\s|[T(])?{_TIME}{_ZONE}\)?)?"
_CLOCK_BEFORE = rf"(?:{_TIME}{_ZONE}\s?[,|–—-]?\s{{1,2}}(?:on\s)?)?"
_LABEL = (
    r"(?:(?:first\s|last\s|originally\s)?(?:updated|published|posted|modified|created|issued|released"
    r"|broadcast|aired|filed|date[d]?)(?:\son|\sat)?(?:\s\([A-Z/]{2,8}\))?(?:\s?[:=]\s?|\s))?"
)
_DAY_OR_MONTH = (
    rf"(?P<month1>{_MONTH})\s{{1,3}}(?P<day1>\d{{1,2}}){_ORDINAL},?\s{{1,3}}(?P<year1>{_YEAR}|['’]\d\d)"
    rf"|(?P<day2>\d{{1,2}}){_ORDINAL}(?:\s{{1,3}}|-|/)(?:of\s)?(?P<month2>{_MONTH})(?:,?\s{{1,3}}|-|/)"
    rf"(?P<year2>{_YEAR}|['’]?\d\d(?!\d))"
    rf"|(?P<month3>{_MONTH}),?\s{{1,3}}(?P<year3>{_YEAR})"
    r"|(?P<a4>\d{1,2})(?P<mark4>[/.-])(?P<b4>\d{1,2})(?P=mark4)(?P<year4>\d{4}|\d\d)(?![\d/])"
    rf"|(?P<year5>{_YEAR})(?:[-/.](?P<month5>\d{{1,2}})[-/.](?P<day5>\d{{1,2}})"
    r"|(?P<month6>\d\d)(?P<day6>\d\d))(?!\d)"
)
_PRINTED = re.compile(
    rf"{_LABEL}{_CLOCK_BEFORE}{_WEEKDAY}(?:{_DAY_OR_MONTH}){_CLOCK_AFTER}{_CLOCK_AFTER}",
    re.IGNORECASE,
)
_AT_END = re.compile(
    rf"(?:^|[\s|(·•–—-])(?P<all>{_LABEL}{_WEEKDAY}(?:{_DAY_OR_MONTH}){_CLOCK_AFTER})\)?\.?$",
    re.IGNORECASE,
)
_ISO = re.compile(
    rf"({_YEAR})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:[T ]\d.{{0,40}})?$"
)
_MONTH_DAY = re.compile(r"\d{1,2}-\d{1,2}")
_SECONDS = re.compile(r"(1?\d{9})(?:\d{3})?")
_UPDATED = re.compile(r"(?:last\s)?(?:updated|modified)", re.IGNORECASE)

LONGEST = 90
"""Characters of the longest line that may be a date and nothing else."""


def iso_date(text: str) -> str:
    """``text`` (one printed date, or an ISO date or time) as an ISO date at its precision, or "".

    Month first where figures alone leave it open (9/11/2002), as in the US press; day first with dots
    (11.9.2002), as in Europe. A year of two figures is 1969 to 2068. An offset or a zone is left as it
    is: the day is the one that was printed. Nine, ten or thirteen figures are Unix time, its day in UTC.
    """
    text = text.strip()
    seconds = _SECONDS.fullmatch(text)
    if seconds:
        return datetime.fromtimestamp(int(seconds.group(1)), UTC).date().isoformat()
    found = _ISO.match(text)
    if found:
        year, month, day = found.groups()
        return _valid(int(year), int(month or 0), int(day or 0))
    return printed_date(text)


def day_of_year(text: str) -> str:
    """``MM-DD`` of a day with or without its year ("11 September", "September 11", "9/11", "09-11", a
    whole date), or "" if it names none."""
    text = text.strip()
    whole = iso_date(f"2000-{text}" if _MONTH_DAY.fullmatch(text) else text)
    if not whole:
        joint = next((mark for mark in "/." if mark in text), " ")
        whole = iso_date(f"{text.rstrip(joint)}{joint}2000")  # a leap year
    return whole[5:] if len(whole) == len("2000-09-11") else ""


def printed_date(line: str) -> str:
    """The ISO date of a line that is one whole date, with its label, weekday and clock if any, or ""."""
    line = line.strip()
    found = _PRINTED.fullmatch(line.rstrip(".")) if len(line) <= LONGEST else None
    return _of(found) if found else ""


def ending_date(line: str) -> tuple[str, str]:
    """``(what stands before, ISO date)`` of a line that ends in a date; ``(line, "")`` where none does."""
    start = max(0, len(line) - LONGEST)
    found = _AT_END.search(line, start)
    date_ = _of(found) if found else ""
    return (line[: found.start()].rstrip(), date_) if found and date_ else (line, "")


def is_update(line: str) -> bool:
    """Whether a date line says when a page was changed, not when it came out."""
    return _UPDATED.match(line.strip()) is not None


def _of(found: re.Match[str]) -> str:
    """The date that ``_DAY_OR_MONTH`` found."""
    part = {key: value for key, value in found.groupdict().items() if value and key != "all"}
    year = next(value for key, value in part.items() if key.startswith("year"))
    if "mark4" in part:
        first, second = int(part["a4"]), int(part["b4"])
        month, day = (second, first) if part["mark4"] == "." else (first, second)
        if month > 12:
            month, day = day, month
    else:
        month = next(_month(value) for key, value in part.items() if key.startswith("month"))
        day = next((int(value) for key, value in part.items() if key.startswith("day")), 0)
        if day == 0 and "month3" not in part:
            return ""
    return _valid(_century(year), month, day)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1


def _century(year: str) -> int:
    if len(year) == 4:
        return int(year)
    short = int(year[-2:])
    return short + (1900 if short >= 69 else 2000)


def _valid(year: int, month: int, day: int) -> str:
    """The date at the precision that is known (0 for what is not), or "" if there is no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    parts = [f"{year:04d}", f"{month:02d}" if month else "", f"{day:02d}" if day else ""]
    return "-".join(part for part in parts if part)
