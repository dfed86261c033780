"""Days that a question names in words: "last week", "in September 2002", "between 2001 and 2003".

A date that stands by itself is mostly part of what is asked ("the 2016 election") and is no limit. One
that is told from today ("last week", "in the past three days") says when it was printed, and is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from store.dates import iso_date
from store.model import Period, Span

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = "mon tue wed thu fri sat sun".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
_YEAR = r"(?:1[5-9]|20)\d\d\b"
_ONE = (
    rf"(?:\d{{4}}-\d\d(?:-\d\d)?\b|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? {_YEAR}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}|{_MONTH},?(?: of)? {_YEAR}|{_YEAR})"
)
_ABSOLUTE = re.compile(
    rf"\b(?:between (?P<low>{_ONE}) and (?P<high>{_ONE})"
    rf"|from (?P<start>{_ONE}) (?:to|until|till|through) (?P<end>{_ONE})"
    rf"|(?P<decade>(?:in |during |since )?(?:the )?{_YEAR[:-2]}s)\b"
    rf"|(?:(?P<side>since|after|from|before|until|till|by|in|on|during|of) )?(?P<one>{_ONE}))",
    re.IGNORECASE,
)
_NUMBER = (
    {str(n): n for n in range(1, 1000)}
    | dict(
        zip(
            "one two three four five six seven eight nine ten eleven twelve".split(),
            range(1, 13),
            strict=True,
        )
    )
    | {"few": 3, "couple of": 2}
)
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|couple of)"
_UNIT = r"(?:day|week|month|year)"
_RELATIVE = re.compile(
    r"(?<![\w'’-])(?:(?P<side>since|after|from|before|until|till|by) )?(?:"
    rf"(?P<yesterday>yesterday|last night)"
    rf"|(?:(?:in|over|during|within|for) the (?:last|past|previous)|the past) "
    rf"(?:(?P<count>{_COUNT}) {_UNIT}s|(?P<one>{_UNIT}))\b"
    rf"|last (?:(?P<unit>week|month|year)|(?P<weekday>{_WEEKDAY})|(?P<month>{_MONTH}))"
    rf"|(?P<ago>{_COUNT}) (?P<agos>day|week|month)s? ago"
    r")\b(?!['’-]\w)(?! (?:of|that|when|in which)\b)",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"(?<![\w'’-])(?:(?P<today>today)|(?:earlier |later )?this (?P<unit>week|month|year))\b(?!['’-]\w)",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    rf"\b(?P<side>since|after|before|until|in|during) (?P<month>{_MONTH})(?! \d)", re.IGNORECASE
)
_OWNED = re.compile(
    r"(?:\b(?:the|a|an|its|his|her|their|our|my|your|every|each|what|which)|['’]s) $"
)
"""Before "last year": the last of something, not the one before this."""
_AFTER, _BEFORE = ("after",), ("before",)
_FROM, _UNTIL = ("since", "after", "from"), ("before", "until", "till", "by")


@dataclass(frozen=True, slots=True)
class Dated:
    """A period and where it stands in the text."""

    span: Span
    period: Period


def dated(text: str, today: date | None) -> list[Dated]:
    """The periods that ``text`` names, in order, not overlapping.

    Without ``today`` only those that need none are read.
    """
    found = [Dated(span, period) for span, period in _absolute(text)]
    if today is not None:
        found += [Dated(span, period) for span, period in _relative(text, today)]
    found.sort(key=lambda one: (one.span[0], -one.span[1]))
    kept: list[Dated] = []
    for one in found:
        if not kept or one.span[0] >= kept[-1].span[1]:
            kept.append(one)
    return kept


def bounds(text: str, today: date | None) -> tuple[str, str] | None:
    """First and last day of a date that was written after ``after:`` or ``before:``; None for no date."""
    plain = " ".join(text.replace("_", " ").split())
    if plain[:1].isdigit() and not any(letter.isalpha() for letter in plain):
        iso = iso_date(plain)
        return (iso, iso) if iso.count("-") == plain.count("-") and iso else None
    for reading in (plain, plain.replace("-", " ")):
        for one in dated(reading, today):
            if one.span == (0, len(reading)):
                return one.period.first, one.period.last
        if today is not None and re.fullmatch(_MONTH, reading, re.IGNORECASE):
            month = _latest_month(reading, today)
            return month, month
    return None


def _absolute(text: str) -> Iterator[tuple[Span, Period]]:
    for match in _ABSOLUTE.finditer(text):
        if match["decade"]:
            digits = re.search(r"\d{4}", match["decade"])
            year = int(digits[0]) if digits else 0
            since = match["decade"].lower().startswith("since")
            first, last = f"{year}", "" if since else f"{year + 9 if year % 100 else year + 99}"
        elif match["one"]:
            first, last = _sided((match["side"] or "").lower(), *(_iso(match["one"]),) * 2)
        else:
            first, last = _iso(match["low"] or match["start"]), _iso(match["high"] or match["end"])
        if first or last:
            yield match.span(), Period(match[0], first, last, limits=False)


def _relative(text: str, today: date) -> Iterator[tuple[Span, Period]]:
    for match in _RELATIVE.finditer(text):
        if _is_a_name(text, match) or (
            match[0].lower().startswith("last")
            and _OWNED.search(text[: match.start()][-12:].lower())
        ):
            continue
        try:
            first, last = _told_from(match, today)
        except (ValueError, OverflowError):
            continue
        first, last = _sided((match["side"] or "").lower(), first, last)
        yield match.span(), Period(match[0], first, last, limits=True)
    for match in _NOW.finditer(text):
        if not _is_a_name(text, match):
            first, last = _unit(match["unit"].lower() if match["unit"] else "day", today)
            # "This year" of an old article is as good an answer: it is no limit.
            yield match.span(), Period(match[0], first, last, limits=False)
    for match in _YEARLESS.finditer(text):
        side = match["side"].lower()
        month = _latest_month(match["month"], today)
        first, last = _sided(side, month, month)
        yield match.span(), Period(match[0], first, last, limits=side == "since")


def _told_from(match: re.Match[str], today: date) -> tuple[str, str]:
    """First and last day. Raises ValueError or OverflowError where the calendar ends."""
    if match["yesterday"]:
        return _unit("day", today - timedelta(days=1))
    if match["count"] or match["one"]:
        unit = match["one"] or match[0].split()[-1][:-1]
        count = _NUMBER[match["count"].lower()] if match["count"] else 1
        return (today - _units(unit.lower(), count)).isoformat(), today.isoformat()
    if match["unit"]:
        unit = match["unit"].lower()
        return _unit(unit, today - _units(unit, 1))
    if match["weekday"]:
        back = (today.weekday() - _DAYS.index(match["weekday"][:3].lower()) - 1) % 7 + 1
        return _unit("day", today - timedelta(days=back))
    if match["month"]:
        month = _latest_month(match["month"], today.replace(day=1) - timedelta(days=1))
        return month, month
    unit = match["agos"].lower()
    return _unit(unit, today - _units(unit, _NUMBER[match["ago"].lower()]))


def _is_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether it is written as a title is ("Last Week Tonight", "Yesterday")."""
    written = re.sub(rf"{_WEEKDAY}|{_MONTH}", "", match[0], flags=re.IGNORECASE)
    if match.start() == 0:
        written = written[1:]
    return written != written.lower() and not text.isupper()


def _units(unit: str, count: int) -> relativedelta:
    return relativedelta(**{f"{unit}s": count})


def _unit(unit: str, day: date) -> tuple[str, str]:
    """First and last day of the day, week, month or year that ``day`` lies in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    cut = day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]
    return cut, cut


def _latest_month(name: str, today: date) -> str:
    """The month of this name that began last."""
    month = _MONTHS.index(name[:3].lower()) + 1
    return f"{today.year - (month > today.month):04d}-{month:02d}"


def _iso(text: str) -> str:
    plain = re.sub(r"\bof ", "", text, flags=re.IGNORECASE)
    return iso_date(plain)


def _sided(side: str, first: str, last: str) -> tuple[str, str]:
    """The days on one side of a period: from it on, or up to it."""
    if not first:
        return "", ""
    if side in _FROM:
        return (_next(last, 1) if side in _AFTER else first), ""
    if side in _UNTIL:
        return "", (_next(first, -1) if side in _BEFORE else last)
    return first, last


def _next(iso: str, step: int) -> str:
    """The date of the same precision that follows, or with ``step`` -1 comes before."""
    unit = {4: "year", 7: "month", 10: "day"}[len(iso)]
    day = date.fromisoformat((iso + "-01-01")[:10])
    try:
        return _unit(unit, day + relativedelta(**{f"{unit}s": step}))[0]
    except (ValueError, OverflowError):
        return iso
