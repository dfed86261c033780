"""What is written into a question for the engine alone: ``speaker:``, dates, ``source:``, "phrases", -words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from store.model import Fault, FaultKind
from store.search.text import FUNCTION_WORDS, folded
from store.search.when import bounds

_NAME = r"(?<!\S)(speaker|after|since|before|until|in|on|source|site):"
_NAMED = re.compile(_NAME, re.IGNORECASE)
_OPERATOR = re.compile(rf"{_NAME}(?:(\s?)(?:\"([^\"]*)\"|“([^“”]*)”|(\S+))|\s*$)", re.IGNORECASE)
_LIKE_A_DATE = re.compile(r"\d+[-/.]\d|\d{4}\b")
_MORE = re.compile(r"(?:\s\S+){0,3}")
"""What may belong to a date behind its first word: "after:3 May 2012"."""
_DATES = {
    "after": ("after",),
    "since": ("after",),
    "before": ("before",),
    "until": ("before",),
    "in": ("after", "before"),
    "on": ("after", "before"),
}
"""Operators whose value is a date, and which ends of the days they set."""
_SAME = {"site": "source"}
_NOT_PHRASE = re.compile(r"(?<!\S)-(?:\"([^\"]+)\"|“([^“”]+)”)")
_PHRASE = re.compile(r"\"([^\"]+)\"|“([^“”]+)”|«([^«»]+)»")
_EXCLUDED = re.compile(r"(?<!\S)-(\w[\w’'-]*)")


@dataclass(frozen=True, slots=True)
class Taken:
    """A text with its operators taken out."""

    rest: str
    """Phrases are left in it: their words are words of the question too."""
    speaker: str = ""
    after: str = ""
    """ISO date, inclusive, as in ``before``."""
    before: str = ""
    source: str = ""
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    """Folded; those of several words are phrases."""
    faults: tuple[Fault, ...] = ()
    """Operators whose value can't be read: they are taken out, too."""


def take(text: str, today: date | None) -> Taken:
    """Operators of ``text``. "He came in: the door was open" has none: a date stands close to its colon,
    or looks like one."""
    values = {"speaker": "", "after": "", "before": "", "source": ""}
    faults: list[Fault] = []
    kept: list[str] = []
    at = 0
    for match in _OPERATOR.finditer(text):
        if match.start() < at:
            continue
        name, end = match[1].lower(), match.end()
        value = next((group for group in match.group(3, 4, 5) if group is not None), "").strip()
        if name in _DATES:
            days, end = _days(text, match, today)
            if days:
                found = {"after": days[0] or days[1], "before": days[1] or days[0]}
                values |= {side: found[side] for side in _DATES[name]}
            elif value and match[2] and not _LIKE_A_DATE.match(value):
                continue
        elif _names(value, quoted=match[5] is None):
            values[_SAME.get(name, name)] = value
            days = (value, value)
        else:
            days = None
        if days is None:
            kind = FaultKind.NO_DATE if name in _DATES and value else FaultKind.NO_VALUE
            faults.append(Fault(kind, " ".join(match[0].split()), name))
        kept += [text[at : match.start()], " "]
        at = end
    rest = "".join((*kept, text[at:]))
    excluded = [" ".join(folded("".join(groups))) for groups in _NOT_PHRASE.findall(rest)]
    rest = _NOT_PHRASE.sub(" ", rest)
    phrases = ("".join(groups).strip() for groups in _PHRASE.findall(rest))
    excluded += [" ".join(folded(word)) for word in _EXCLUDED.findall(rest)]
    return Taken(
        rest=" ".join(_EXCLUDED.sub(" ", rest).split()),
        phrases=tuple(phrase for phrase in phrases if folded(phrase)),
        excluded=tuple(filter(None, excluded)),
        faults=tuple(faults),
        **values,
    )


def without_operators(text: str) -> str:
    """``text`` with no operator in it: a message says "Source: a friend" and means no filter."""
    return _NAMED.sub(lambda match: f"{match[1]} ", text)


def _days(
    text: str, match: re.Match[str], today: date | None
) -> tuple[tuple[str, str] | None, int]:
    """First and last day of the date behind an operator, as many words of it as can be read, and its end."""
    quoted = match[3] or match[4] or ""
    if match[5] is None:
        return bounds(quoted, today), match.end()
    more = _MORE.match(text, match.end())
    ends = [match.end()]
    if more:
        ends += [match.end() + end.end() for end in re.finditer(r"\S+", more[0])]
    for end in reversed(ends):
        days = bounds(text[match.start(5) : end].rstrip(",.;?!"), today)
        if days:
            return days, end
    return None, match.end()


def _names(value: str, *, quoted: bool) -> bool:
    """Whether a value holds a name: without quotation marks it ends at the first space ("speaker:the …")."""
    words = folded(value)
    return bool(words) and (quoted or not FUNCTION_WORDS.issuperset(words))
