"""Whether a speaker of one article is one that other articles know: the rules, and what speaks for a join.

Points are given for what two speakers share besides a name: an organisation or a telling role 2, a common
role, a place, other people named beside them 1 each. The less alike two names are, the more points a join
needs; a full name that is the same needs none, unless something speaks against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from store.identity import key_of_name
from store.model import SpeakerKind
from store.people import bodies
from store.people.names import Likeness, contradict, likeness
from store.people.occupations import clash, same_role

_NEEDED = {
    Likeness.ORDER: 1,
    Likeness.INITIAL: 2,
    Likeness.NICKNAME: 2,
    Likeness.SPELLING: 2,
    Likeness.PART: 2,
}
"""For different names of people. One full name needs none, with a middle name or without; an acronym none."""
_SOMETHING = 1
"""For bodies whose name every town has one of, and for people of one name where something clashes."""
_LONG_NAME = 3
"""Words of a body's name, from which another spelling of one is no other body."""
_ONE_WORD = 2
_A_LIFE = 70
"""Years between two articles from which one name alone is no longer one person."""
_MANY = 3
"""Names that two articles share, from which they are about one thing."""
_STRONG = 2


@dataclass(frozen=True, slots=True)
class Known:
    """What one article, or several, say of a speaker."""

    kinds: frozenset[SpeakerKind]
    names: tuple[str, ...]
    """As printed, at their fullest in each article."""
    short: frozenset[str] = frozenset()
    """Of a body: its acronym as printed beside its full name, or the full name beside the acronym."""
    genders: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    """Of the speaker and of the articles' datelines."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Others with a full name in the same articles: key → name as printed."""
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Two speakers that are one by the rules."""

    likeness: Likeness
    points: int
    name: str
    """The known speaker's name that is like the new one's."""
    why: str
    """For a reader: "name "Erica Kang"; role "coordinator" in both"."""

    @property
    def strong(self) -> bool:
        """Whether it may also bring together two who were apart so far."""
        return self.points >= _STRONG or self.likeness is Likeness.ACRONYM


@dataclass(frozen=True, slots=True)
class _Alike:
    """Two names that can be one, and the points that joining their speakers needs."""

    likeness: Likeness
    needed: int
    office: int = 0
    """Of those, what role and organisation must give: families share places and company."""


def match(new: Known, old: Known) -> Match | None:
    """How ``new`` is ``old``; None where nothing says so, or something says otherwise."""
    found = _named_alike(new, old)
    if found is None:
        return None
    alike, (one, other) = found
    if alike.likeness is not Likeness.SAME and _contradicted(new, old):
        return None
    shared = _shared(new, old)
    if shared.points < alike.needed or shared.office < alike.office:
        return None
    names = f'name "{one}"' if one == other else f'"{one}" and "{other}": {alike.likeness}'
    return Match(alike.likeness, shared.points, other, "; ".join([names, *shared.said]))


def _named_alike(new: Known, old: Known) -> tuple[_Alike, tuple[str, str]] | None:
    """The closest likeness of two names, and the names as printed."""
    found = [
        (alike, (one, other))
        for one in dict.fromkeys(new.names)
        for other in dict.fromkeys(old.names)
        if (alike := _alike(new, old, one, other))
    ]
    return min(
        found,
        key=lambda entry: (entry[0].likeness is not Likeness.SAME, entry[0].needed),
        default=None,
    )


def _contradicted(new: Known, old: Known) -> bool:
    """Whether the known one goes by a full name too that can't be the new one's."""
    return any(
        contradict(_words(one, True), _words(other, True))
        for one in dict.fromkeys(new.names)
        for other in dict.fromkeys(old.names)
        if SpeakerKind.PERSON in new.kinds & old.kinds
    )


def _alike(new: Known, old: Known, one: str, other: str) -> _Alike | None:
    people = (SpeakerKind.PERSON in new.kinds, SpeakerKind.PERSON in old.kinds)
    a, b = (_words(name, person) for name, person in zip((one, other), people, strict=True))
    if all(people):
        return _alike_of_people(new, old, a, b)
    if not any(people):
        return _alike_of_bodies(new, old, (one, other), (a, b))
    # The extraction took one name for a person here and for a body there.
    same = a == b and (len(a) > 1 or not (new.genders | old.genders))
    return _Alike(Likeness.SAME, 0) if same else None


def _alike_of_people(new: Known, old: Known, a: list[str], b: list[str]) -> _Alike | None:
    if a == b:
        if len(a) == 1:
            return _Alike(Likeness.SAME, _ONE_WORD, office=1)
        return _Alike(Likeness.SAME, _SOMETHING if _something_against(new, old) else 0)
    like = likeness(a, b)
    if like is None or _of_two_genders(new, old):
        return None
    if like is Likeness.MIDDLE:
        return _Alike(like, _SOMETHING if _something_against(new, old) else 0)
    return _Alike(like, _NEEDED[like], office=_NEEDED[like] if like is Likeness.PART else 0)


def _something_against(new: Known, old: Known) -> bool:
    years = (*new.years, *old.years)
    apart = bool(new.years and old.years) and max(years) - min(years) > _A_LIFE
    return apart or clash(new.roles, old.roles) or _of_two_genders(new, old)


def _alike_of_bodies(
    new: Known, old: Known, names: tuple[str, str], words: tuple[list[str], list[str]]
) -> _Alike | None:
    a, b = words
    generic = _SOMETHING if any(bodies.is_generic(name) for name in names) else 0
    if a == b:
        return _Alike(Likeness.SAME, generic)
    if names[0] in old.short or names[1] in new.short:
        return _Alike(Likeness.ACRONYM, 0)
    if bodies.reordered(a, b):
        return _Alike(Likeness.ORDER, generic)
    if bodies.spelt_alike(a, b):
        long = len(bodies.content(a)) >= _LONG_NAME
        return _Alike(Likeness.SPELLING, generic if long else _SOMETHING)
    return None


def _words(name: str, person: bool) -> list[str]:
    return key_of_name(name, SpeakerKind.PERSON if person else SpeakerKind.BODY).split()


def _of_two_genders(new: Known, old: Known) -> bool:
    """Only where each is known as one: of a gender that was taken wrongly once, nothing follows."""
    return len(new.genders) == len(old.genders) == 1 and new.genders != old.genders


@dataclass(frozen=True, slots=True)
class _Shared:
    office: int
    """Points for role and organisation alone."""
    points: int
    said: tuple[str, ...]


def _shared(new: Known, old: Known) -> _Shared:
    """Points and sentences for what two speakers have in common."""
    office, around, said = 0, 0, []
    roles = [(same_role(one, other), one, other) for one in new.roles for other in old.roles]
    telling = max(roles, default=(0, "", ""))
    if telling[0]:
        office += telling[0]
        one, other = telling[1:]
        both = one.casefold() == other.casefold()
        said.append(f'role "{one}" in both' if both else f'roles "{one}" and "{other}"')
    organisation = _organisation(new, old)
    if organisation:
        office += 1 if bodies.is_generic(organisation) else 2
        said.append(f"both of {organisation}")
    elif new.organisations and old.organisations:
        office = 0
    place = _place(new, old)
    if place:
        around += 1
        said.append(f"both in {place}")
    beside = sorted(new.beside.keys() & old.beside.keys())
    if beside:
        around += 2 if len(beside) >= _MANY else 1
        more = " and others" if len(beside) > 1 else ""
        said.append(f"both beside {new.beside[beside[0]]}{more}")
    return _Shared(office, office + around, tuple(said))


def _organisation(new: Known, old: Known) -> str:
    for one in sorted(new.organisations):
        for other in sorted(old.organisations):
            a, b = _words(one, False), _words(other, False)
            if a == b or bodies.reordered(a, b) or bodies.spelt_alike(a, b):
                return one
    return ""


def _place(new: Known, old: Known) -> str:
    """The first part of a place that both have: "AUBURN, Wash." and "Auburn" are one."""
    theirs = {_first_part(place) for place in old.places}
    return next((place for place in sorted(new.places) if _first_part(place) in theirs), "")


def _first_part(place: str) -> str:
    return key_of_name(place.split(",")[0], SpeakerKind.BODY)
