"""Whom "he", "she", "they" and "the senator" mean: the most salient entry of the cast that fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from store.extract.cast import Cast, Entry
from store.extract.grid import Grid
from store.extract.lexicon import GENERIC
from store.extract.mentions import head
from store.extract.names import PLACES, gender_of_noun, given_names

_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
# Words in a body's name that tell that it is not what the noun says.
_OFFICIAL = frozenset(
    "court department ministry congress senate parliament council police army navy commission committee "
    "administration government house university college school museum embassy agency bureau treasury "
    "party nations union workers association society club".split()
)
_BUSINESS = frozenset(
    "inc inc. corp corp. co co. ltd ltd. llc company holdings bank airlines motors".split()
)
_CLASHES = {
    "company": _OFFICIAL, "firm": _OFFICIAL, "agency": (_BUSINESS | _OFFICIAL) - {"agency", "bureau", "administration"},
    "group": _OFFICIAL - {"council", "union", "committee"},
    "organisation": _OFFICIAL - {"council", "union", "committee", "commission", "nations"},
    "organization": _OFFICIAL - {"council", "union", "committee", "commission", "nations"},
}  # fmt: skip
_DECAY = 0.55
_PARAGRAPH_DECAY = 0.8
_FLOOR = 0.02
# How much a mention raises its entry, by its part in the clause.
_WEIGHTS = {
    "nsubj": 1.0, "nsubjpass": 0.9, "dobj": 0.5, "iobj": 0.5, "dative": 0.5, "appos": 0.5, "pobj": 0.4,
    "poss": 0.4, "conj": 0.4, "attr": 0.4, "compound": 0.2, "ROOT": 0.5,
}  # fmt: skip
_SUBJECTS = ("nsubj", "nsubjpass")
_TOPIC = 1.5
"""How much likelier "he" as a subject means the subject of the sentence before."""
_TOLD_OF = 3.0
"""How much likelier "he" in a paragraph that goes on telling means whom the quote before it is about."""
_SPEAKING = 0.7
_QUOTED = 0.12


@dataclass(frozen=True, slots=True)
class Resolved:
    number: int
    """The entry's number in the cast."""
    margin: float
    """How far the choice leads the next best one, in [0, 1]."""


def resolve(grid: Grid, cast: Cast, speaking: Iterable[int]) -> dict[int, Resolved]:
    """Pronoun and "the senator" tokens outside quotation marks to entries.

    ``speaking`` holds the head tokens of sources: who speaks is who is spoken of next.
    """
    doc = grid.doc
    speakers = set(speaking)
    salience: dict[int, float] = {}
    seen: dict[int, float] = {}
    """Everyone named so far, the later the higher: for nouns long after the name."""
    topic: int | None = None
    before: int | None = None
    """Whom this sentence and the one before it in the paragraph are about."""
    nameless = nameless_before = False
    """Whether they are about somebody who speaks and has no entry, whom "it" then means."""
    named: set[int] = set()
    told_of: set[int] = set()
    """Who is named in what this paragraph quotes, and in what the one before it did."""
    opens = False
    """Whether this sentence begins a paragraph."""
    found: dict[int, Resolved] = {}
    nouns = _standing_nouns(cast)
    for token in doc:
        i = token.i
        if grid.starts[i]:
            rate = _DECAY * (_PARAGRAPH_DECAY if i and doc[i - 1].is_space else 1.0)
            salience = {n: s * rate for n, s in salience.items() if s * rate > _FLOOR}
            follows = not (i and doc[i - 1].is_space)
            opens = not follows
            if opens:
                named, told_of = set(), named
            before, nameless_before = (topic, nameless) if follows else (None, False)
            topic, nameless = None, False
        here = cast.at.get(i)
        if here is not None:
            mention, number = here
            seen[number] = i
            if not grid.outside[i]:
                named.add(number)
            part = _part(token)
            if part.dep_ in _SUBJECTS and part.head.dep_ == "ROOT" and grid.outside[i]:
                topic = number
            if i == mention.end - 1:
                _raise(salience, number, _weight(grid, _part(head(doc, mention)).i, speakers))
            continue
        if not grid.outside[i]:
            continue
        word = token.lower_
        choice: Resolved | None = None
        if word in _HE or word in _SHE:
            others = _named_below(grid, cast, i)
            gender = "male" if word in _HE else "female"
            tells = opens and token.dep_ in _SUBJECTS and i not in speakers
            apart = {
                n: s
                * (_TOPIC if n == _likely(token, before, topic) else 1.0)
                * (_TOLD_OF if tells and n in told_of else 1.0)
                for n, s in salience.items()
                if n not in others
            }
            choice = _choose(cast, apart, gender, None) or _choose(cast, salience, gender, None)
            if choice is not None and not cast.entries[choice.number].gender:
                cast.entries[choice.number].gender = "male" if word in _HE else "female"
        elif word == "they" and i in speakers:
            choice = _choose_group(cast, salience)
        elif word in ("it", "its") and i in speakers:
            choice = None if nameless_before else _choose_body(cast, salience)
        elif word in GENERIC and _is_definite(grid, i):
            modifiers = _modifiers(grid, i)
            choice = _choose_body(cast, salience, word, modifiers) or _choose_body(
                cast, seen, word, modifiers
            )
        elif word in nouns and token.tag_ in ("NN", "NNP") and _is_definite(grid, i):
            choice = _choose(cast, salience, gender_of_noun(word), nouns[word], _modifiers(grid, i))
        if choice is None and i in speakers and token.tag_ == "NN" and token.dep_ in _SUBJECTS:
            nameless = nameless or token.head.dep_ == "ROOT"
        if choice is not None:
            found[i] = choice
            _raise(salience, choice.number, _weight(grid, i, speakers))
    return found


def _likely(token: Token, before: int | None, topic: int | None) -> int | None:
    """Whom a pronoun rather means: as a subject that of the sentence before, "his" that of its own."""
    if token.dep_ in _SUBJECTS:
        return before
    return topic if token.dep_ == "poss" else None


def _named_below(grid: Grid, cast: Cast, i: int) -> set[int]:
    """Whom a subject pronoun can't mean: those named in what its own verb governs ("he said Obama hopes")."""
    token = grid.doc[i]
    if token.dep_ not in _SUBJECTS:
        return set()
    _, end = grid.sentence(i)
    stop = min(end, token.head.right_edge.i + 1)
    return {cast.at[k][1] for k in range(i + 1, stop) if k in cast.at}


def _standing_nouns(cast: Cast) -> dict[str, set[int]]:
    nouns: dict[str, set[int]] = {}
    for entry in cast.entries:
        for noun in entry.nouns:
            nouns.setdefault(noun, set()).add(entry.number)
    return nouns


def _is_definite(grid: Grid, i: int) -> bool:
    token = grid.doc[i]
    return any(c.lower_ in ("the", "this") and c.dep_ == "det" for c in token.children) and not any(
        c.i > i and c.dep_ in ("appos", "prep") for c in token.children
    )


def _weight(grid: Grid, i: int, speakers: set[int]) -> float:
    token = grid.doc[i]
    if not grid.outside[i]:
        return _QUOTED
    weight = _WEIGHTS.get(token.dep_, 0.3)
    return weight + (_SPEAKING if i in speakers else 0.0)


def _part(token: Token) -> Token:
    """The token whose part in the clause a name has: of "the prefect, Ada Lund, said" that of "prefect"."""
    aside = token.dep_ == "appos" and token.head.i < token.i and token.head.tag_ == "NN"
    return token.head if aside else token


def _raise(salience: dict[int, float], number: int, weight: float) -> None:
    salience[number] = min(salience.get(number, 0.0) + weight, 1.7)


def _choose(
    cast: Cast,
    salience: dict[int, float],
    gender: str,
    among: set[int] | None,
    modifiers: frozenset[str] = frozenset(),
) -> Resolved | None:
    scores: list[tuple[float, int]] = []
    for number, score in salience.items():
        entry = cast.entries[number]
        if (among is None and not entry.is_person) or (among is not None and number not in among):
            continue
        fit = _fit(entry, gender) * _matches(entry, modifiers)
        if fit:
            scores.append((score * fit, number))
    if not scores and among is not None:
        fitting = sorted(
            (n for n in among if _fit(cast.entries[n], gender)),
            key=lambda n: (-_matches(cast.entries[n], modifiers), n),
        )
        return Resolved(fitting[0], 1.0 / len(fitting)) if fitting else None
    return _best(scores)


def _matches(entry: Entry, modifiers: frozenset[str]) -> float:
    """ "The Democratic nominee" is rather the one who was called a Democrat than another nominee."""
    if not modifiers:
        return 1.0
    return 3.0 if modifiers & entry.described else 0.5


def _modifiers(grid: Grid, i: int) -> frozenset[str]:
    return frozenset(
        c.lower_ for c in grid.doc[i].children if c.i < i and c.dep_ in ("amod", "compound", "nmod")
    )


def _choose_body(
    cast: Cast,
    salience: dict[int, float],
    noun: str = "",
    modifiers: frozenset[str] = frozenset(),
) -> Resolved | None:
    """The most salient organisation that fits, for "it" that speaks and for "the company"."""
    clashes = _CLASHES.get(noun, frozenset())
    scores: list[tuple[float, int]] = []
    for number, score in salience.items():
        entry = cast.entries[number]
        if entry.is_person or entry.is_group or entry.name.lower() in PLACES:
            continue
        if noun and (not entry.named or clashes & {w.lower() for w in entry.words}):
            continue
        if noun in entry.nouns:
            score *= 2.0
        if modifiers & entry.described:
            score *= 2.0
        scores.append((score, number))
    return _best(scores)


def _choose_group(cast: Cast, salience: dict[int, float]) -> Resolved | None:
    """The most salient group, for "they" that speak."""
    return _best([(s, n) for n, s in salience.items() if cast.entries[n].is_group])


def _best(scores: list[tuple[float, int]]) -> Resolved | None:
    if not scores:
        return None
    scores.sort(reverse=True)
    best = scores[0][0]
    if best <= 0:
        return None
    second = scores[1][0] if len(scores) > 1 else 0.0
    return Resolved(scores[0][1], (best - second) / best)


def _fit(entry: Entry, gender: str) -> float:
    if not gender or entry.gender == gender:
        return 1.0
    if entry.gender:
        return 0.0
    # A surname that is also a given name ("Scott") tells little, but more than nothing.
    usual = given_names().get(entry.words[0].lower(), "") if len(entry.words) == 1 else ""
    if usual and usual != gender:
        return 0.25
    # A lone name of unknown gender may be a ship's or a town's.
    return 0.6 if len(entry.words) > 1 or entry.nouns else 0.4
