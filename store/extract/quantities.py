"""Counts, amounts of money, percentages and measures, with their qualifiers, as a text prints them.

Shapes are found by patterns, then the parse says what is no figure: names with numbers in them
("Flight 370"), ages, years, clock times, list numbers, scores, "one" as a pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from store.extract import units
from store.extract.counted import CASUALTIES, counted_noun, done_with, measured_noun
from store.extract.figure_shapes import Shape, find_shapes
from store.model import FactKind, Span

_QUALIFIER_WORDS = (
    "at least|at most|no more than|no less than|no fewer than|not more than|more than|less than"
    "|fewer than|greater than|as many as|as much as|as few as|as little as|up to|upwards of|closer to|close to|nearer"
    "|slightly more than|slightly less than|slightly over|slightly under|little more than|a little over|a little under|just over"
    "|just under|well over|well under|over|under|above|below|about|around|approximately|roughly"
    "|nearly|almost|some|an estimated|estimated|only|just|exactly|an additional|additional|another"
    "|a further|a total of|an average of|a record|a reported|a mere|perhaps|maybe|possibly|probably"
    "|between"
)
_QUALIFIER = re.compile(
    rf"(?<![\w-])(?:{_QUALIFIER_WORDS.replace(' ', chr(92) + 's')})\s\Z", re.IGNORECASE
)
_LONGEST_QUALIFIER = 24
_AFTER = re.compile(r"\sor\s(?:more|so|fewer|less)\b", re.IGNORECASE)


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


def find_quantities(doc: Doc, dates: Sequence[Span]) -> tuple[Quantity, ...]:
    """The figures of ``doc`` in order, outside the date phrases ``dates`` (spans of its text)."""
    text = doc.text  # joined anew at each reading: once is linear
    taken = bytearray(len(text) + 1)
    for start, end in dates:
        taken[start:end] = b"\1" * (end - start)
    found: list[Quantity] = []
    for shape in find_shapes(text):
        if any(taken[shape.start : shape.end]):
            continue
        money = found[-1] if found and found[-1].kind is FactKind.MONEY else None
        quantity = _accepted(doc, text, _with_currency(text, shape, money))
        if quantity is not None:
            start, end = quantity.span
            taken[start:end] = b"\1" * (end - start)
            found.append(quantity)
    return tuple(sorted(found, key=lambda quantity: quantity.span))


_SCALED = re.compile(r"(?:m|b|tr)illion\Z", re.IGNORECASE)
_SAME_MONEY = 300
"""Characters within which an amount without a currency has that of the one before it."""


def _with_currency(text: str, shape: Shape, money: Quantity | None) -> Shape:
    """ "It cost 12 million crowns; the company puts it at 9.4 million": the second is money too."""
    if money is None or shape.kind is not FactKind.COUNT or shape.unit or shape.vague:
        return shape
    near = 0 <= shape.start - money.span[1] <= _SAME_MONEY
    noun_follows = re.match(
        r"\s(?!in\b|to\b|for\b|this\b|last\b|and\b|on\b|as\b|from\b)\w",
        text[shape.end : shape.end + 8],
    )
    if not near or noun_follows or not _SCALED.search(text[shape.start : shape.end]):
        return shape
    return replace(shape, kind=FactKind.MONEY, unit=money.unit)


# --- what is no figure -------------------------------------------------------------------------

_LABELS = frozenset(
    "article book category chapter channel class district episode figure flight gate grade group "
    "highway item lesson level line no no. number option page part phase platform point question "
    "room route row rule season section stage step table tip type version volume".split()
)
_AGE = re.compile(r"[-\s](?:olds?|of\sage)\b", re.IGNORECASE)
_AGO = re.compile(r"\s(?:ago|earlier|later)\b", re.IGNORECASE)
_LIST_MARK = re.compile(r"\s?[.):]\s|\s[-–]\s?\w")
_NOT_COUNTED = frozenset("time way ways".split())
_MULTIPLE = frozenset(
    "a an as faster higher larger less longer lower more smaller that the".split()
)
_PRICES = frozenset("charge cost earn fetch fine owe pay price sell spend".split())
_MONEY_NOUNS = frozenset(
    "bill budget cost damage debt deficit fee fine loss price profit salary sum tax value wage".split()
)
_TEAMS = frozenset("class crew crowd family group jury panel party squad staff team total".split())
_SINGULARS = frozenset("aircraft craft fish people personnel police sheep staff troops".split())
_DEFINITE = frozenset("both following last latter these those top".split())
_AGED = frozenset("boy child daughter father girl man mother person son teenager woman".split())
_ABOUT_WHAT = frozenset(
    "ask care complain concern debate dream forget hear know laugh learn question read say speak story "
    "talk teach tell think wonder worry write".split()
)
_HEDGES = ("advmod", "quantmod", "amod")
_SPATIAL = frozenset("above below over under".split())
_BARE = frozenset("nsubj nsubjpass dobj".split())
_COMPARED = frozenset("against to with".split())
_CHANGES = frozenset("by from of than to".split())
_LITTLE = 10


def _accepted(doc: Doc, text: str, shape: Shape) -> Quantity | None:
    """The figure with its qualifier, None where the text around it says that it is none."""
    span = doc.char_span(shape.start, shape.end, alignment_mode="expand")
    if span is None or (span.start_char, span.end_char) != (shape.start, shape.end):
        return None
    if _AGE.match(text, shape.end):
        return None
    if shape.unit in units.DURATIONS and (shape.vague or _AGO.match(text, shape.end)):
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
    noun = counted_noun(
        doc,
        last + 2 if after else last,
        of_unit=not plain,
        of_share=shape.kind is not FactKind.COUNT,
    )
    if shape.kind is FactKind.COUNT and _is_label(doc, text, shape, first, noun):
        return None
    if plain and shape.vote:
        noun = None
    elif plain and (hyphened or not _counts(doc, shape, span, noun, bool(qualifier))):
        return None
    timed = shape.unit in units.DURATIONS
    noun = noun or measured_noun(doc, last, of_time=timed)
    if noun is None and (timed or shape.kind is FactKind.MONEY):
        noun = done_with(doc, last)
    return Quantity(shape.kind, (start, end), shape.value, shape.unit, qualifier, first, last, noun)


def _qualified(doc: Doc, text: str, shape: Shape) -> tuple[int, str]:
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
            (before in _ABOUT_WHAT and word.dep_ not in _HEDGES)
            or (word.dep_ == "prep" and word.head.lemma_ in _ABOUT_WHAT)
        ):
            break
        if (
            word.lower_ in _SPATIAL
            and word.dep_ == "prep"
            and (
                shape.unit in units.DURATIONS
                or word.head.pos_ in ("NOUN", "PROPN")
                or text.startswith(" of ", shape.end)
            )
        ):
            break  # "a row over $300", "under two meters of water"
        if word.lower_ == "between" and shape.value is not None:
            break
        here = match.start()
    return here, " ".join(text[here : shape.start].lower().split())


def _is_label(doc: Doc, text: str, shape: Shape, first: int, noun: tuple[int, int] | None) -> bool:
    """A number in a name, a list or an address: "Flight 370", "step 2", "1. Wash", "Apollo 11"."""
    if first == 0 or "\n" in doc[first - 1].text:
        return bool(_LIST_MARK.match(text, shape.end))
    before, number = doc[first - 1], doc[first]
    if before.lower_ in ("age", "aged", "ages"):
        return True
    if before.lower_ in _LABELS and (noun is None or doc[noun[1] - 1].tag_ != "NNS"):
        return True
    if before.lower_ == "than" and doc[max(0, first - 2)].lower_ in ("older", "younger"):
        return True
    if before.text == "." and first > 1 and doc[first - 2].lower_ == "no":
        return True
    if before.pos_ == "PROPN" and (number.head.i == before.i or before.head.i == number.i):
        return True
    return number.is_title and number.is_alpha and not number.is_sent_start and before.is_alpha


def _counts(
    doc: Doc, shape: Shape, span: DocSpan, noun: tuple[int, int] | None, qualified: bool
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
    if before is not None and before.lower_ == "other" and little:
        bare = noun is None and span.start > 1 and doc[span.start - 2].lower_ == "the"
        return bare and head.dep_ in _BARE
    if noun is None:
        if shape.value is None and not shape.vague:
            return False  # a score: "3 to 1"
        return _stands_alone(head, before, little)
    last = doc[noun[1] - 1]
    if last.lower_ in _NOT_COUNTED or (
        last.lower_ == "times" and noun[1] < len(doc) and doc[noun[1]].lower_ in _MULTIPLE
    ):
        return False
    if last.tag_ in ("NNS", "NNPS") or last.lower_ in _SINGULARS or last.lower_ in CASUALTIES:
        return True
    return doc[span.end].lower_ == "of" or shape.value == 1


def _stands_alone(number: Token, before: Token | None, little: bool) -> bool:
    """Whether a number without a noun is a count: "killing 12", "it rose to 80"."""
    verb = number.head
    if before is not None and (before.pos_ == "PROPN" or before.lower_ == "the"):
        return False
    if number.dep_ == "attr":  # "the toll was 80", "there are 80"; not an age: "she is 45"
        return any(
            child.dep_ == "expl" or (child.dep_ == "nsubj" and child.pos_ == "NOUN")
            for child in verb.children
        )
    if number.dep_ == "dobj" and verb.lemma_ in _PRICES:
        return False
    if number.dep_ == "pobj" and verb.lower_ == "at":  # "puts the toll at 80", not "the cost at 80"
        return verb.head.lower_ in CASUALTIES or any(
            child.dep_ in ("dobj", "nsubjpass")
            and (child.pos_ == "NOUN" or child.lower_ in CASUALTIES)
            and child.lemma_ not in _MONEY_NOUNS
            for child in verb.head.children
        )
    if number.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ in _AGED:
        return False
    if number.dep_ == "pobj" and verb.lower_ in _CHANGES:
        return not little or (verb.lower_ == "of" and verb.head.lower_ in _TEAMS)
    if number.dep_ == "pobj" and verb.lower_ in _COMPARED:  # "more than 6,200 crossed, against 900"
        return not little and (verb.lower_ == "against" or verb.head.lemma_ == "compare")
    if number.dep_ == "conj":
        return not little and verb.pos_ == "NUM" and verb.dep_ == "dobj"
    return number.dep_ in _BARE
