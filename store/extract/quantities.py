"""Counts, amounts of money, percentages and measures, with their qualifiers, as a text prints them.

Shapes are found by patterns, then the parse says what is no figure: names with numbers in them
("Flight 370"), ages, years, clock times, list numbers, scores, "one" as a pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from store.extract import numbers, units
from store.extract.counted import CASUALTIES, counted_noun
from store.model import FactKind, Span

_QUALIFIER_WORDS = (
    "at least|at most|no more than|no less than|no fewer than|not more than|more than|less than"
    "|fewer than|greater than|as many as|as much as|as few as|as little as|up to|upwards of|close to"
    "|slightly more than|slightly less than|slightly over|slightly under|little more than|just over"
    "|just under|well over|well under|over|under|above|below|about|around|approximately|roughly"
    "|nearly|almost|some|an estimated|estimated|only|just|exactly|an additional|additional|another"
    "|a further|a total of|an average of|a record|a reported|a mere|perhaps|maybe|possibly|probably"
    "|between"
)
_VOTE = re.compile(r"\b(?:vot(?:e|ed|es|ing)|approved|passed|rejected|ballot)\b", re.IGNORECASE)
_QUALIFIER = re.compile(
    rf"(?<![\w-])(?:{_QUALIFIER_WORDS.replace(' ', chr(92) + 's')})\s\Z", re.IGNORECASE
)
_LONGEST_QUALIFIER = 24
_AFTER = re.compile(r"\sor\s(?:more|so|fewer|less)\b", re.IGNORECASE)

_FIRST = r"(?<![\w.,:/#'’^&*+=~-])"
_CLOCK = r"(?!\s?(?:[ap]\.?m\b|o['’]\s?clock|GMT|UTC|hours\sGMT))"
_LAST = rf"(?![\w:/°]|[.,]\d|[-–]\d|['’]s\b){_CLOCK}"
_AMOUNT = rf"(?:{units.SIGN}\s?)?(?:{numbers.EXACT})"
_FRACTION = re.compile(
    rf"{_FIRST}{numbers.FRACTION}(?=\sof\s|\s(?:the|its|their|his|her|our|all)\s)", re.IGNORECASE
)
_PERIOD = re.compile(r"\b(?:first|second|third|other|better|latter)\s\Z", re.IGNORECASE)
_RATIO = re.compile(
    rf"{_FIRST}(?:(?P<part>{numbers.EXACT})\sout\sof|(?P<one>one|1)\sin)\s(?:every\s)?"
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


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as printed. ``span`` indexes the Doc's text and holds the qualifier and the unit."""

    kind: FactKind
    span: Span
    value: float | None
    """None for a range and for "dozens", "tens of thousands"."""
    unit: str
    qualifier: str
    first: int
    """Token index of the number's first token."""
    last: int
    """Token index of its last one, its unit included."""
    noun: tuple[int, int] | None
    """Token indices ``[start, end)`` of what is counted."""


@dataclass(frozen=True, slots=True)
class _Shape:
    kind: FactKind
    start: int
    end: int
    value: float | None
    unit: str = ""
    vague: bool = False
    vote: bool = False


def find_quantities(doc: Doc, dates: Sequence[Span]) -> tuple[Quantity, ...]:
    """The figures of ``doc`` in order, outside the date phrases ``dates`` (spans of its text)."""
    text = doc.text  # joined anew at each reading: once is linear
    taken = bytearray(len(text) + 1)
    for start, end in dates:
        taken[start:end] = b"\1" * (end - start)
    found: list[Quantity] = []
    for shapes in (_fractions, _ratios, _figures):
        for shape in shapes(text):
            if any(taken[shape.start : shape.end]):
                continue
            quantity = _accepted(doc, text, shape)
            if quantity is not None:
                start, end = quantity.span
                taken[start:end] = b"\1" * (end - start)
                found.append(quantity)
    return tuple(sorted(found, key=lambda quantity: quantity.span))


def _fractions(text: str) -> Iterator[_Shape]:
    for match in _FRACTION.finditer(text):
        if _PERIOD.search(text, max(0, match.start() - 8), match.start()):
            continue  # "the first half of 2015"
        yield _Shape(FactKind.PERCENT, *match.span(), numbers.share_of(match.group()), "%")


def _ratios(text: str) -> Iterator[_Shape]:
    for match in _RATIO.finditer(text):
        part = numbers.value_of(match["part"] or match["one"])
        whole = numbers.value_of(match["whole"])
        if part and whole and part < whole and not 1900 <= whole < 2100:
            yield _Shape(FactKind.PERCENT, *match.span(), round(100 * part / whole, 2), "%")


def _figures(text: str) -> Iterator[_Shape]:
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
                    yield _Shape(kind, start, match.end("low"), low, unit, vote=vote)
                start = match.start("sign") if match["sign"] else match.start("number")
                if match["vague"]:
                    continue
            else:
                value = None
        yield _Shape(kind, start, end, value, unit, bool(match["vague"]), vote)


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


# --- what is no figure -------------------------------------------------------------------------

_LABELS = frozenset(
    "article book category chapter channel class district episode figure flight gate grade group "
    "highway item lesson level line no no. number option page part phase platform point question "
    "room route row rule season section stage step table tip type version volume".split()
)
_OLD = re.compile(r"[-\s](?:olds?|of\sage|ago|earlier|later)\b", re.IGNORECASE)
_LIST_MARK = re.compile(r"\s?[.):]\s|\s[-–]\s?\w")
_NOT_COUNTED = frozenset("time times way ways".split())
_SINGULARS = frozenset("aircraft craft fish people personnel police sheep staff troops".split())
_DEFINITE = frozenset("the these those both other top his her its their our my your".split())
_ABOUT_WHAT = frozenset(
    "ask care complain concern debate dream forget hear know laugh learn question read say speak story "
    "talk teach tell think wonder worry write".split()
)
_SPATIAL = frozenset("above below over under".split())
_BARE = frozenset("nsubj nsubjpass dobj attr".split())
_CHANGES = frozenset("at by from of than to".split())
_LITTLE = 10


def _accepted(doc: Doc, text: str, shape: _Shape) -> Quantity | None:
    """The figure with its qualifier, None where the text around it says that it is none."""
    span = doc.char_span(shape.start, shape.end, alignment_mode="expand")
    if span is None or (span.start_char, span.end_char) != (shape.start, shape.end):
        return None
    if _OLD.match(text, shape.end) or (shape.vague and shape.unit in units.DURATIONS):
        return None
    first, last = span.start, span.end - 1
    start, qualifier = _qualified(doc, text, shape)
    end = shape.end
    after = _AFTER.match(text, end)
    if after:
        end = after.end()
        qualifier = qualifier or after.group().strip().lower()
    plain = shape.kind is FactKind.COUNT and not shape.unit
    hyphened = text[shape.end : shape.end + 1] in ("-", "–")
    noun = counted_noun(doc, last + 2 if after else last, of_unit=not plain)
    if shape.kind is FactKind.COUNT and _is_label(doc, text, shape, first):
        return None
    if plain and shape.vote:
        noun = None
    elif plain and (hyphened or not _counts(doc, shape, span, noun, bool(qualifier))):
        return None
    return Quantity(shape.kind, (start, end), shape.value, shape.unit, qualifier, first, last, noun)


def _qualified(doc: Doc, text: str, shape: _Shape) -> tuple[int, str]:
    """Where the phrase starts with its qualifiers, and the qualifiers."""
    here = shape.start
    for _ in range(2):
        match = _QUALIFIER.search(text, max(0, here - _LONGEST_QUALIFIER), here)
        span = match and doc.char_span(match.start(), match.end() - 1)
        if not match or not span:
            break
        word = span[0]
        before = doc[word.i - 1].lemma_ if word.i else ""
        if word.lower_ == "about" and (
            before in _ABOUT_WHAT or (word.dep_ == "prep" and word.head.lemma_ in _ABOUT_WHAT)
        ):
            break
        if word.lower_ in _SPATIAL and word.dep_ == "prep" and shape.unit in units.DURATIONS:
            break
        if word.lower_ == "between" and shape.value is not None:
            break
        here = match.start()
    return here, " ".join(text[here : shape.start].lower().split())


def _is_label(doc: Doc, text: str, shape: _Shape, first: int) -> bool:
    """A number in a name, a list or an address: "Flight 370", "step 2", "1. Wash", "Apollo 11"."""
    if first == 0 or "\n" in doc[first - 1].text:
        return bool(_LIST_MARK.match(text, shape.end))
    before, number = doc[first - 1], doc[first]
    if before.lower_ in _LABELS or before.lower_ in ("age", "aged", "ages"):
        return True
    if before.lower_ == "than" and doc[max(0, first - 2)].lower_ in ("older", "younger"):
        return True
    if before.text == "." and first > 1 and doc[first - 2].lower_ == "no":
        return True
    if before.pos_ == "PROPN" and (number.head.i == before.i or before.head.i == number.i):
        return True
    return number.is_title and number.is_alpha and not number.is_sent_start and before.is_alpha


def _counts(
    doc: Doc, shape: _Shape, span: DocSpan, noun: tuple[int, int] | None, qualified: bool
) -> bool:
    """Whether a number without a unit counts something."""
    number, before = span.text.lower(), doc[span.start - 1] if span.start else None
    if number in ("one", "1") and (not qualified or noun is None):
        return False
    if re.fullmatch(r"(?:19|20)\d\d", number) and not qualified:
        return False
    little = shape.value is not None and shape.value <= _LITTLE
    if little and before is not None and before.lower_ in _DEFINITE:
        return False
    head = doc[span.end - 1]
    if noun is None:
        if shape.value is None and not shape.vague:
            return False  # a score: "3 to 1"
        if before is not None and before.pos_ == "PROPN":
            return False
        if head.dep_ == "attr" and not any(
            child.dep_ == "nsubj" and child.pos_ == "NOUN" for child in head.head.children
        ):
            return False  # an age: "she is 45"
        changes = head.dep_ == "pobj" and head.head.lower_ in _CHANGES
        return head.dep_ in _BARE or (changes and not little)
    last = doc[noun[1] - 1]
    if last.lower_ in _NOT_COUNTED:
        return False
    if last.tag_ in ("NNS", "NNPS") or last.lower_ in _SINGULARS or last.lower_ in CASUALTIES:
        return True
    return doc[span.end].lower_ == "of" or shape.value == 1
