"""What a body's name tells: which words count, whether many bodies have it, which names are one name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import JaroWinkler

from store.identity import key_of_name
from store.model import SpeakerKind

_SMALL = frozenset(
    "the a an of for and in on at to de la du des del s its his her their our".split()
)

# Bodies that every town or country has one of: their names tell them apart only with a place.
_GENERIC = frozenset(
    """police court courts ministry minister department government authorities authority council army navy
    military parliament senate congress cabinet board bank central university hospital school union unions
    fire brigade service services district city town village state national federal supreme high appeals
    interior foreign affairs health defense defence justice finance education agriculture labor labour
    transport housing culture fisheries energy environment trade treasury coast guard guards border air force
    forces office prosecutor prosecutors prosecution mayor sheriff railway railways club association
    federation committee commission agency company family families party opposition jury election electoral
    weather rescue customs immigration security intelligence tax water county provincial regional local
    municipal administration embassy consulate church media press paper newspaper
    ministries officials chess island valley royal public works social affairs statistics""".split()
)
_OTHER_WAY_ROUND_IS_ANOTHER = frozenset("university college bank church institute hospital".split())
_ALIKE = 0.92
"""Jaro-Winkler, 0 to 1, from which two words of bodies are one word spelt twice."""
_SHORTEST_ALIKE = 5


def content(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a folded name that tell bodies apart, without a possessive's s."""
    cut = (re.sub(r"['’]s?$", "", word.strip(".")) for word in words)
    return tuple(word for word in cut if word and word not in _SMALL)


def is_generic(name: str) -> bool:
    """Whether bodies of many places have a name, as printed: "police", "the team", "Ministry of Health"."""
    folded = key_of_name(name, SpeakerKind.BODY).split()
    return name.islower() or all(word in _GENERIC for word in content(folded))


def is_acronym(name: str) -> bool:
    """ "WHO", "NCLAN", "U.N.": one word, mostly capitals, two at least."""
    bare = name.replace(".", "")
    capitals = sum(char.isupper() for char in bare)
    return bare.isalnum() and 2 <= capitals <= 8 and capitals >= len(bare) - 1


def reordered(one: Iterable[str], other: Iterable[str]) -> bool:
    """ "ministry of health" and "health ministry"; never "university of york" and "york university"."""
    a, b = content(one), content(other)
    return len(a) > 1 and sorted(a) == sorted(b) and _OTHER_WAY_ROUND_IS_ANOTHER.isdisjoint(a)


def spelt_alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """The same words in order, some spelt otherwise ("labour", "labor")."""
    a, b = content(one), content(other)
    return len(a) == len(b) > 1 and all(
        x == y
        or (
            min(len(x), len(y)) >= _SHORTEST_ALIKE
            and x[-1:].isdigit() == y[-1:].isdigit()
            and JaroWinkler.similarity(x, y) >= _ALIKE
        )
        for x, y in zip(a, b, strict=True)
    )


def short_forms(name: str, aliases: Iterable[str], printed: Mapping[str, str]) -> frozenset[str]:
    """A body's acronym, or the name that its acronym stands for. ``printed``: see ``acronyms``."""
    if is_acronym(name):
        return frozenset(filter(None, [printed.get(name)]))
    full = name.casefold()
    beside = {short for short, long in printed.items() if long.casefold() == full}
    return frozenset(beside | {alias for alias in aliases if is_acronym(alias)})


_PRINTED_BOTH = re.compile(r"\(([A-Z][A-Za-z.]{1,9})\)")
_BEFORE = 120
"""Characters before an acronym in brackets that its full name stands in."""


def acronyms(body: str) -> dict[str, str]:
    """Acronym → full name, where an article prints "World Health Organization (WHO)"."""
    found: dict[str, str] = {}
    for match in _PRINTED_BOTH.finditer(body):
        short = match[1]
        if is_acronym(short):
            before = body[max(0, match.start() - _BEFORE) : match.start()].split()
            full = _initialled(before, [char for char in short.casefold() if char.isalpha()])
            if full:
                found.setdefault(short, full)
    return found


def _initialled(words: list[str], letters: list[str]) -> str:
    """The last words whose initials are ``letters``, small words between them left out; "" for none."""
    at = len(words)
    for letter in reversed(letters):
        at -= 1
        while at > 0 and words[at][:1].casefold() != letter and words[at].casefold() in _SMALL:
            at -= 1
        if at < 0 or words[at][:1].casefold() != letter:
            return ""
    full = words[at:]
    return " ".join(full) if len(full) > 1 and full[0][:1].isupper() else ""
