"""What follows a cue: words in marks, a clause with "that", a colon, or nothing that is reported."""

from __future__ import annotations

from store.extract.fast.atoms import QUOTED, Atoms
from store.extract.fast.phrases import PRONOUNS, has_settings, is_adverb
from store.extract.fast.verbs import Form
from store.extract.names import DAYS

_ADDRESSED = frozenset("me him her us them you it people reporters voters supporters".split())
_AUDIENCE = frozenset(("reporters", "supporters", "voters"))
_ADJUNCTS = frozenset(
    "to of about for in on at during from after before when as with by while last this earlier over through via".split()
)
_BEGINNINGS = frozenset("the a an he she they it his her there i we their".split())
_WH = frozenset("whether how why what where when who if".split())

_SKIPPED = frozenset(
    "in on at during to after before from with by over via through of about for".split()
)

_LONGEST_SETTING = 14


def right_of_cue(atoms: Atoms, p: int, high: int, form: Form) -> tuple[str, int]:
    """What follows the cue ``p``, and where the reported words would start."""
    q = p + 1
    words = atoms.words
    while q < high and (is_adverb(words[q]) or words[q] in DAYS):
        q += 1
    if (
        form.addressed
        and q < high
        and words[q] not in ("that", ",", ":", QUOTED)
        and words[q] not in _WH
    ):
        object_end = _addressee(atoms, q, high)
        if object_end is not None:
            kind, at = right_of(atoms, object_end, high)
            return ("object to", q) if kind == "to" else (kind, at)
    return right_of(atoms, q, high)


def _addressee(atoms: Atoms, p: int, high: int) -> int | None:
    """Past "reporters", "the crowd in Ohio", "him"."""
    words, texts = atoms.words, atoms.texts
    if words[p] in _ADDRESSED:
        return p + 1
    if words[p] in PRONOUNS or words[p] in ("to", "for"):
        return None
    q = p
    while q < high and q - p < _LONGEST_SETTING:
        if (
            words[q] in ("that", QUOTED, ":", "to")
            or words[q] in _WH
            or words[q] in ("he", "she", "they", "it", "i", "we")
        ):
            return q
        if words[q] == ",":
            return q
        if words[q] == "." and q + 1 < high and texts[q - 1][0].isupper():
            q += 1
            continue
        if not texts[q][0].isalnum() and words[q] not in "'’-":
            return q
        if (
            q > p
            and words[q] in ("the", "a")
            and words[q - 1] not in _SKIPPED
            and words[q - 1] != "and"
        ):
            return q
        q += 1
    return q


def right_of(atoms: Atoms, q: int, high: int) -> tuple[str, int]:
    words, texts = atoms.words, atoms.texts
    begin = q
    while q < high and (words[q] in DAYS or is_adverb(words[q])):
        q += 1
    if q >= high:
        return "end", q
    word = words[q]
    if word in (":",):
        return ("quote", q + 1) if q + 1 < high and words[q + 1] == QUOTED else ("colon", q + 1)
    if word == QUOTED:
        return "quote", q
    if word == ",":
        if q + 1 < high and words[q + 1] == QUOTED:
            return "quote", q + 1
        that = _that_behind(atoms, q, high)
        return ("that", that) if that is not None else ("comma", q)
    if word == "that":
        return "that", q
    if word in ".!?;—–" or word == "--":
        return ("end", q) if q + 1 >= high or word in ".!?" else ("comma", q)
    if word in _WH:
        return "wh", q
    if word in _ADJUNCTS:
        behind = _behind_setting(atoms, q, high)
        if behind is not None:
            return behind
        if word == "to":
            return "to", q
        return "other", q
    if texts[q][0] in "([)]":
        return "other", q
    return "clause", q if q > begin else begin


def _that_behind(atoms: Atoms, comma: int, high: int) -> int | None:
    """The "that" behind an aside between commas: "said, in a statement, that"."""
    words = atoms.words
    for q in range(comma + 1, min(high, comma + _LONGEST_SETTING)):
        if words[q] == ",":
            return q + 1 if q + 1 < high and words[q + 1] == "that" else None
    return None


def _behind_setting(atoms: Atoms, q: int, high: int) -> tuple[str, int] | None:
    """Past "in a statement", "on Tuesday", "to reporters": what the cue still reports behind it."""
    words, texts = atoms.words, atoms.texts
    setting = False
    for k in range(q, min(high, q + _LONGEST_SETTING)):
        word = words[k]
        if word == QUOTED:
            return (
                ("quote", k)
                if words[k - 1] in (",", ":") or has_settings(words[k - 1]) or words[k - 1] in DAYS
                else None
            )
        if word == ":":
            return ("quote", k + 1) if k + 1 < high and words[k + 1] == QUOTED else ("colon", k + 1)
        if word == "that" and k > q + 1 and words[k - 1] not in _SKIPPED:
            return "that", k
        if word == "," or word in ";—–":
            return (
                None if word != "," or k + 1 >= high or words[k + 1] != QUOTED else ("quote", k + 1)
            )
        if (
            setting
            and (word in _BEGINNINGS or texts[k][0].isupper())
            and words[k - 1] not in _SKIPPED
        ):
            named = texts[k - 1][0].isupper() and words[k - 1] not in DAYS
            if words[k] in DAYS or (named and texts[k][0].isupper()):
                continue
            return "clause", k
        if has_settings(word) or word in DAYS or texts[k].isdigit() or word in _AUDIENCE:
            setting = True
    return None
