"""Who an article names, found by capitals, and whom a pronoun or a surname means."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.extract.fast.atoms import Atoms
from store.extract.fast.phrases import PRONOUNS, Range
from store.extract.fast.verbs import is_verb
from store.extract.lexicon import BODY_NOUNS
from store.extract.names import (
    BODY_WORDS,
    DAYS,
    HONORIFICS,
    PARTICLES,
    PLACES,
    SUFFIXES,
    TITLES,
    gender_of_noun,
    given_names,
    same_given,
)

_LONGEST_NAME = 8
# Nobody prints more people of one surname: a bound keeps the work linear whatever comes in.
_NAMESAKES = 50
_NO_NAMES = frozenset(
    "the a an he she it they we i you but and in on at this that these those his her its their our there when while as if "
    "for after before since according however meanwhile some many most what why how who not no yes to from by with of or so "
    "then now also still even both such another other one two three republicans democrats republican democrat democratic "
    "americans american let do did is are was were has have had will would could can should".split()
)
_SURE_SINGLES = frozenset("gop fbi cia nato un eu irs nra doj epa fda cdc".split())
_HE = frozenset(("he", "him", "his"))
_SHE = frozenset(("she", "her", "hers"))
_DECAY = 0.55
_FLOOR = 0.02
_TOP = 2.5


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


def find_people(atoms: Atoms) -> list[Mention]:
    """The names printed outside quoted speech, in order, each with whom it means."""
    small = {word for word, text in zip(atoms.words, atoms.texts, strict=True) if word == text}
    runs = _sure(atoms, _runs(atoms, small))
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
                and atoms.words[lead - 1 : lead] != ["the"],
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


HONORIFICS_BARE = frozenset(word.rstrip(".") for word in HONORIFICS)
_TITLES_BARE: dict[str, tuple[str, ...]] = {
    word.rstrip("."): nouns for word, nouns in TITLES.items()
}


def _sure(atoms: Atoms, runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Without single words that have a capital only because they open a sentence."""
    opening = {low for low, _ in atoms.sentences}
    alone = [start == lead and end == start + 1 and start in opening for lead, start, end in runs]
    seen = {
        atoms.words[k].removesuffix("'s")
        for (_, start, end), single in zip(runs, alone, strict=True)
        if not single
        for k in range(start, end)
    }
    return [
        run
        for run, single in zip(runs, alone, strict=True)
        if not single or atoms.words[run[1]].removesuffix("'s") in seen
    ]


def _runs(atoms: Atoms, small: set[str]) -> list[tuple[int, int, int]]:
    """``(lead, start, end)`` of every run of capitals: titles from ``lead``, the name from ``start``."""
    words, texts, starts, ends = atoms.words, atoms.texts, atoms.starts, atoms.ends
    size = len(words)
    opening = {low for low, _ in atoms.sentences}
    found = []
    p = 0
    while p < size:
        text = texts[p]
        if not text[0].isupper() or words[p] in _NO_NAMES or words[p] in DAYS:
            p += 1
            continue
        if p in opening and words[p] in small and not (p + 1 < size and texts[p + 1][0].isupper()):
            p += 1
            continue
        begin = p
        while p < size and p - begin < 2 * _LONGEST_NAME:
            word, text = words[p], texts[p]
            if p > begin and p in opening:
                break
            if text[0].isupper() and word not in DAYS and (p == begin or word not in _NO_NAMES):
                p += 1
                if text.endswith(("'s", "’s")):
                    break
                continue
            if (
                word == "."
                and ends[p - 1] == starts[p]
                and p + 1 < size
                and texts[p + 1][0].isupper()
                and p + 1 not in opening
            ):
                p += 1
                continue
            if (word in PARTICLES and p + 1 < size and texts[p + 1][0].isupper()) or (
                word == "&" and p + 1 < size
            ):
                p += 1
                continue
            if (
                word in ("of", "for")
                and p + 1 < size
                and texts[p + 1][0].isupper()
                and words[p - 1] in BODY_WORDS
            ):
                p += 1
                continue
            break
        end = p
        while (
            end > begin
            and (words[end - 1] in PARTICLES or not texts[end - 1][0].isalnum())
            and end - 1 > begin
        ):
            end -= 1
        start = begin
        # "White House Press Secretary Josh Earnest": the name follows the last title.
        for k in range(end - 2, begin - 1, -1):
            if _is_title(words[k]):
                start = k + 1
                break
        while start < end and words[start] == ".":
            start += 1
        if start >= end or (end - begin == 1 and _TITLES_BARE.get(words[begin])):
            continue
        lead = begin if start > begin else start
        while (
            lead > 0
            and start - lead < 4
            and _is_title(words[lead - 1])
            and texts[lead - 1].islower()
        ):
            lead -= 1
        if end - start <= _LONGEST_NAME:
            found.append((lead, start, end))
        p = max(p, end)
    return found


def _is_title(word: str) -> bool:
    return word in _TITLES_BARE or word in HONORIFICS_BARE


def _name(atoms: Atoms, start: int, end: int) -> tuple[str, ...]:
    text = atoms.body[atoms.starts[start] : atoms.ends[end - 1]]
    return tuple(text.removesuffix("'s").removesuffix("’s").split())


def _is_person(atoms: Atoms, words: tuple[str, ...], titles: list[str], lead: int) -> bool | None:
    lower = [word.lower() for word in words]
    if any(t in HONORIFICS_BARE or _TITLES_BARE.get(t) for t in titles):
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
        person.nouns.update(_TITLES_BARE.get(title, ()))


def _role(atoms: Atoms, lead: int, start: int) -> str:
    titles = atoms.words[lead:start]
    if not any(_TITLES_BARE.get(t) for t in titles):
        return ""
    return atoms.body[atoms.starts[lead] : atoms.ends[start - 1]]


@dataclass(frozen=True, slots=True)
class Meant:
    person: Person
    certainty: float
    """In [0, 1]: how sure the source phrase means them."""


class Memory:
    """Who was spoken of last, sentence by sentence: the salience that pronouns are read by."""

    def __init__(self, atoms: Atoms, mentions: list[Mention]) -> None:
        self._atoms = atoms
        self._mentions = mentions
        self._next = 0
        self._salience: dict[int, float] = {}
        self._people = {id(m.person): m.person for m in mentions}
        self.at = {k: m for m in mentions for k in range(m.start, m.end)}

    def begin(self, low: int) -> None:
        """A sentence starts at atom ``low``."""
        rate = _DECAY * (0.8 if low in self._atoms.opening else 1.0)
        self._salience = {n: s * rate for n, s in self._salience.items() if s * rate > _FLOOR}

    def hear(self, until: int, subject: bool) -> None:
        """Takes in the names before atom ``until``; the first one of a sentence is its subject."""
        while self._next < len(self._mentions) and self._mentions[self._next].start < until:
            mention = self._mentions[self._next]
            self._next += 1
            after = mention.end
            words = self._atoms.words
            acts = after < len(words) and (is_verb(words[after]) or words[after] == ",")
            self.raise_(mention.person, 1.0 if subject and acts else 0.4)

    def raise_(self, person: Person, weight: float) -> None:
        self._salience[id(person)] = min(self._salience.get(id(person), 0.0) + weight, _TOP)

    def meant(self, word: str) -> Meant | None:
        """Whom "he", "she", "it" or "the senator" means here."""
        gender = "male" if word in _HE else "female" if word in _SHE else ""
        fits = []
        for number, salience in self._salience.items():
            person = self._people[number]
            if gender:
                if not person.is_person or person.gender not in ("", gender):
                    continue
            elif word == "it":
                if person.is_person:
                    continue
            elif word not in person.nouns:
                continue
            fits.append((salience * (1.0 if person.gender == gender else 0.6), person))
        if not fits:
            return None
        fits.sort(key=lambda fit: -fit[0])
        best, person = fits[0]
        second = fits[1][0] if len(fits) > 1 else 0.0
        if gender and not person.gender:
            person.gender = gender
        return Meant(person, 0.55 + 0.35 * (best - second) / best)


def is_pronoun(atoms: Atoms, source: Range) -> bool:
    return source[1] - source[0] == 1 and atoms.words[source[0]] in PRONOUNS


def head_of(atoms: Atoms, source: Range) -> int:
    """The atom of a source without a name that says what it is: "official" in "an official at the port"."""
    words = atoms.words
    for q in range(source[0] + 1, source[1]):
        if words[q] in (
            "of",
            "at",
            "in",
            "for",
            "from",
            "with",
            "who",
            "which",
            "that",
            ",",
            "(",
            "on",
            "to",
            "—",
            "–",
            "and",
        ):
            return q - 1
    return source[1] - 1


def is_body_noun(word: str) -> bool:
    return word in BODY_NOUNS
