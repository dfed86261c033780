"""Who was spoken of last, sentence by sentence: whom "he", "she", "it" and "the senator" mean."""

from __future__ import annotations

from dataclasses import dataclass

from store.extract.fast.atoms import Atoms
from store.extract.fast.people import Mention, Person
from store.extract.fast.verbs import is_verb
from store.model import Speaker

_HE = frozenset(("he", "him", "his"))


_SHE = frozenset(("she", "her", "hers"))


_DECAY = 0.55


_FLOOR = 0.02


_TOP = 2.5


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
        self.group: Speaker | None = None
        """The people without a name who spoke last: "they"."""
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
            likely = person.gender == gender or len(person.words) > 1 or person.nouns
            fits.append(
                (salience * (1.0 if person.gender == gender else 0.6 if likely else 0.2), person)
            )
        if not fits:
            return None
        fits.sort(key=lambda fit: -fit[0])
        best, person = fits[0]
        second = fits[1][0] if len(fits) > 1 else 0.0
        if gender and not person.gender:
            person.gender = gender
        return Meant(person, 0.55 + 0.35 * (best - second) / best)
