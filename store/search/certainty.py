"""How sure an answer is: found, the closest there is, or not known.

Measured on SQuAD 1.1 dev, with the article that answers in the archive or left out of it.
"""

from __future__ import annotations

from store.model import Certainty, QuestionKind

FOUND = 11.5
"""Score of the best passage from which it is the answer (see ``ranking``)."""
CLOSEST = 10.0
"""The same, to be worth showing at all: 2 of 100 answers score less, 7 of 10 passages on other topics do."""
HOLDS, HOLDS_SOME = 9.0, 5.0
"""The same two for plain words, which ask for passages and for no answer."""


def certainty(kind: QuestionKind, score: float, *, missing: bool) -> Certainty:
    """``missing``: a thing that the question names is nowhere in the article."""
    if score < least(kind):
        return Certainty.UNKNOWN
    enough = HOLDS if kind == QuestionKind.KEYWORDS else FOUND
    return Certainty.FOUND if score >= enough and not missing else Certainty.CLOSEST


def least(kind: QuestionKind) -> float:
    """The score below which a passage is not worth showing."""
    return HOLDS_SOME if kind == QuestionKind.KEYWORDS else CLOSEST
