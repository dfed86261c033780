"""How far reported words reach: before their clause, behind it, and where another report begins."""

from __future__ import annotations

from store.extract.fast.atoms import QUOTED, Atoms
from store.extract.fast.phrases import DETERMINERS, Range
from store.extract.fast.verbs import AUXILIARIES, is_verb, reporting_forms

_LONG_STOPS = frozenset((";", "—", "–", "--"))


def goes_on(atoms: Atoms, p: int, end: int) -> bool:
    """True where the clause that was broken off for its source goes on behind it."""
    return (
        p < end
        and atoms.words[p] not in ("and", "but", "while", "which", "who", "where", "with")
        and is_verb(atoms.words[p])
    )


def marked_end(atoms: Atoms, k: int, high: int) -> int:
    """Behind the marked words at ``k``, and those that "and" joins to them."""
    words = atoms.words
    end = k + 1
    if words[k] != QUOTED:
        while end < high and words[end] not in ('"', "”"):
            end += 1
        end = min(end + 1, high)
    for q in range(end, min(high, end + 3)):
        if words[q] == QUOTED:
            return q + 1
    return end


def has_verb(atoms: Atoms, start: int, end: int) -> bool:
    return any(is_verb(atoms.words[k]) for k in range(start, end))


def is_clausal(atoms: Atoms, p: int, high: int) -> bool:
    """True where a clause of its own starts at ``p``: a phrase and then a verb."""
    words = atoms.words
    if p >= high or words[p] in _NO_CLAUSE:
        return False
    if words[p] in _SUBJECTS or "'" in words[p][1:]:
        return True
    for k in range(p + 1, min(high, p + 25)):
        word = words[k]
        if word in AUXILIARIES and words[k - 1] != "to":
            return True
        if word in _CLAUSE_STOPS and k > p + 1:
            return False
        if (
            is_verb(word)
            and atoms.texts[k].islower()
            and words[k - 1] not in DETERMINERS
            and words[k - 1] != "to"
        ):
            return True
        if word in _LONG_STOPS or word == ":":
            return False
    return False


_NO_CLAUSE = frozenset(
    "and or but to in on at for of from with by about against after before when who which that while because into than as if".split()
)

_CLAUSE_STOPS = frozenset("but after before when who which that while because than as if".split())

_SUBJECTS = frozenset("he she they i we there this these those you nobody everyone".split())


def left_of(atoms: Atoms, begin: int, low: int) -> Range | None:
    """What stands before a reporting clause that starts at ``begin``, where a mark or comma ends it."""
    words = atoms.words
    if begin - 1 < low:
        return None
    before = words[begin - 1]
    if before == QUOTED:
        return opening_of(atoms, begin, low), begin
    if before in (",", "—", "–", "--") and begin - 2 >= low:
        start = opening_of(atoms, begin, low)
        return (start, begin - 1) if start < begin - 1 else None
    return None


def opening_of(atoms: Atoms, p: int, low: int) -> int:
    """Where the words that a clause at ``p`` reports start: with their sentence, or behind a semicolon."""
    words = atoms.words
    for k in range(p - 2, low, -1):
        if words[k] == ";":
            return k + 1
    return low


def is_lead(atoms: Atoms, left: Range) -> bool:
    """True for "In a statement," and "But": words that open the sentence and that nobody said."""
    words = atoms.words
    if any(words[k] == QUOTED for k in range(*left)):
        return False
    return left[1] - left[0] <= 2 or words[left[0]] in LEADS or not has_verb(atoms, *left)


LEADS = frozenset(
    "when while as after asked if although though speaking since because before in during on at with for by but from "
    "citing later appearing walking pressed".split()
)


def content_at(atoms: Atoms, kind: str, at: int, high: int) -> Range:
    words = atoms.words
    if kind == "quote":
        m = atoms.stretches.get(at)
        end = at + 1
        if m is not None:
            last = atoms.body[m.start : m.end].rstrip("\"'”’» ")[-1:]
            first = atoms.body[m.start : m.end].lstrip("\"'“‘„«`")[:1]
            whole = first.isupper() and (
                last in ".?!…" or (end < high and words[end] == "," and last == ",")
            )
            if not whole and end < high:
                end = clause_end(atoms, end, high)
        return at, end
    return at, clause_end(atoms, at, high)


def clause_end(atoms: Atoms, at: int, high: int) -> int:
    """Where reported words that start at ``at`` end: with the sentence, or before the writer's own turn."""
    words = atoms.words
    for k in range(at + 2, high - 1):
        if words[k] == "," and (words[k + 1] in _TURNS or _turns(words[k + 1])):
            return k
    return end_of(atoms, high)


_TURNS = frozenset("adding saying according noting citing referring said says told added".split())


def _turns(word: str) -> bool:
    form = reporting_forms().get(word)
    return form is not None and form.ing and form.says


def end_of(atoms: Atoms, high: int) -> int:
    """The sentence's end without its stop."""
    return high - 1 if atoms.words[high - 1] in ".!?" else high
