"""Words in a sentence that could answer a question of a kind: figures, dates, names, places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from store.datelines import dateline_end
from store.model import QuestionKind, Span
from store.search.text import FUNCTION_WORDS, folded

_QUALIFIER = (
    r"(?:at least|at most|more than|less than|fewer than|as many as|as much as|no more than"
    r"|up to|nearly|almost|about|around|approximately|roughly|over|under|some|only|just"
    r"|an estimated|close to)"
)
_SMALL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|dozens?|hundreds?|thousands?|millions?|billions?|trillions?|half|twice|tens|scores"
    r"|a (?:third|quarter|dozen|hundred|thousand|million|billion))"
)
_SCALE = r"(?:hundred|thousand|million|billion|trillion|mln|bln)s?"
_SHARE = r"(?:%|percent\b|per cent\b|pct\b|percentage points?\b)"
_FIGURE = re.compile(
    rf"(?:\b{_QUALIFIER}\s)?"
    rf"(?:(?:US)?[$£€¥]\s?)?"
    rf"(?:\b|(?<=[$£€¥]))(?:\d[\d,]*(?:\.\d+)?|{_SMALL}(?:[- ](?:of )?{_SMALL})?)\b"
    rf"(?:\s{_SCALE}\b)?(?:\s?{_SHARE})?",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[$£€¥]|\b(?:dollars?|pounds?|euros?|yen|yuan|won|cents?|rubles?|francs?|marks|crowns?|kron\w+"
    r"|pesos?|rupees?|rupiah|rand|reais|lira|shillings?|riyals?|dinars?|dirhams?|shekels?|baht)\b",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)(?:\.|(?= \d)))"
)
_YEAR = r"(?:1\d{3}|20\d\d)s?"
_DAY_OF_MONTH = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b)(?:,? {_YEAR}\b)?"
)
"""Its figures count nothing."""
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,? {_YEAR}\b)?"
    rf"|\b(?:early |late |mid-)?{_YEAR}\b"
    r"|\b\d{1,4} (?:AD|BCE?|CE)\b"
    r"|\b(?:\w+-|\d{1,2}(?:st|nd|rd|th) |\w+th )?centur(?:y|ies)\b"
    r"|\b(?:last |next |this |on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?: (?:morning|night|evening))?"
    r"|\b(?:yesterday|today|tomorrow|(?:last|next|this) (?:week|month|year|spring|summer|fall|winter))\b"
)
_NAME = re.compile(
    r"\b[A-Z][\w’'-]*(?:\.(?= [A-Z]))?(?: (?:(?:of|de|the|van|von|al|and) )?[A-Z][\w’'-]*(?:\.(?= [A-Z]))?){0,6}"
)
_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|of|on|outside|across|around|through|into|towards?|between|via) (?:the )?"
    r"(?:\w+ )?(?P<place>[A-Z][\w’'-]*(?:,? (?:of (?:the )?)?[A-Z][\w’'-]*){0,4})"
)

_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_NO_NAMES = (
    FUNCTION_WORDS
    | _WEEKDAYS
    | frozenset(
        "january february march april may june july august september october november december".split()
    )
)
"""Alone, with a capital, neither a name nor a place."""
_BEFORE_NAMES = FUNCTION_WORDS | _WEEKDAYS
"""Words with a capital that no name begins with: "On Monday President Ruud …"."""
PAYING = frozenset(
    re.findall(r"\w+", "cost costs pay paid price worth spend spent earn earned money salary fine")
)
"""Words of a question for which only a sum of money is an answer."""

CAN_BE_SHOWN = frozenset(
    {
        QuestionKind.WHO,
        QuestionKind.HOW_MANY,
        QuestionKind.HOW_MUCH,
        QuestionKind.WHEN,
        QuestionKind.WHERE,
    }
)
"""Kinds whose answers have a form that can be told from other words."""


def answers(kind: QuestionKind, sentence: str, asked: frozenset[str]) -> list[Span]:
    """Where ``sentence`` holds something of the kind that the question (folded words) did not name itself.

    Spans are indices into ``sentence``, in order. A dateline answers nothing: it tells of the report.
    """
    told = dateline_end(sentence)
    none = _NO_NAMES if kind in (QuestionKind.WHO, QuestionKind.WHERE) else FUNCTION_WORDS
    if kind == QuestionKind.HOW_MUCH and asked & PAYING:
        spans: Iterable[Span] = (
            span for span in _spans(kind, sentence) if is_money(sentence, span)
        )
    else:
        spans = _spans(kind, sentence)
    return [
        (start, end)
        for start, end in spans
        if start >= told
        and any(word not in asked and word not in none for word in folded(sentence[start:end]))
    ]


def is_money(sentence: str, span: Span) -> bool:
    """Whether the figure at ``span`` is a sum of money: its sign is in it, or its unit stands after it."""
    return bool(_MONEY.search(sentence[span[0] : span[1] + 12]))


def is_age(sentence: str, span: Span) -> bool:
    """Whether the figure at ``span`` is somebody's age as news prose gives it: "Ada Lund, 94, …", "She was 94."."""
    before, after = sentence[: span[0]], sentence[span[1] :]
    if not _UP_TO_AN_AGE.fullmatch(sentence[slice(*span)]):
        return False
    if _AGED.search(before):
        return not _RANGED.match(after)
    return bool(_NAMED.search(before) and _CLOSED.match(after))


_UP_TO_AN_AGE = re.compile(r"\d\d?|1[01]\d")
_AGED = re.compile(r"\b(?:aged|age|age of|turned)\s$", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:[A-Z][\w’'-]*,|\b[Hh]e (?:is|was)|\b[Ss]he (?:is|was)|\b(?:[Dd]ies|[Dd]ied|[Dd]ead) at)\s$"
)
_RANGED = re.compile(r"[-–/]|\.?\d")
_CLOSED = re.compile(r"[,.;)]|$")


def _spans(kind: QuestionKind, sentence: str) -> Iterator[Span]:
    if kind in (QuestionKind.HOW_MANY, QuestionKind.HOW_MUCH):
        counted = _DAY_OF_MONTH.sub(lambda day: "\x00" * len(day[0]), sentence)
        found = [match.span() for match in _FIGURE.finditer(counted)]
        money = [span for span in found if is_money(sentence, span)]
        yield from money if kind == QuestionKind.HOW_MUCH and money else found
    elif kind == QuestionKind.WHEN:
        yield from (match.span() for match in _DATE.finditer(sentence))
    elif kind == QuestionKind.WHERE:
        yield from (match.span("place") for match in _PLACE.finditer(sentence))
    elif kind == QuestionKind.WHO:
        for match in _NAME.finditer(sentence):
            start, end = match.span()
            for word in match.group().split(" ")[:-1]:
                if word.lower() not in _BEFORE_NAMES:
                    break
                start += len(word) + 1
            yield start, end
