"""Who an article names: each printed name tied to one person or body, the short forms to the full ones."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.extract.fast.atoms import Atoms
from store.extract.fast.capitals import HONORIFICS_BARE, TITLES_BARE, name_runs
from store.extract.names import (
    BODY_WORDS,
    HONORIFICS,
    PLACES,
    SUFFIXES,
    TITLES,
    gender_of_noun,
    given_names,
    same_given,
)

# Nobody prints more people of one surname: a bound keeps the work linear whatever comes in.
_NAMESAKES = 50


@dataclass(slots=True)
class Person:
    """A person or body that the article names."""

    words: tuple[str, ...]
    is_person: bool
    gender: str = ""
    nouns: set[str] = field(default_factory=set)
    """What may stand for them later: "senator", "governor"."""
    spellings: list[str] = field(default_factory=list)
    role: str = ""

    @property
    def name(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Mention:
    """A printed name: ``start`` is behind its titles, ``lead`` before them."""

    start: int
    end: int
    lead: int
    person: Person


_BEFORE_PLACES = frozenset(("the", "in", "at", "near", "outside", "around", "across"))


def find_people(atoms: Atoms) -> list[Mention]:
    """The names printed outside quoted speech, in order, each with whom it means."""
    runs = name_runs(atoms)
    known: dict[str, list[Person]] = {}
    bodies: dict[str, Person] = {}
    people: dict[int, Person] = {}
    for lead, start, end in runs:
        words = _name(atoms, start, end)
        titles = atoms.words[lead:start]
        kind = _is_person(atoms, words, titles, lead)
        if kind is False:
            people[start] = _body(bodies, words)
        elif len(words) > 1:
            same = known.setdefault(_last(words), [])
            gender = _gender(words, titles)
            person = next((p for p in same[:_NAMESAKES] if _can_be(p, words, gender)), None)
            if person is None:
                person = Person(words, True)
                same.append(person)
                known.setdefault(words[0].lower(), []).append(person)
            elif len(words) > len(person.words):
                person.words = words
            _learn(person, titles, gender)
            people[start] = person
    for lead, start, end in runs:
        if start in people:
            continue
        words = _name(atoms, start, end)
        titles = atoms.words[lead:start]
        gender = _gender(words, titles)
        fits = [
            p
            for p in known.get(words[0].lower(), ())[:_NAMESAKES]
            if not (gender and p.gender and gender != p.gender)
        ]
        body = bodies.get(words[0].lower())
        if fits:
            nouns = {noun for title in titles for noun in TITLES.get(title, ())}
            person = next((p for p in fits if nouns & p.nouns), fits[0])
        elif body is not None:
            person = body
        else:
            person = Person(
                words,
                not words[0].isupper()
                and words[0].lower() not in PLACES
                and (lead == 0 or atoms.words[lead - 1] not in _BEFORE_PLACES),
            )
            if person.is_person:
                known.setdefault(_last(words), []).append(person)
            else:
                bodies[words[0].lower()] = person
        if person.is_person:
            _learn(person, titles, gender)
        people[start] = person
    mentions = []
    for lead, start, end in runs:
        person = people[start]
        spelt = start - 1 if start > lead and atoms.words[start - 1] == "." else start
        first = spelt - 1 if spelt > lead and atoms.words[spelt - 1] in HONORIFICS_BARE else start
        spelling = atoms.body[atoms.starts[first] : atoms.ends[end - 1]]
        spelling = spelling.removesuffix("'s").removesuffix("’s")
        if spelling not in person.spellings and len(person.spellings) < _NAMESAKES:
            person.spellings.append(spelling)
        if start > lead and not person.role and person.is_person:
            person.role = _role(atoms, lead, start)
        mentions.append(Mention(start, end, lead, person))
    return mentions


def _name(atoms: Atoms, start: int, end: int) -> tuple[str, ...]:
    text = atoms.body[atoms.starts[start] : atoms.ends[end - 1]]
    return tuple(text.removesuffix("'s").removesuffix("’s").split())


def _is_person(atoms: Atoms, words: tuple[str, ...], titles: list[str], lead: int) -> bool | None:
    lower = [word.lower() for word in words]
    if any(t in HONORIFICS_BARE or TITLES_BARE.get(t) for t in titles):
        return True
    if " ".join(lower) in PLACES or any(w in BODY_WORDS for w in lower):
        return False
    if len(lower) > 1 and lower[0] in given_names():
        return True
    the = lead > 0 and atoms.words[lead - 1] == "the"
    if len(lower) > 1 and (
        the or lower[0] in PLACES or all(w.isupper() and len(w) > 2 for w in words)
    ):
        return False
    return True if 1 < len(lower) <= 4 else None


def _body(bodies: dict[str, Person], words: tuple[str, ...]) -> Person:
    key = " ".join(words).lower()
    if key not in bodies:
        bodies[key] = Person(words, False)
        if len(words) > 1:
            bodies.setdefault("".join(w[0] for w in words if w[0].isupper()).lower(), bodies[key])
    return bodies[key]


def _can_be(person: Person, words: tuple[str, ...], gender: str) -> bool:
    return same_given(person.words[0], words[0]) and not (
        gender and person.gender and gender != person.gender
    )


def _last(words: tuple[str, ...]) -> str:
    kept = [w for w in words if w.lower() not in SUFFIXES]
    return (kept or list(words))[-1].lower()


def _gender(words: tuple[str, ...], titles: list[str]) -> str:
    for title in titles:
        known = HONORIFICS.get(title) or HONORIFICS.get(title + ".") or gender_of_noun(title)
        if known:
            return known
    return given_names().get(words[0].lower(), "") if len(words) > 1 else ""


def _learn(person: Person, titles: list[str], gender: str) -> None:
    person.gender = person.gender or gender
    for title in titles:
        person.nouns.update(TITLES_BARE.get(title, ()))


def _role(atoms: Atoms, lead: int, start: int) -> str:
    titles = atoms.words[lead:start]
    if not any(TITLES_BARE.get(t) for t in titles):
        return ""
    return atoms.body[atoms.starts[lead] : atoms.ends[start - 1]]
