"""How a question was read and why each passage stands where it does, as rows of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.replies.limits_read import days_in_words
from bot.replies.passage import headline_text
from store.model import Answer, Passage, Question

_LEAST = 0.005
"""A part of a score that would be shown as 0.00 is left out."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One passage's place: its score, what it is, and the parts of its score, the greatest first."""

    score: str
    what: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    read: tuple[tuple[str, str], ...]
    """What was read from the question: a name and a value each."""
    passages: tuple[Scored, ...]


def explanation(answer: Answer) -> Explanation:
    """How ``answer`` came about."""
    return Explanation(
        (*_read(answer.question), ("certainty", answer.certainty.value)),
        tuple(_scored(passage) for passage in answer.passages),
    )


def _read(question: Question) -> Iterator[tuple[str, str]]:
    yield "kind", question.kind.value
    values = (
        ("words", " ".join(question.words)),
        ("names", " · ".join(question.names)),
        ("phrases", " · ".join(question.phrases)),
        ("without", " · ".join(question.excluded)),
        ("speaker", question.speaker),
        ("about", question.about),
        ("source", question.source),
        ("after", question.after),
        ("before", question.before),
        ("corrected", " · ".join(f"{each.typed} → {each.read}" for each in question.corrections)),
    )
    yield from ((name, value) for name, value in values if value)
    for period in question.periods:
        use = "printed then" if period.limits else "part of what is asked"
        yield "days", f"{period.typed} = {days_in_words(period.first, period.last)} ({use})"


def _scored(passage: Passage) -> Scored:
    cited = passage.citation
    parts = sorted(passage.scored, key=lambda part: -abs(part[1]))
    text = " … ".join(fragment.text for fragment in passage.fragments)
    return Scored(
        f"{passage.score:.2f}" if passage.scored else "newest first",
        f"{headline_text(cited.headline)} ¶{cited.paragraph}: {text}",
        tuple(f"{value:+.2f} {name}" for name, value in parts if abs(value) >= _LEAST)
        or ((passage.reason,) if passage.reason else ()),
    )
