"""Two people's names: whether they can be one person's, and in what they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from store.people.sounds import sound

_PARTS = re.compile(r"[^\s'’.-]+")
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_PARTICLES = frozenset(
    "de del della di da van von der den bin bint ibn al el la le du dos ter ben abu".split()
)
_OF_NO_NAME = _SUFFIXES | _PARTICLES
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
    return _read(" ".join(words)).parts


class _Name(NamedTuple):
    """A folded name as it is compared: made in great numbers."""

    whole: str
    cut: tuple[str, ...]
    """At every space, hyphen and apostrophe."""
    parts: tuple[str, ...]
    suffixes: frozenset[str]


_NONE: frozenset[str] = frozenset()


def _read(whole: str) -> _Name:
    words = whole.split()
    plain = whole.replace(" ", "").isalnum()
    if plain and _OF_NO_NAME.isdisjoint(words):
        name = tuple(words)
        return _Name(whole, name, name, _NONE)
    cut = tuple(words if plain else _PARTS.findall(whole))
    kept = [part for part in cut if part not in _SUFFIXES]
    name = tuple(part for part in kept if part not in _PARTICLES) or tuple(kept or cut)
    return _Name(whole, cut, name, frozenset(word.strip(".") for word in words) & _SUFFIXES)


def likeness(one: Sequence[str], other: Sequence[str]) -> Likeness | None:
    """How two different folded names of people are one name, None where they are two."""
    return _likeness(_read(" ".join(one)), _read(" ".join(other)))


def like(name: str, others: Iterable[str]) -> list[str]:
    """Those of other folded names that may be one with ``name``, in order."""
    read = _read(name)
    return [other for other in others if _likeness(read, _read(other))]


def _likeness(one: _Name, other: _Name) -> Likeness | None:
    a, b = one.parts, other.parts
    if not a or not b:
        return None
    if one.suffixes and other.suffixes and one.suffixes != other.suffixes:
        return None
    if len(a) == 1 or len(b) == 1:
        short, long = sorted((a, b), key=len)
        return Likeness.PART if short[0] == long[-1] else None
    if (a[0] in b and sorted(a) == sorted(b)) or _one_when_joined(one.whole, other.whole):
        return Likeness.ORDER
    if a[-1] == b[-1]:
        found = _by_given(a[:-1], b[:-1])
        if found:
            return found
    return Likeness.SPELLING if _spelt_alike(one, other) else None


def _one_when_joined(a: str, b: str) -> bool:
    return a[0] == b[0] and a[-1] == b[-1] and a.replace(" ", "") == b.replace(" ", "")


def contradict(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names share the surname and can't be one person's ("John Smith", "Joan Smith")."""
    a, b = parts(one), parts(other)
    full = len(a) > 1 and len(b) > 1
    return full and a[-1] == b[-1] and list(one) != list(other) and likeness(one, other) is None


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
    full, _ = _given_names()
    return Likeness.NICKNAME if full.get(a[0], a[0]) == full.get(b[0], b[0]) else None


def _spelt_alike(one: _Name, other: _Name) -> bool:
    a, b = one.parts, other.parts
    if _words_alike(a, b):
        return not _given_of_two(a[0], b[0])
    # "el-Baradei" and "ElBaradei": cut otherwise, and spelt alike as a whole.
    x, y = one.cut, other.cut
    return (
        len(x) != len(y)
        and _words_alike((x[0], "".join(x[1:])), (y[0], "".join(y[1:])))
        and not _given_of_two(a[0], b[0])
    )


def _words_alike(a: Sequence[str], b: Sequence[str]) -> bool:
    if len(a) != len(b):
        return False
    for x, y in zip(a, b, strict=True):  # noqa: SIM110 (hundreds of times a name)
        if x != y and not _word_alike(x, y):
            return False
    return True


def _word_alike(x: str, y: str) -> bool:
    if min(len(x), len(y)) < _SHORTEST_ALIKE:
        return False
    alike = JaroWinkler.similarity(x, y)
    return alike >= _ALIKE or (alike >= _ALIKE_BY_SOUND and sound(x) == sound(y))


def _given_of_two(x: str, y: str) -> bool:
    """Whether two given names are a woman's and a man's ("maria", "mario")."""
    if x == y:
        return False
    _, genders = _given_names()
    return {genders.get(x), genders.get(y)} == {"female", "male"}


@cache
def _given_names() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Short form → full form, and given name → gender."""
    # Imported here: the extraction's lists of names come with its parser.
    from store.extract.names import NICKNAMES, given_names

    return NICKNAMES, given_names()
