"""How a word sounds, for spellings that differ and sound alike."""

from __future__ import annotations

import re
from functools import lru_cache

_SOUNDS = str.maketrans(
    "bfpvwcgjkqsxzdtlmnr", "1111122222222334556", "aeiouyh'’.-"
)  # as in the American Soundex, w heard as v


@lru_cache(20_000)
def sound(word: str) -> str:
    """A folded word's consonants by class, doubled ones once: alike for spellings of one sound."""
    codes = word.translate(_SOUNDS)
    return re.sub(r"(.)\1+", r"\1", codes)
