"""Two people's names: whether they can be one person's, and in what they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler

from store.people.sounds import sound

_PARTS = re.compile(r"[^\s'’.-]+")
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_PARTICLES = frozenset(
    "de del della di da van von der den bin bint ibn al el la le du dos ter ben abu".split()
)
_ALIKE, _ALIKE_BY_SOUND = 0.93, 0.78
"""Jaro-Winkler, 0 to 1, from which two words are one name spelt twice: alone, and where they sound alike."""
_SHORTEST_ALIKE = 5


class Likeness(StrEnum):
    """In what two names of one person or body may differ, as it is said to a reader."""

    SAME = "same name"
    ORDER = "the same words in another order"
    MIDDLE = "a middle name or initial left out"
    INITIAL = "an initial for the given name"
    NICKNAME = "a short form of the given name"
    SPELLING = "another spelling"
    PART = "one part of the name"
    ACRONYM = "an acronym"


def parts(words: Sequence[str]) -> tuple[str, ...]:
    """A folded name's parts, hyphens and particles apart, "Jr." and its like off."""
    found = [part for word in words for part in _PARTS.findall(word)]
    kept = [part for part in found if part not in _SUFFIXES]
    return tuple(part for part in kept if part not in _PARTICLES) or tuple(kept or found)


def likeness(one: Sequence[str], other: Sequence[str]) -> Likeness | None:
    """How two different folded names of people are one name, None where they are two."""
    a, b = parts(one), parts(other)
    if not a or not b or not _suffixes_agree(one, other):
        return None
    if len(a) == 1 or len(b) == 1:
        short, long = sorted((a, b), key=len)
        return Likeness.PART if short[0] == long[-1] else None
    if sorted(a) == sorted(b) or "".join(one) == "".join(other):
        return Likeness.ORDER
    if a[-1] == b[-1]:
        found = _by_given(a[:-1], b[:-1])
        if found:
            return found
    return Likeness.SPELLING if _spelt_alike(one, other) else None


def contradict(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names share the surname and can't be one person's ("John Smith", "Joan Smith")."""
    a, b = parts(one), parts(other)
    full = len(a) > 1 and len(b) > 1
    return full and a[-1] == b[-1] and list(one) != list(other) and likeness(one, other) is None


def _suffixes_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    a, b = ({word.strip(".") for word in name} & _SUFFIXES for name in (one, other))
    return not a or not b or a == b


def _by_given(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness | None:
    """Two given names (and middle ones) before one surname."""
    middles = all(
        x == y or (1 in (len(x), len(y)) and x[0] == y[0])
        for x, y in zip(a[1:], b[1:], strict=False)
    )
    if not middles:
        return None
    if a[0] == b[0]:
        return Likeness.MIDDLE
    if 1 in (len(a[0]), len(b[0])):
        return Likeness.INITIAL if a[0][0] == b[0][0] else None
    # Imported here: the extraction's lists of names come with its parser.
    from store.extract.names import NICKNAMES

    same = NICKNAMES.get(a[0], a[0]) == NICKNAMES.get(b[0], b[0])
    return Likeness.NICKNAME if same else None


def _spelt_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    a, b = parts(one), parts(other)
    if _given_of_two(a[0], b[0]):
        return False
    if _words_alike(a, b):
        return True
    # "el-Baradei" and "ElBaradei": cut otherwise, and spelt alike as a whole.
    x, y = (_PARTS.findall(" ".join(name)) for name in (one, other))
    return len(x) != len(y) and _words_alike(
        (x[0], "".join(x[1:])),
        (y[0], "".join(y[1:])),
    )


def _words_alike(a: Sequence[str], b: Sequence[str]) -> bool:
    return len(a) == len(b) and all(_word_alike(x, y) for x, y in zip(a, b, strict=True))


def _word_alike(x: str, y: str) -> bool:
    if x == y:
        return True
    if min(len(x), len(y)) < _SHORTEST_ALIKE:
        return False
    alike = JaroWinkler.similarity(x, y)
    return alike >= _ALIKE or (alike >= _ALIKE_BY_SOUND and sound(x) == sound(y))


def _given_of_two(x: str, y: str) -> bool:
    """Whether two given names are a woman's and a man's ("maria", "mario")."""
    if x == y:
        return False
    from store.extract.names import given_names

    return {given_names().get(x), given_names().get(y)} == {"female", "male"}
