"""What a figure counts, so that two of the same thing are known: people killed, deaths, the dead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.model import Fact, FactKind
from store.search.text import FUNCTION_WORDS, folded, stem_of

_FATES = {
    "dead": "dead die dies died dying kill kills killed killing death deaths fatality fatalities toll "
    "perish perished drown drowned body bodies corpse corpses",
    "hurt": "hurt injure injures injured injuring injury injuries wound wounds wounded wounding",
    "missing": "missing unaccounted disappeared",
    "rescued": "rescue rescues rescued rescuing save saved survive survived survivor survivors alive",
    "aboard": "aboard board sail sailed onboard",
    "detained": "arrest arrests arrested arresting detain detained detaining detainee detainees jailed",
    "displaced": "evacuate evacuated evacuating displace displaced homeless",
    "treated": "treat treated treating hospitalize hospitalized hospitalise hospitalised",
    "destroyed": "destroy destroyed destroying demolish demolished",
    "damaged": "damage damaged damaging",
}
FATE = {word: fate for fate, words in _FATES.items() for word in words.split()}
"""A word → what befell those who are counted; words of one fate mean the same thing."""
STATES = frozenset("aboard alive dead homeless ill missing".split())
"""Adjectives for those counted, which stand without a verb: "announced 26 dead on Wednesday"."""
_ANYBODY = frozenset("people person persons others other human humans one ones those".split())
_NOT_TOLD = frozenset("number numbers figure figures count counts total estimate tally".split())
_TELLS = frozenset(
    "announce bring cause claim confirm find give happen have leave occur put reach recover record report "
    "rise suffer".split()
)
"""Verbs that only say what there is: "reported 16 deaths", but not "named nine survivors"."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted or measured. Two figures can be compared only where these fit."""

    kind: FactKind
    unit: str
    nouns: frozenset[str]
    """Stems of the words for those counted; empty for people of no kind in particular."""
    fate: str
    """What befell them ("dead", "rescued"), "" for anything without a word in the table."""
    predicate: str


def fate_of(words: Iterable[str]) -> frozenset[str]:
    """The fates that words of a question name, folded and in any form: "dead" for "die" and "killed"."""
    return frozenset(FATE[word] for word in words if word in FATE)


def is_anybody(word: str) -> bool:
    """Whether a folded word names people of no kind in particular."""
    return word in _ANYBODY


def thing_of(fact: Fact) -> Thing:
    """What ``fact`` counts, read from its ``what`` and ``predicate``."""
    words = [word for word in folded(fact.what) if word not in FUNCTION_WORDS]
    fate = FATE.get(fact.predicate, "")
    if not fate and (not fact.predicate or fact.predicate.split()[0] in _TELLS):
        fate = next((FATE[word] for word in words if word in FATE), "")
    nouns = frozenset(
        stem_of(word)
        for word in words
        if word not in FATE and word not in _ANYBODY and word not in _NOT_TOLD
    )
    return Thing(fact.kind, fact.unit, nouns, fate, fact.predicate)


def same_thing(one: Thing, other: Thing, *, loosely: bool = False) -> bool:
    """Whether both count the same thing.

    ``loosely``: one may name those counted more closely than the other ("North Korean asylum seekers",
    "asylum seekers"), which is safe within one article only.
    """
    if (one.kind, one.unit) != (other.kind, other.unit):
        return False
    if one.fate or other.fate:
        return one.fate == other.fate and one.nouns == other.nouns
    if one.predicate != other.predicate or not one.nouns or not other.nouns:
        return False
    plain = one.kind is FactKind.COUNT and not one.unit
    told = bool(one.predicate) and not one.predicate.endswith(" them")
    if plain != told:
        return False  # whose 12 seats? and "paid" says nothing of what for
    either = one.nouns <= other.nouns or other.nouns <= one.nouns
    return one.nouns == other.nouns or (loosely and plain and either)
