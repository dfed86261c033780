"""Date phrases and the day, month or year they mean, told from the article's own date.

What a phrase and the article's date do not give stays absent: nothing comes from today's date, and
"Wednesday" in an article without a date, or "May" in one that has a year only, keeps ``when=""``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from spacy.tokens import Doc

from store.extract import date_readings as readings
from store.extract import numbers
from store.extract.date_readings import EDGE, FULL_MONTH, MONTH, YEAR, Reading

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_PART = r"(?:\s(?:morning|afternoon|evening|night)\b)?"
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?\b(?![:,.]\d|\s?%|\sper\s?cent)"
_HEDGE = r"(?:(?P<hedge>(?i:about|around|nearly|almost|some|over|more\sthan|at\sleast|roughly))\s)?"
_WHEN = r"(?i:(?:earlier|later|early|late|mid)[-\s])?"


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date as printed: ``[start, end)`` indexes the Doc's text, ``when`` is ISO at its precision."""

    start: int
    end: int
    when: str = ""
    qualifier: str = ""


_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[Reading], str | None]], ...]] = tuple(
    (re.compile(rf"(?<![\w.,/$€£-]){pattern}", re.ASCII), resolve)
    for pattern, resolve in (
        (r"\d{4}-\d{2}-\d{2}(?![\w-])", readings.numeric),
        (
            rf"(?:{_DAY},?\s)?(?P<date>{MONTH}\s{_NUMBER})"
            rf"(?P<until>\s?[-–]\s?\d{{1,2}}\b|\sto\s\d{{1,2}}\b)?(?P<tail>,?\s{YEAR})?",
            readings.calendar,
        ),
        (
            rf"(?:{_DAY},?\s)?(?P<date>{_NUMBER}\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?)",
            readings.calendar,
        ),
        (rf"{EDGE}(?P<date>{MONTH}(?:,|\sof)?\s{YEAR})", readings.calendar),
        (
            rf"{EDGE}(?P<month>{FULL_MONTH})\sof\s(?P<which>(?i:last|this|next))\syear\b",
            readings.month_of_year,
        ),
        (rf"{EDGE}{_SEASON}\s(?:of\s|in\s)?(?P<year>{YEAR})", readings.season),
        (r"(?:1[0-9]|20)\d\d[-–](?:(?:1[0-9]|20)\d\d|\d\d)\b(?![-\w])", readings.unresolved),
        (rf"(?:the\s)?{EDGE}(?:the\s)?\d{{3}}0(?:['’]?s)\b", readings.unresolved),
        (
            r"(?P<word>(?i:the\sday\sbefore\syesterday|the\sday\safter\stomorrow|yesterday|tomorrow"
            r"|today|tonight|last\snight|this\s(?:morning|afternoon|evening)))\b" + _PART,
            readings.today,
        ),
        (
            rf"{_HEDGE}(?P<number>(?i:an?\b|{numbers.EXACT}))\s(?P<unit>day|week|month|year)s?\sago\b",
            readings.ago,
        ),
        (
            r"(?:(?i:early|late)\s)?(?:(?P<which>(?i:last|next|this\spast|this\scoming|this))\s)?"
            rf"(?P<day>{_DAY}){_PART}",
            readings.weekday,
        ),
        (
            rf"{_WHEN}(?P<which>(?i:last|this|next))\s"
            rf"(?P<unit>(?i:year|month|week|weekend)|{_SEASON})\b",
            readings.calendar_unit,
        ),
        (
            rf"(?:(?P<which>(?i:last|this|next))\s)?{EDGE}(?P<month>{FULL_MONTH})\b",
            readings.bare_month,
        ),
        (rf"{EDGE}(?P<year>(?:1[0-9]|20)\d\d)\b(?![,.]\d|[\w%/:-]|['’]s?\b)", readings.bare_year),
    )
)


def find_dates(doc: Doc, published: str) -> tuple[DatePhrase, ...]:
    """The date phrases of ``doc`` in order, resolved against ``published`` (ISO at its precision or "")."""
    known = [int(part) for part in published.split("-")] if published else []
    year = known[0] if known else None
    month = date(known[0], known[1], 1) if len(known) > 1 else None
    day = date(*known[:3]) if len(known) > 2 else None
    text, taken = doc.text, bytearray(len(doc))
    found: list[DatePhrase] = []
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            span = doc.char_span(*match.span(), alignment_mode="expand")
            if span is None or any(taken[span.start : span.end]):
                continue
            reading = Reading(match, text, doc, span.start, span.end - 1, day, month, year)
            try:
                when = resolve(reading)
            except (ValueError, OverflowError):  # 30 February; before the year 1
                continue
            if when is None:
                continue
            taken[span.start : span.end] = b"\1" * len(span)
            groups = match.groupdict()
            qualifier = (groups.get("edge") or groups.get("hedge") or "").lower()
            found.append(DatePhrase(*match.span(), when, qualifier))
    return tuple(sorted(found, key=lambda phrase: phrase.start))
