"""Of the figures, dates, names and places in a passage the one that answers.

What an article states (``Fact``) is a candidate as it stands; beside it, the forms of words are. A figure is
looked for in all of the passage and may bring another sentence to the front; dates and names are too common
for that: measured, they bring the wrong one. The weights were learnt (listwise softmax) on the odd questions
of SQuAD 1.1 dev and checked on the even ones; see ``tests/bench/answers.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.datelines import dateline_end
from store.model import Fact, FactKind, QuestionKind, Span
from store.search import traits
from store.search.candidates import Wanted
from store.search.evidence import answers, is_age
from store.search.ranking import Sentence
from store.search.text import folded, tokens

NEAR = ("how far from the question's words", "question words close by")
SENTENCE = ("question words in its sentence", "it is the sentence that ranks best")
FIGURES = (QuestionKind.HOW_MANY, QuestionKind.HOW_MUCH)
"""Kinds whose answers are looked for in every sentence."""
_FIGURE = (-1.0, 1.9, 1.7, 2.1, 2.2, -0.7, 1.9, -1.4, -1.6, -1.5, -2.5, 0.6, -1.1, 1.6, 1.2)
WEIGHTS = {
    QuestionKind.HOW_MANY: _FIGURE,
    QuestionKind.HOW_MUCH: _FIGURE,
    QuestionKind.WHEN: (-1.7, 1.5, 5.8, -1.6, -2.0),
    QuestionKind.WHO: (-1.5, 1.2, 1.5, 1.3, 1.6, -0.6, -3.0, -2.3, 0.7),
    QuestionKind.WHERE: (-2.7, 1.1, -0.8, -0.8),
}
"""Of NEAR, of what ``traits`` tells of the kind, and for figures of SENTENCE."""
_AGES = frozenset("old older oldest young younger youngest age aged ages".split())
"""Words of a question for which an age is an answer."""
FAR = 200
"""Characters from which a word is no farther."""
CLOSE = 40
"""Characters within which a word is close by."""


@dataclass(frozen=True, slots=True)
class Text:
    """A passage that is looked into."""

    text: str
    start: int
    """Where it begins in the article's body, which the spans of facts index."""
    headline: str
    sentences: tuple[Sentence, ...]
    best: int
    """Of the sentences, the one that ranks best; -1 where there is none."""
    facts: tuple[Fact, ...]
    """Those that lie in it."""


@dataclass(frozen=True, slots=True)
class Option:
    """What could answer."""

    sentence: int
    span: Span
    """Indices into the sentence."""
    values: tuple[float, ...]
    worth: float
    """What they weigh together."""


def chosen(wanted: Wanted, text: Text) -> Option | None:
    """What answers best; None where nothing of the kind that is asked for is there."""
    return max(options(wanted, text), key=lambda option: option.worth, default=None)


def options(wanted: Wanted, text: Text) -> Iterator[Option]:
    """All that could answer, in order."""
    if wanted.kind not in WEIGHTS:
        return
    weight = dict(zip(wanted.stems, wanted.weights, strict=True))
    everywhere = wanted.kind in FIGURES
    for at, part in enumerate(text.sentences):
        if at != text.best and not everywhere:
            continue
        sentence = text.text[slice(*part.span)]
        known = _candidates(wanted, sentence, text.start + part.span[0], text.facts)
        if not known:
            continue
        held = sum(map(weight.__getitem__, weight.keys() & part.stems)) / (wanted.total or 1.0)
        asked = [
            (token.start, token.end, token.stem)
            for token in tokens(sentence)
            if token.stem in weight
        ]
        for span, fact in known.items():
            near = _near(span, asked, weight, wanted.total)
            own = _traits(wanted, sentence, span, fact, text.headline)
            whole = (held, float(at == text.best)) if everywhere else ()
            values = (*near, *own, *whole)
            worth = sum(v * w for v, w in zip(values, WEIGHTS[wanted.kind], strict=True))
            yield Option(at, span, values, worth)


def _candidates(
    wanted: Wanted, sentence: str, start: int, facts: Sequence[Fact]
) -> dict[Span, Fact | None]:
    """Spans of a sentence that begins at ``start`` of the body, each with what is known of it."""
    found: dict[Span, Fact | None] = {}
    if wanted.kind not in (QuestionKind.WHO, QuestionKind.WHERE):
        dates = wanted.kind == QuestionKind.WHEN
        told = dateline_end(sentence)
        for fact in facts:
            span = (fact.span[0] - start, fact.span[1] - start)
            inside = span[0] >= told and span[1] <= len(sentence)
            if inside and (fact.kind == FactKind.DATE) == dates:
                found[span] = fact
        found = {
            span: fact
            for span, fact in found.items()
            if not wanted.asked.issuperset(folded(sentence[slice(*span)]))
        }
    stated = tuple(found)
    if wanted.kind in FIGURES and "long" not in wanted.asked:
        # A year counts nothing, nor is it anybody's age; "since 1951" says how long.
        stated += tuple(
            (fact.span[0] - start, fact.span[1] - start)
            for fact in facts
            if fact.kind == FactKind.DATE
        )
    for span in answers(wanted.kind, sentence, wanted.asked):
        if not any(start < span[1] and span[0] < end for start, end in stated):
            found[span] = None
    if wanted.kind in FIGURES and wanted.asked.isdisjoint(_AGES):
        return {span: fact for span, fact in found.items() if not is_age(sentence, span)}
    return found


def _near(
    span: Span, asked: Sequence[tuple[int, int, str]], weight: dict[str, float], total: float
) -> tuple[float, float]:
    """How far the question's words in the sentence are on average, and the share of those close by."""
    apart: dict[str, int] = {}
    for start, end, stem in asked:
        if start >= span[1] or end <= span[0]:
            away = start - span[1] if start >= span[1] else span[0] - end
            apart[stem] = min(apart.get(stem, FAR), away)
    if not apart:
        return 2.0, 0.0
    far = sum(weight[stem] * away for stem, away in apart.items())
    close = sum(weight[stem] for stem, away in apart.items() if away <= CLOSE)
    return far / (sum(map(weight.__getitem__, apart)) or 1.0) / 100, close / (total or 1.0)


def _traits(
    wanted: Wanted, sentence: str, span: Span, fact: Fact | None, headline: str
) -> tuple[float, ...]:
    if wanted.kind == QuestionKind.WHEN:
        return traits.day(wanted, sentence, span)
    if wanted.kind == QuestionKind.WHO:
        return traits.name(sentence, span, headline)
    if wanted.kind == QuestionKind.WHERE:
        return traits.place(sentence, span)
    return traits.figure(wanted, sentence, span, fact)
