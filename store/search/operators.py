"""What is written into a question for the engine alone: ``speaker:``, dates, ``source:``, "phrases", -words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from store.search.text import folded
from store.search.when import bounds

_OPERATOR = re.compile(
    r"(?<!\S)(speaker|after|since|before|until|source|site):\s?(?:\"([^\"]*)\"|“([^“”]*)”|(\S+))",
    re.IGNORECASE,
)
_SAME = {"since": "after", "until": "before", "site": "source"}
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


def take(text: str, today: date | None) -> Taken:
    """Operators of ``text``; one whose value can't be read stays in the rest, as words."""
    values = {"speaker": "", "after": "", "before": "", "source": ""}

    def read(match: re.Match[str]) -> str:
        name = match[1].lower()
        name = _SAME.get(name, name)
        value = (match[2] or match[3] or match[4] or "").strip()
        if name in ("after", "before"):
            days = bounds(value, today)
            value = (days[0] or days[1], days[1] or days[0])[name == "before"] if days else ""
        elif not folded(value):
            value = ""
        if not value:
            return match[0]
        values[name] = value
        return " "

    rest = _OPERATOR.sub(read, text)
    excluded = [" ".join(folded("".join(groups))) for groups in _NOT_PHRASE.findall(rest)]
    rest = _NOT_PHRASE.sub(" ", rest)
    phrases = ("".join(groups).strip() for groups in _PHRASE.findall(rest))
    excluded += [" ".join(folded(word)) for word in _EXCLUDED.findall(rest)]
    return Taken(
        rest=" ".join(_EXCLUDED.sub(" ", rest).split()),
        phrases=tuple(phrase for phrase in phrases if folded(phrase)),
        excluded=tuple(filter(None, excluded)),
        **values,
    )
