"""How sure an answer is: found, the closest there is, or not known.

Measured on SQuAD 1.1 dev, with the article that answers in the archive or left out of it.
"""

from __future__ import annotations

from store.model import Certainty

FOUND = 11.0
"""Score of the best passage from which it is the answer (see ``ranking``)."""
CLOSEST = 9.0
"""The same, to be worth showing at all."""


def certainty(score: float, *, missing: bool) -> Certainty:
    """``missing``: a thing that the question names is nowhere in the article."""
    if score < CLOSEST:
        return Certainty.UNKNOWN
    return Certainty.FOUND if score >= FOUND and not missing else Certainty.CLOSEST
