"""What speaks for a figure, a date, a name or a place in a sentence as the answer, seen by itself.

Each function's values stand in the order of its names.
"""

from __future__ import annotations

import re

from store.model import Fact, FactKind, QuestionKind, Span
from store.search.candidates import Wanted
from store.search.evidence import PAYING, is_age, is_money
from store.search.fitting import fit
from store.search.text import FUNCTION_WORDS, folded, stem_of

LONGEST = 6
"""Words of an answer from which more say nothing."""
FIGURE = (
    "words in it",
    "what is counted stands in it or right after it",
    "the unit that is asked for",
    "a unit that is not",
    "money that is asked for",
    "a year",
    "a letter or a mark touches it",
    "in brackets",
    "the word 'one'",
    "counts the same as the question",
    "only planned or expected",
)
DATE = ("words in it", "no year where one is asked for", "a day told from the article's")
NAME = (
    "several words",
    "after 'by'",
    "after a title or an office",
    "after a preposition of place",
    "begins with a word that begins sentences",
    "all in the headline",
    "begins the sentence",
)
PLACE = ("before a noun", "begins with a word that begins sentences")

_LENGTH = frozenset("km m cm mm nmi mi yd ft in".split())
_TIME = frozenset("second minute hour day week month year decade century".split())
_UNITS = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), frozenset(units))
    for pattern, units in (
        (r"percent|percentages?|per cent|proportion|fraction|share", ("%",)),
        (
            r"how (?:tall|high|wide|deep|far)|height|depth|width|distance|altitude|length",
            tuple(_LENGTH),
        ),
        (r"how many (?:\w+ )?miles", ("mi", "nmi")),
        (r"how many (?:\w+ )?(?:kilomet(?:er|re)s|km)", ("km",)),
        (r"how many (?:\w+ )?(?:met(?:er|re)s)", ("m",)),
        (r"how many (?:\w+ )?(?:feet|foot)", ("ft",)),
        (r"how many (?:\w+ )?(?:tons|tonnes)", ("ton", "t")),
        (r"how many (?:\w+ )?(?:acres|hectares)", ("acre", "ha")),
        (r"how many (?:\w+ )?(?:pounds)", ("lb", "GBP")),
        (r"how many (?:\w+ )?(?:kilos|kgs?|kilograms)", ("kg",)),
        (r"how long", tuple(_LENGTH | _TIME)),
        (r"how old|age", ("year", "month")),
        (r"how heavy|weigh|weighs|weighed|weight", ("kg", "g", "mg", "t", "ton", "lb", "oz")),
        (r"how (?:hot|cold)|temperatures?", ("°C", "°F", "°")),
        (r"how fast|speed", ("km/h", "mph", "m/s")),
        (r"how (?:large|big)|area", ("km²", "m²", "mi²", "ft²", "ha", "acre")),
    )
)
"""What a question says → the units (``Fact.unit``) of an answer."""
_SHARE = re.compile(r"%|\bper ?cent\b|\bpct\b", re.IGNORECASE)
_AHEAD = frozenset(
    "will would plan plans planned planning expect expected expects hope hoped hopes aim aims aimed could"
    " may might forecast scheduled target shall should intend intends intended".split()
)
"""Words of a question for what is yet to be, or was to be."""
_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|expect(?:s|ed|ing)?|hop(?:es?|ed|ing)|aim(?:s|ed|ing)?|target(?:s|ed|ing)?"
    r"|forecasts?|scheduled|intend(?:s|ed)?|would|could|might|may)\b[^.;]{0,60}$"
)
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_TOLD = re.compile(
    r"day\b|\b(?:yesterday|today|tomorrow|last|next|this)\b|\b(?:morning|night)", re.IGNORECASE
)
_TITLE = re.compile(
    r"\b(?:president|king|queen|emperor|general|sir|lord|dr|mr|mrs|ms|professor|captain|governor"
    r"|minister|senator|pope|bishop|director|duke|earl|prince|princess|chief|author|historian|physicist"
    r"|scientist|mathematician|philosopher|actor|singer|engineer|chancellor|secretary|founder"
    r"|spokesman|spokeswoman|mayor|judge|coach)\W{0,2}$",
    re.IGNORECASE,
)
_PLACING = frozenset("in at from to near into on through throughout across for with".split())
_VERB = re.compile(
    r" (?:is|was|has|had|and|who|were|would|could|did|became|in|of|to|at|on|for|from|with|by|as|that)\b"
)
_OPENING = FUNCTION_WORDS | frozenset(
    "following whilst although today yesterday however despite since another one two three many some"
    " several every according unlike along instead thus hence therefore moreover also even later soon"
    " finally recently currently originally january february march april june july august september"
    " october november december monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words that are printed with a capital and name nobody."""


def figure(wanted: Wanted, sentence: str, span: Span, fact: Fact | None) -> tuple[float, ...]:
    """FIGURE of the words at ``span``; ``fact``: what is known of them."""
    text = sentence[slice(*span)]
    counted = wanted.stems[0] if wanted.stems else ""
    near = (*folded(text), *folded(sentence[span[1] : span[1] + 40])[:3])
    is_counted = counted in map(stem_of, near)
    unit = fact.unit if fact else ""
    if not unit and _SHARE.search(text):
        unit = "%"
    elif not unit and is_age(sentence, span):
        unit = "year"
    asked = frozenset[str]().union(
        *(units for pattern, units in _UNITS if pattern.search(wanted.text))
    )
    money = bool(fact and fact.kind == FactKind.MONEY) or is_money(sentence, span)
    other = bool(unit) and not asked and not money and not is_counted
    return (
        _length(text),
        float(is_counted),
        float(unit in asked),
        float(other and wanted.kind == QuestionKind.HOW_MANY),
        float(money and bool(wanted.asked & PAYING)),
        float(bool(_YEAR.fullmatch(text))),
        float(bool(re.match(r"[\w°’'/–-]", sentence[span[1] : span[1] + 1]))),
        float(sentence[: span[0]].endswith("(")),
        float(text.lower() == "one"),
        fit(wanted, fact) if fact else 0.0,
        float(wanted.asked.isdisjoint(_AHEAD) and bool(_PLANNED.search(sentence[: span[0]]))),
    )


def day(wanted: Wanted, sentence: str, span: Span) -> tuple[float, ...]:
    """DATE of the words at ``span``."""
    text = sentence[slice(*span)]
    lacks_year = bool(wanted.asked & {"year", "years"}) and not _YEAR.search(text)
    return _length(text), float(lacks_year), float(bool(_TOLD.search(text)))


def name(sentence: str, span: Span, headline: str) -> tuple[float, ...]:
    """NAME of the words at ``span``."""
    text = sentence[slice(*span)]
    before = sentence[max(0, span[0] - 30) : span[0]]
    last = (folded(before) or [""])[-1]
    return (
        float(" " in text),
        float(last == "by"),
        float(bool(_TITLE.search(before))),
        float(last in _PLACING),
        float(_opens(text)),
        float(set(folded(text)) <= set(folded(headline))),
        float(span[0] == 0),
    )


def place(sentence: str, span: Span) -> tuple[float, ...]:
    """PLACE of the words at ``span``."""
    after = sentence[span[1] : span[1] + 12]
    before_noun = bool(re.match(r" [a-z]", after)) and not _VERB.match(after)
    return float(before_noun), float(_opens(sentence[slice(*span)]))


def _length(text: str) -> float:
    return min(LONGEST, len(text.split())) / LONGEST


def _opens(text: str) -> bool:
    return (folded(text) or [""])[0] in _OPENING
