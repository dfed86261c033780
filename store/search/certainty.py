"""How sure an answer is: found, the closest there is, or not known.

A logistic regression on what speaks for the best passage: learnt on the odd questions of SQuAD 1.1 dev,
asked of all paragraphs, of half of each topic's, and of half of the topics, and checked on the even ones; see
``tests/bench/unknown.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.model import Certainty, QuestionKind


@dataclass(frozen=True, slots=True)
class _Measure:
    offset: float
    weights: tuple[float, ...]
    """Of all of ``ranking.FEATURES`` but the last (paragraphs of SQuAD share headlines as no articles do)."""
    meant: tuple[float, ...]
    """Of ``ranking.Ranked.meant``."""
    lead: float
    """Of how far the best passage's score is above the mean of the next ones'."""
    found: float
    """From which the passage answers: 6 of 100 answers are less sure."""
    closest: float
    """The same, to be worth showing at all: 3 of 100 answers are less sure."""


BY_WORDS = _Measure(
    offset=-8.74,
    weights=(3.09, 2.49, 1.89, 3.72, 0.94, -0.86, -0.34, 0.28, 1.87, 0.95, -0.02, 2.12, -0.18),
    meant=(),
    lead=0.08,
    found=-0.93,
    closest=-1.6,
)
"""Of 100 passages that do not answer, 78 on other topics and 46 on the same one are less than the closest."""
BY_MEANING = _Measure(
    offset=-9.52,
    weights=(0.39, 2.57, 1.33, 3.44, 0.56, -0.66, 0.46, -0.59, 2.55, 0.18, -0.29, 0.72, 0.0),
    meant=(7.12, 0.73),
    lead=0.12,
    found=-0.94,
    closest=-1.9,
)
"""The same where a semantic ranker read the passage: 87 and 47 of 100."""
NEXT = 5
SHOWN = 10.0
"""Score from which a passage is worth showing after the first one."""
HOLDS, HOLDS_SOME = 9.0, 5.0
"""Scores for FOUND and CLOSEST of plain words, which ask for passages and for no answer."""


def certainty(
    kind: QuestionKind,
    values: Sequence[float],
    scores: Sequence[float],
    *,
    missing: bool,
    meant: Sequence[float] = (),
) -> Certainty:
    """How sure the best passage is.

    ``values``: of its ``ranking.FEATURES``; ``scores``: of all candidates, best first; ``missing``: a
    thing that the question names is nowhere in the article; ``meant``: its likeness of meaning, if known.
    """
    if kind == QuestionKind.KEYWORDS:
        sure, enough, least = scores[0], HOLDS, HOLDS_SOME
    else:
        measure = BY_MEANING if meant else BY_WORDS
        sure, enough, least = surety(values, scores, meant), measure.found, measure.closest
    if sure < least:
        return Certainty.UNKNOWN
    return Certainty.FOUND if sure >= enough and not missing else Certainty.CLOSEST


def surety(values: Sequence[float], scores: Sequence[float], meant: Sequence[float] = ()) -> float:
    """The logarithm of the odds that the best passage answers, where half of the questions have an answer."""
    measure = BY_MEANING if meant else BY_WORDS
    after = scores[1 : NEXT + 1]
    lead = scores[0] - sum(after) / len(after) if after else 0.0
    spoken = sum(value * weight for value, weight in zip(values, measure.weights, strict=False))
    alike = sum(value * weight for value, weight in zip(meant, measure.meant, strict=False))
    return measure.offset + spoken + alike + measure.lead * lead


def worth_showing(kind: QuestionKind, score: float) -> bool:
    """Whether a passage is shown after the best one."""
    return score >= (HOLDS_SOME if kind == QuestionKind.KEYWORDS else SHOWN)
