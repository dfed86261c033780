"""A question as typed → a Question: its kind, its words, and the limits written into it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from store.model import Period, Question, QuestionKind
from store.search.faults import backwards
from store.search.kinds import MOST_WORDS, Understood, content_words, understood
from store.search.operators import take
from store.search.text import FUNCTION_WORDS, folded
from store.search.when import Dated, dated

__all__ = [
    "LONGEST",
    "MOST_WORDS",
    "content_words",
    "names",
    "parse",
    "parse_words",
    "plain",
    "read_words",
    "without_periods",
]

LONGEST = 1_000
"""Characters of a question that are read."""

_NAMED = re.compile(r"[A-Z][\w’'-]*|\d[\w.,-]*")
_NEWS = FUNCTION_WORDS | frozenset(
    "happen happens happened happening occur occurred going new news latest headline headlines article"
    " articles story stories event events report reports reported print printed publish published written"
    " show give tell list day date anything something everything".split()
)
"""Words that say of no news what it is about."""
_SIDED = re.compile(r"(?:since|after|before|until|till)\s", re.IGNORECASE)
_LINK = re.compile(r"^(?:about|on|of|regarding|concerning)\s", re.IGNORECASE)


def parse(text: str, today: date | None = None) -> Question:
    """Read a question. Pure: nothing is looked up, any string whatever gives a Question.

    ``today``: what "last week" is told from; without it such words are words like any other.
    """
    taken = take(plain(text), today)
    found = dated(_without_phrases(taken.rest), today)
    limiting = [one for one in found if one.period.limits]
    read = understood(_cut(taken.rest, limiting))
    periods = [one.period for one in found]
    if (found or taken.after or taken.before) and _asks_for_news(_cut(taken.rest, found)):
        read = Understood(QuestionKind.OTHER, ())
        periods = [_printed_in(period) for period in periods]
    if read.kind == QuestionKind.WHAT_SAID and read.about:
        read, said = _said_then(read, today)
        periods = [said if said and said.typed in one.typed else one for one in periods]
    after, before = _limits(periods)
    return Question(
        text=text,
        kind=read.kind,
        words=read.words,
        phrases=taken.phrases,
        excluded=taken.excluded,
        speaker=taken.speaker or read.speaker,
        about=" ".join(read.words) if taken.speaker and not read.about else read.about,
        after=taken.after or after,
        before=taken.before or before,
        source=taken.source,
        periods=tuple(periods),
        names=_names(taken.rest),
        faults=(*taken.faults, *backwards(taken.after, taken.before)),
    )


def parse_words(text: str, today: date | None = None) -> Question:
    """Read plain words with their operators: keywords, whatever kind of question they look like.

    ``about`` is what is left of the text without the operators.
    """
    taken = take(plain(text), today)
    found = dated(_without_phrases(taken.rest), today)
    rest = _cut(taken.rest, [one for one in found if one.period.limits])
    periods = [one.period for one in found]
    words = content_words(rest)
    if (found or taken.after or taken.before) and _asks_for_news(_cut(taken.rest, found)):
        words = ()
        periods = [_printed_in(period) for period in periods]
    after, before = _limits(periods)
    return Question(
        text=text,
        words=words,
        phrases=taken.phrases,
        excluded=taken.excluded,
        speaker=taken.speaker,
        about=rest,
        after=taken.after or after,
        before=taken.before or before,
        source=taken.source,
        periods=tuple(periods),
        names=_names(taken.rest),
        faults=(*taken.faults, *backwards(taken.after, taken.before)),
    )


def without_periods(question: Question) -> Question | None:
    """The question without the limits that its words set; None where they set none."""
    after, before = _limits(question.periods)
    freed = replace(
        question,
        after="" if question.after == after else question.after,
        before="" if question.before == before else question.before,
    )
    return freed if (freed.after, freed.before) != (question.after, question.before) else None


def _printed_in(period: Period) -> Period:
    """A period that says when it was printed: "news from May 2012" is of that month."""
    alone = re.match(r"from .*\d", period.typed, re.IGNORECASE) and not period.last
    return replace(period, limits=True, last=period.first if alone else period.last)


def told_of(question: Question) -> Question | None:
    """A question for what was printed in some days as one for what is told of them; None where none is dated."""
    dated = " ".join(each.typed for each in question.periods if re.search(r"\d", each.typed))
    freed = without_periods(question)
    if not dated or freed is None:
        return None
    return replace(freed, kind=QuestionKind.OTHER, words=content_words(dated))


def _asks_for_news(text: str) -> bool:
    """Whether a question that names days asks for nothing but what was printed then."""
    return all(word in _NEWS for word in content_words(text))


def plain(text: str) -> str:
    """Composed, cut to a length that can be read, and without control and invisible characters."""
    cut = unicodedata.normalize("NFKC", text[: 2 * LONGEST])
    return "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Zs") else c
        for c in cut
        if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")
    )[:LONGEST]


def read_words(question: Question) -> list[str]:
    """The folded words of a question in order, as they were read, function words included."""
    read = _readings(question)
    words: list[str] = []
    typed = folded(plain(question.text))
    at = 0
    while at < len(typed):
        joined = read.get((typed[at], typed[at + 1])) if at + 1 < len(typed) else None
        if joined:
            words += joined
            at += 2
            continue
        words += read.get((typed[at],), (typed[at],))
        at += 1
    return words


def names(question: Question) -> list[str]:
    """The names and numbers in a question, folded and as they were read: an answer must be about them."""
    read = _readings(question)
    text = question.text[:LONGEST]
    joined = {part for typed in read if len(typed) > 1 for part in typed}
    named = []
    for match in _NAMED.finditer(text):
        words = [word for word in folded(match.group()) if word not in FUNCTION_WORDS]
        if words and not joined.issuperset(words) and text[: match.start()].strip():
            named.append(" ".join(" ".join(read.get((word,), (word,))) for word in words))
    return named


def _names(text: str) -> tuple[str, ...]:
    """Names and numbers as typed, words of one name together; a capital that begins the text says nothing."""
    found: list[str] = []
    end = -1
    for match in _NAMED.finditer(text):
        if not text[: match.start()].strip(" \"“«'‘") or not _is_telling(match[0]):
            continue
        if found and text[end : match.start()] == " ":
            found[-1] += f" {match[0]}"
        else:
            found.append(match[0])
        end = match.end()
    return tuple(dict.fromkeys(found))


def _is_telling(word: str) -> bool:
    return not FUNCTION_WORDS.issuperset(folded(word))


def _readings(question: Question) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Folded words as typed → as they were read."""
    return {
        tuple(folded(correction.typed)): tuple(folded(correction.read))
        for correction in question.corrections
    }


def _without_phrases(text: str) -> str:
    """What stands in quotation marks blanked, offsets kept: it is asked for as it is printed."""
    return re.sub(r"\"[^\"]+\"|“[^“”]+”|«[^«»]+»", lambda match: "\x00" * len(match[0]), text)


def _cut(text: str, parts: list[Dated]) -> str:
    edges = [0, *(edge for one in parts for edge in one.span), len(text)]
    kept = (text[start:end] for start, end in list(pairwise(edges))[::2])
    return " ".join(" ".join(kept).split())


def _said_then(read: Understood, today: date | None) -> tuple[Understood, Period | None]:
    """Days right behind the verb say when it was said ("What did she say in 2002 about refugees?").

    So do days up to which or from which, at the end ("about refugees before 2003").
    """
    found = dated(read.about, today)
    for one in found[-1:]:
        if one.span[0] > 0 and one.span[1] == len(read.about) and _SIDED.match(one.period.typed):
            about = read.about[: one.span[0]].strip(" ,")
            period = Period(one.period.typed, one.period.first, one.period.last, limits=True)
            return Understood(read.kind, read.words, read.speaker, about), period
    for one in found[:1]:
        if one.span[0] == 0:
            about = _LINK.sub("", read.about[one.span[1] :].strip(" ,"))
            period = Period(one.period.typed, one.period.first, one.period.last, limits=True)
            return Understood(read.kind, read.words, read.speaker, about), period
    return read, None


def _limits(periods: Sequence[Period]) -> tuple[str, str]:
    """The first day and the last that the periods which limit leave."""
    limiting = [period for period in periods if period.limits]
    after = next((period.first for period in limiting if period.first), "")
    before = next((period.last for period in limiting if period.last), "")
    return after, before
