"""How sure an answer is: found, the closest there is, or not known."""

from __future__ import annotations

import re

from store.model import Certainty, Question
from store.search.text import FUNCTION_WORDS, folded

FOUND = 0.62
"""Share of the question's words (weighted by rarity) that the best passage must hold to be the answer."""
CLOSEST = 0.35
"""The same, to be worth showing at all."""

_CAPITALISED = re.compile(r"[A-Z][\w’'-]*|\d[\w.,-]*")


def certainty(coverage: float, *, missing: bool) -> Certainty:
    """``missing``: a thing that the question names is nowhere in the article."""
    if coverage < CLOSEST:
        return Certainty.UNKNOWN
    return Certainty.FOUND if coverage >= FOUND and not missing else Certainty.CLOSEST


def doubtful(question: Question) -> list[str]:
    """The names and numbers in a question, as they were read: an answer must be about them."""
    read = {folded(c.typed)[0]: c.read for c in question.corrections if folded(c.typed)}
    text = question.text[:1_000]
    named = []
    for match in _CAPITALISED.finditer(text):
        words = [word for word in folded(match.group()) if word not in FUNCTION_WORDS]
        if words and text[: match.start()].strip():
            named.append(" ".join(read.get(word, word) for word in words))
    return named
