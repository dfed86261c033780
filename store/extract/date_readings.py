"""What a date phrase means: one function for each way in which dates are printed.

Each takes the phrase as it was matched and gives its ISO date at its own precision, "" where that can't
be told from the phrase and the article's date, or None where the phrase is no date after all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from dateutil import parser
from dateutil.relativedelta import relativedelta
from spacy.tokens import Doc, Token

from store.extract import numbers
from store.extract.tense import Tense, tense_at

FULL_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTH = rf"(?:(?:{FULL_MONTH})\b|(?:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
EDGE = r"(?:(?P<edge>(?i:early|late|mid|the\s(?:beginning|start|middle|end)\sof))[-\s])?"
YEAR = r"\d{4}\b(?![,.]\d|%)"

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_FARTHEST: Final = {
    Tense.PAST: timedelta(days=310),
    Tense.PRESENT: timedelta(days=150),
    Tense.FUTURE: timedelta(days=200),
}
"""How far from the article's date a month without a year may lie: past it, the tense was misread."""
_STEPS: Final = {"last": -1, "this": 0, "next": 1}
_NAMED_DAYS = frozenset(
    "ash black bloody cyber easter fat good holy maundy palm shrove super".split()
)
_DAY_NAMES = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_LATER_YEAR = re.compile(
    rf"\s?(?:to|and|through|until|or|[-–])\s?{EDGE}{MONTH}(?:\s\d{{1,2}})?(?:\sof|,)?\s(?P<year>{YEAR})"
)
_EXPLICIT_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?![,.]\d)")
_INDEFINITE = frozenset(
    "a an any each every first second third fourth most one some that the".split()
)
_ON = frozenset("after before by from on since through to until".split())
_BEFORE_YEAR = frozenset(
    "( after and around as before between by circa during early for from in late mid of or since "
    "through to until till year".split()
)
_BEFORE_MONTH = frozenset(
    "( after and around before between by during early for from in late mid of or since through to "
    "until till".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule may look at: its match, the phrase's tokens, and what is known of the article's date."""

    match: re.Match[str]
    text: str
    doc: Doc
    first: int
    last: int
    day: date | None
    month: date | None
    """The first of the month."""
    year: int | None

    @property
    def tense(self) -> Tense:
        return tense_at(self.doc[self.last])

    @property
    def before(self) -> Token | None:
        return self.doc[self.first - 1] if self.first else None

    @property
    def after(self) -> Token | None:
        return self.doc[self.last + 1] if self.last + 1 < len(self.doc) else None

    def preceded_by(self, words: frozenset[str]) -> bool:
        return self.before is not None and self.before.lower_ in words


# --- calendar dates ----------------------------------------------------------------------------


def _given(text: str) -> tuple[int | None, int | None, int | None]:
    """Year, month and day that ``text`` itself gives: dateutil fills in the rest, differently each time."""
    one = parser.parse(text, default=datetime(2000, 1, 1))
    other = parser.parse(text, default=datetime(2004, 3, 2))
    return (
        one.year if one.year == other.year else None,
        one.month if one.month == other.month else None,
        one.day if one.day == other.day else None,
    )


def _iso(year: int, month: int | None = None, day: int | None = None) -> str:
    if month is None:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" if day is None else date(year, month, day).isoformat()


def calendar(reading: Reading) -> str | None:
    """Month and day, month and year, or all three."""
    match = reading.match
    year, month, day = _given(match["date"] + (match.groupdict().get("tail") or ""))
    if month is None:
        return None
    if match.groupdict().get("until"):
        day = None  # "May 2-5": what both days share
    if year is None:
        year = _year_after(reading)
    if year is None:
        nearest = _nearest(reading, month, day)
        return nearest if nearest is None or nearest == "" or day is not None else nearest[:7]
    return _iso(year, month, day)


def _year_after(reading: Reading) -> int | None:
    """The year that a range prints once, at its end: "from June to July 2012"."""
    match = _LATER_YEAR.match(reading.text, reading.match.end())
    return int(match["year"]) if match else None


def _tells_other_year(reading: Reading) -> bool:
    """True where the paragraph, so far, names a year that is not the article's: its months are that year's."""
    text, end = reading.text, reading.match.start()
    nearby = max(0, end - 1500)
    start = max(text.rfind("\n\n", nearby, end), nearby)
    years = _EXPLICIT_YEAR.findall(text[start:end])
    return bool(years) and int(years[-1]) != reading.year


def _nearest(reading: Reading, month: int, day: int | None) -> str:
    """The month (and day) nearest to the article's date on the side that the tense says."""
    if reading.month is None or _tells_other_year(reading):
        return ""
    here = reading.day if day is not None else reading.month
    if here is None:
        if month == reading.month.month:
            return ""
        here = reading.month
    around = []
    for year in (here.year - 1, here.year, here.year + 1):
        try:
            around.append(date(year, month, day or 1))
        except ValueError:
            continue
    tense = reading.tense
    farthest = _FARTHEST[tense]
    if tense is Tense.FUTURE:
        around = [it for it in around if it >= here]
    elif tense is Tense.PAST:
        around = [it for it in around if it <= here]
    nearest = min(around, key=lambda it: abs(it - here), default=None)
    if nearest is None or abs(nearest - here) > farthest:
        return ""
    return _iso(nearest.year, nearest.month, day and nearest.day)


def bare_month(reading: Reading) -> str | None:
    """ "in September", "last May": a month that stands alone and is no name and no verb."""
    before, after = reading.before, reading.after
    if after is not None and after.pos_ == "PROPN" and after.lower_ not in _DAY_NAMES:
        return None
    which = reading.match["which"]
    of_noun = after is not None and after.pos_ == "NOUN" and reading.preceded_by(_INDEFINITE)
    if not (which or reading.match["edge"] or of_noun or reading.preceded_by(_BEFORE_MONTH)):
        return None
    month = _MONTHS.index(reading.match["month"][:3].lower()) + 1
    if (
        before is not None
        and before.i
        and (before.lower_ in ("each", "every") or reading.doc[before.i - 1].lower_ in _DAY_NAMES)
    ):
        return None  # "every May", "the fourth Thursday in November"
    if which:
        here = reading.month
        if here is None:
            return ""
        if which.lower() == "this":
            return _iso(here.year, month)
        if which.lower() == "last":
            return _iso(here.year - 1, month) if month >= here.month else ""
        return _iso(here.year + 1, month) if month <= here.month else ""
    year = _year_after(reading)
    return _iso(year, month) if year else _nearest(reading, month, None)


def month_of_year(reading: Reading) -> str:
    """ "June of last year"."""
    if reading.year is None:
        return ""
    month = _MONTHS.index(reading.match["month"][:3].lower()) + 1
    return _iso(reading.year + _STEPS[reading.match["which"].lower()], month)


def numeric(reading: Reading) -> str:
    return date(*(int(part) for part in reading.match.group().split("-"))).isoformat()


def bare_year(reading: Reading) -> str | None:
    """ "in 2013", "a 2018 study": four digits that are neither a count nor part of a name."""
    year, before, after = int(reading.match["year"]), reading.before, reading.after
    if before is not None and before.pos_ == "PROPN" and before.dep_ != "pobj":
        return None
    token = reading.doc[reading.last]
    if after is not None and (after.tag_ in ("NNS", "NNPS") and token.head.i >= after.i):
        return None
    if reading.match["edge"] or reading.preceded_by(_BEFORE_YEAR):
        return _iso(year)
    modern = 1900 <= year < 2100
    return _iso(year) if modern and (token.head.i > token.i or token.dep_ == "nsubj") else None


# --- dates told from the article's -------------------------------------------------------------


def _shared(start: date, end: date) -> str:
    """The month or year that holds both days: how ISO says a week that has no day."""
    if start.year != end.year:
        return ""
    return _iso(start.year, start.month if start.month == end.month else None)


def today(reading: Reading) -> str | None:
    day, word = reading.day, reading.match["word"].lower()
    if (
        word == "today"
        and reading.doc[reading.last].dep_ == "npadvmod"
        and (reading.doc[reading.last].head.pos_ in ("NOUN", "PROPN"))
    ):
        return None  # "life today": nowadays
    if day is None:
        return ""
    shift = {"yesterday": -1, "last night": -1, "the day before yesterday": -2, "tomorrow": 1}
    shift["the day after tomorrow"] = 2
    return (day + timedelta(days=shift.get(" ".join(word.split()), 0))).isoformat()


def weekday(reading: Reading) -> str | None:
    match, day, before = reading.match, reading.day, reading.before
    which = (match["which"] or "").lower()
    if not which and (reading.preceded_by(_INDEFINITE) or _begins_name(before)):
        return None
    if which in ("last", "next") and reading.preceded_by(frozenset(("the",))):
        return None  # "the last Monday in May"
    token, after = reading.doc[reading.last], reading.after
    named = token.dep_ == "compound" and after is not None and after.pos_ == "PROPN"
    if named and not reading.preceded_by(_ON):
        return None  # "Sunday Times"
    if day is None:
        return ""
    number = _WEEKDAYS.index(match["day"][:3].lower())
    back = (day.weekday() - number) % 7
    ahead = (number - day.weekday()) % 7
    if which in ("last", "this past"):
        return (day - timedelta(days=back or 7)).isoformat()
    if which in ("next", "this coming", "the coming"):
        return (day + timedelta(days=ahead or 7)).isoformat()
    tense = reading.tense
    if tense is Tense.PRESENT and reading.doc[reading.last].dep_ in ("poss", "compound"):
        return "" if back else day.isoformat()  # "prepare for Friday's vote", "mourn Friday's dead"
    forward = tense is Tense.FUTURE
    return (day + timedelta(days=ahead) if forward else day - timedelta(days=back)).isoformat()


def _begins_name(before: Token | None) -> bool:
    """ "Black Friday", "Palm Sunday"."""
    return before is not None and before.lower_ in _NAMED_DAYS


def calendar_unit(reading: Reading) -> str | None:
    """ "this year", "late last month", "next week", "last summer"."""
    which, unit = reading.match["which"].lower(), reading.match["unit"].lower()
    step = _STEPS[which]
    if which != "this" and reading.preceded_by(frozenset(("the", "his", "her", "their", "its"))):
        return None  # "over the last year"
    if unit == "year":
        return _iso(reading.year + step) if reading.year is not None else ""
    if unit == "month":
        if reading.month is None:
            return ""
        month = reading.month + relativedelta(months=step)
        return _iso(month.year, month.month)
    if unit in ("week", "weekend"):
        if reading.day is None:
            return ""
        monday = reading.day - timedelta(days=reading.day.weekday()) + timedelta(weeks=step)
        first = 0 if unit == "week" else 5
        return _shared(monday + timedelta(days=first), monday + timedelta(days=6))
    if reading.month is None or unit == "winter":
        return ""
    start = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9}[unit]
    if which == "last":
        return _iso(reading.month.year - 1) if reading.month.month < start else ""
    if which == "next":
        return _iso(reading.month.year + 1) if reading.month.month > start + 2 else ""
    return _iso(reading.month.year)


def ago(reading: Reading) -> str | None:
    """ "two years ago". A hedged or a round number of years is no date: "about 10 years ago"."""
    match = reading.match
    value = numbers.value_of(match["number"]) if match["number"].lower() not in ("a", "an") else 1.0
    if value is None or value != int(value) or value > 1000:
        return ""
    amount, unit = int(value), match["unit"]
    if match["hedge"]:
        return ""
    if unit == "year":
        if reading.year is None or amount % 10 == 0:
            return ""
        return _iso((date(reading.year, 1, 1) - relativedelta(years=amount)).year)
    if unit == "month":
        if reading.month is None:
            return ""
        month = reading.month - relativedelta(months=amount)
        return _iso(month.year, month.month)
    if reading.day is None:
        return ""
    if unit == "day":
        return (reading.day - timedelta(days=amount)).isoformat()
    then = reading.day - timedelta(weeks=amount)
    return _shared(then - timedelta(days=3), then + timedelta(days=3))


def unresolved(reading: Reading) -> str:
    return ""


def season(reading: Reading) -> str:
    return _iso(int(reading.match["year"]))
