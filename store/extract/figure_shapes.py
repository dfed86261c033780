"""Where a text prints a number, and as what: patterns only, before the parse has its say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.extract import numbers, units
from store.model import FactKind

_FIRST = r"(?<![\w.,:/#'’^&*+=~-])"
_CLOCK = r"(?!\s?(?:[ap]\.?m\b|o['’]\s?clock|GMT|UTC|hours\sGMT))"
_LAST = rf"(?![\w:/°]|[.,]\d|[-–]\d|['’]s\b){_CLOCK}"
_AMOUNT = rf"(?:{units.SIGN}\s?)?(?:{numbers.EXACT})"
_FRACTION = re.compile(
    rf"{_FIRST}{numbers.FRACTION}(?=\sof\s|\s(?:the|its|their|his|her|our|all)\s)", re.IGNORECASE
)
_PERIOD = re.compile(r"\b(?:first|second|third|other|better|latter)\s\Z", re.IGNORECASE)
_RATIO = re.compile(
    rf"{_FIRST}(?:(?P<part>{numbers.EXACT})\s(?:out\sof|in(?=\s(?:every\s)?(?:10|ten|100|1,000)\b))"
    rf"|(?P<one>one|1)\sin)\s(?:every\s)?"
    rf"(?P<whole>{numbers.EXACT}){_LAST}(?!\s?%|[-\s]{units.MEASURE})",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    rf"{_FIRST}(?:(?:(?<=between\s)(?P<floor>{_AMOUNT})\sand\s"
    rf"|(?P<low>{_AMOUNT})(?P<joint>(?<=\d)\s?[-–]\s?(?=[\d$€£])|\s(?:to|or)\s))(?!{numbers.SCALE}))?"
    rf"(?P<sign>(?:{units.SIGN}|(?:{units.CODES})(?=\s?\d))\s?)?"
    rf"(?:(?P<number>{numbers.EXACT})|(?P<vague>{numbers.VAGUE}))"
    rf"(?P<compact>{units.COMPACT})?"
    rf"(?:[-\s]?(?P<percent>%|per\s?cent(?:age\spoints?)?\b|pct\b)"
    rf"|(?:\sof)?[-\s](?P<money>{units.MONEY_WORD})|[-\s]?(?P<measure>{units.MEASURE}))?{_LAST}",
    re.IGNORECASE,
)
_VOTE = re.compile(r"\b(?:vot(?:e|ed|es|ing)|approved|passed|rejected|ballot)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """A number at ``[start, end)`` of the text, its currency and unit included, its qualifier not."""

    kind: FactKind
    start: int
    end: int
    value: float | None
    """None for a range and for a vague plural."""
    unit: str = ""
    vague: bool = False
    """A plural that names no value: "dozens"."""
    vote: bool = False
    """One side of a vote: "215 to 210"."""


def find_shapes(text: str) -> Iterator[Shape]:
    """Everything that has the shape of a figure: shares and ratios before the plain numbers in them."""
    yield from _fractions(text)
    yield from _ratios(text)
    yield from _figures(text)


def _fractions(text: str) -> Iterator[Shape]:
    for match in _FRACTION.finditer(text):
        if _PERIOD.search(text, max(0, match.start() - 8), match.start()):
            continue  # "the first half of 2015"
        yield Shape(FactKind.PERCENT, *match.span(), numbers.share_of(match.group()), "%")


def _ratios(text: str) -> Iterator[Shape]:
    for match in _RATIO.finditer(text):
        part = numbers.value_of(match["part"] or match["one"])
        whole = numbers.value_of(match["whole"])
        if part and whole and part < whole and not 1900 <= whole < 2100:
            yield Shape(FactKind.PERCENT, *match.span(), round(100 * part / whole, 2), "%")


def _figures(text: str) -> Iterator[Shape]:
    for match in _FIGURE.finditer(text):
        kind, unit, scale = _unit(match)
        start, end = match.span()
        value = numbers.value_of(match["number"]) if match["number"] else None
        if match["number"] and value is None:
            continue
        if match["compact"] and kind is FactKind.COUNT and match["compact"].lower() in "mbk":
            continue  # "10k", "5m": metres, a race
        if value is not None:
            value = float(f"{value * scale:.12g}")
        vote = False
        if match["floor"]:
            value = None
        if match["low"]:
            joint = match["joint"].strip().lower()
            before = text[max(0, start - 9) : start].lower().split()
            opening = before[-1] if before else ""
            vote = (
                joint in ("to", "-", "–")
                and kind is FactKind.COUNT
                and not unit
                and bool(_VOTE.search(text, max(0, start - 60), end + 8))
            )
            if vote or (joint == "to" and opening == "from"):
                low = numbers.value_of(re.sub(rf"^{units.SIGN}\s?", "", match["low"]))
                scaled = bool(match["compact"]) or numbers.is_scaled(match["number"] or "")
                if low is not None and (not scaled or numbers.is_scaled(match["low"])):
                    yield Shape(kind, start, match.end("low"), low, unit, vote=vote)
                start = match.start("sign") if match["sign"] else match.start("number")
                if match["vague"]:
                    continue
            else:
                value = None
        yield Shape(kind, start, end, value, unit, bool(match["vague"]), vote)


def _unit(match: re.Match[str]) -> tuple[FactKind, str, float]:
    """Kind, unit, and what the number is multiplied by."""
    scale = numbers.SCALES[match["compact"].lower()] if match["compact"] else 1.0
    if match["percent"]:
        points = "points" in match["percent"] or "point" in match["percent"]
        return FactKind.PERCENT, "percentage points" if points else "%", scale
    sign = (match["sign"] or "").strip()
    opening = re.match(units.SIGN, match["low"] or match["floor"] or "", re.IGNORECASE)
    if not sign and opening:
        sign = opening.group()
    if sign:
        return FactKind.MONEY, units.currency(sign.upper()), scale
    if match["money"]:
        return FactKind.MONEY, units.currency(match["money"]), scale
    if match["measure"]:
        return FactKind.COUNT, units.measure(match["measure"]), scale
    return FactKind.COUNT, "", scale
