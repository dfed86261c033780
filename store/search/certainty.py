"""How sure an answer is: found, the closest there is, or not known.

A logistic regression on what speaks for the best passage: learnt on the odd questions of SQuAD 1.1 dev,
each asked with the article that answers in the archive, without it, and without any on its topic.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.model import Certainty, QuestionKind

OFFSET = -5.83
WEIGHTS = (0.0, 1.79, 2.24, 2.16, 0.48, -0.72, 0.02, 0.0, 0.49, 1.84, 0.0, 0.9)
"""Of the first of ``ranking.FEATURES``, and after them OFFSET and MARGIN."""
MARGIN = 0.28
"""Of how far the best passage's score is above the mean of the next ones'."""
NEXT = 5

FOUND = -1.0
"""From which the passage answers: 6 of 100 answers are less sure."""
CLOSEST = -1.55
"""The same, to be worth showing at all: 3 of 100 answers are less sure; of 100 passages that do not answer,
77 on other topics and 41 on the same one are."""
SHOWN = 10.0
"""Score from which a passage is worth showing after the first one."""
HOLDS, HOLDS_SOME = 9.0, 5.0
"""Scores for FOUND and CLOSEST of plain words, which ask for passages and for no answer."""


def certainty(
    kind: QuestionKind, values: Sequence[float], scores: Sequence[float], *, missing: bool
) -> Certainty:
    """How sure the best passage is.

    ``values``: of its ``ranking.FEATURES``; ``scores``: of all candidates, best first; ``missing``: a
    thing that the question names is nowhere in the article.
    """
    if kind == QuestionKind.KEYWORDS:
        sure, enough, least = scores[0], HOLDS, HOLDS_SOME
    else:
        sure, enough, least = surety(values, scores), FOUND, CLOSEST
    if sure < least:
        return Certainty.UNKNOWN
    return Certainty.FOUND if sure >= enough and not missing else Certainty.CLOSEST


def surety(values: Sequence[float], scores: Sequence[float]) -> float:
    """The logarithm of the odds that the best passage answers, where half of the questions have an answer."""
    after = scores[1 : NEXT + 1]
    margin = scores[0] - sum(after) / len(after) if after else 0.0
    spoken = sum(value * weight for value, weight in zip(values, WEIGHTS, strict=False))
    return OFFSET + spoken + MARGIN * margin


def worth_showing(kind: QuestionKind, score: float) -> bool:
    """Whether a passage is shown after the best one."""
    return score >= (HOLDS_SOME if kind == QuestionKind.KEYWORDS else SHOWN)
