"""An article as a row of atoms: words and stops by hand, a stretch of quoted speech being one atom.

Parallel lists instead of objects, since an archive of millions of words runs through here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from store.extract.fast.verbs import finite_forms
from store.extract.marks import Marked
from store.extract.names import HONORIFICS, TITLES
from store.model import Article

QUOTED = "\0"
"""The lower-case form of an atom that is quoted speech."""

_ATOM = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*|--+|[^\w\s]|_")
_DATELINE = re.compile(
    r"[A-Z][A-Za-z.'’ -]{1,30}(?:, [A-Z][A-Za-z0-9. ]{1,20}){0,2}(?: ?\([A-Z][A-Za-z ]{1,20}\))?"
    r" ?(?:—|–|--|- )\s*(?=\S)"
)
_STOPS = frozenset(".!?…")
_CLOSING = frozenset(")]'’”\"")
_MARKS = "\"'”’» "
_SPEECH_STOPS = frozenset(".,!?…—-")
_ABBREVIATED = frozenset(
    word.rstrip(".") for word in (*TITLES, *HONORIFICS) if word.endswith(".")
) | frozenset(
    "sens reps govs gens pres sec jr sr vs inc corp co ltd st ft mt no cpl supt insp det pvt amb fr atty asst "
    "dept univ ave blvd jan feb mar apr jun jul aug sept sep oct nov dec mass calif fla ariz conn ill ind "
    "minn pa va tenn ky wash ore wis mich la ga ala ark colo del kan md miss mo mont neb nev okla".split()
)
# After "U.S." or "p.m." only these words start a sentence for certain.
_STARTERS = frozenset(
    "the a an he she it they we i you but and in on at this that these those his her its their our "
    "there when while as if for after before since according however meanwhile some many most what "
    "why how who".split()
)
_LONGEST_TAG = 12
# No sentence of prose is longer: a bound keeps every look along a sentence short.
_LONGEST_SENTENCE = 300
_WORKS = frozenset(
    "book novel memoir biography film films movie documentary show shows series sitcom comedy thriller program "
    "programme album song songs track anthem hymn play musical opera poem painting essay article column editorial "
    "story magazine newspaper podcast episode exhibition game called titled entitled dubbed named nicknamed word term "
    "phrase expression nickname moniker slogan motto hashtag letter letters 's".split()
)


@dataclass(slots=True)
class Atoms:
    """The atoms of an article in order; ``starts`` and ``ends`` index its body."""

    body: str
    words: list[str] = field(default_factory=list)
    """In lower case; ``QUOTED`` for a stretch of speech."""
    texts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """Ranges of atoms."""
    opening: set[int] = field(default_factory=set)
    """Atoms that open a paragraph."""
    stretches: dict[int, Marked] = field(default_factory=dict)
    """The atoms that are quoted speech."""


def atoms_of(article: Article, marked: Sequence[Marked]) -> Atoms:
    """The atoms and sentences of ``article``; ``marked`` as ``marks.find_marked`` gives it."""
    body = article.body
    atoms = Atoms(body)
    speech = iter([m for m in marked if _is_speech(body, m)])
    m = next(speech, None)
    for paragraph in article.paragraphs:
        at, end = paragraph.start, paragraph.end
        first = len(atoms.words)
        dateline = _DATELINE.match(body, at, min(end, at + 90))
        if dateline is not None and (dateline[0][:4].isupper() or ")" in dateline[0]):
            _read(atoms, at, dateline.end())
            at = dateline.end()
            if first < len(atoms.words):
                atoms.sentences.append((first, len(atoms.words)))
        begun = len(atoms.words)
        while m is not None and m.start < end:
            if m.start >= at:
                _read(atoms, at, m.start)
                atoms.stretches[len(atoms.words)] = m
                atoms.words.append(QUOTED)
                atoms.texts.append(QUOTED)
                atoms.starts.append(m.start)
                atoms.ends.append(m.end)
                at = m.end
            m = next(speech, None)
        _read(atoms, at, end)
        if first < len(atoms.words):
            atoms.opening.add(begun)
            _cut(atoms, begun)
    return atoms


def _is_speech(body: str, m: Marked) -> bool:
    """False for titles of works, nicknames and scare quotes, which the sentence flows through."""
    words = body[m.start : m.end].strip("\"'“”„«»`‘’ ").split()
    last = body[m.start : m.end].rstrip(_MARKS)[-1:]
    if m.single:
        return len(words) > 2 and last in _SPEECH_STOPS and words[0][0].isupper()
    if body[max(0, m.start - 4) : m.start].rstrip()[-1:] == ":":
        return True
    if len(words) <= 3:
        return last in _SPEECH_STOPS and not _is_titled(body, m, words)
    return len(words) > 10 or not _is_titled(body, m, words)


def _is_titled(body: str, m: Marked, words: Sequence[str]) -> bool:
    if any(w[0].islower() for w in words if len(w) > 3) or not words:
        return False
    before = body[max(0, m.start - 30) : m.start].lower().replace("’", "'").rstrip(" ,")
    return before[before.rfind(" ") + 1 :] in _WORKS or before.endswith("'s")


def _read(atoms: Atoms, start: int, end: int) -> None:
    texts, starts, ends = atoms.texts, atoms.starts, atoms.ends
    first = len(texts)
    for match in _ATOM.finditer(atoms.body, start, end):
        texts.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    lower = [text.lower() for text in texts[first:]]
    if "’" in atoms.body[start:end]:
        lower = [word.replace("’", "'") if len(word) > 1 else word for word in lower]
    atoms.words += lower


def _cut(atoms: Atoms, begun: int) -> None:
    """Adds the sentences of the paragraph whose atoms start at ``begun``."""
    words, size = atoms.words, len(atoms.words)
    first = begun
    for p in range(begun, size):
        word = words[p]
        if word in _STOPS or word == QUOTED:
            after = p + 1
            while after < size and words[after] in _CLOSING and words[after] != QUOTED:
                after += 1
            if after < size and after > first and _ends_at(atoms, p, after):
                if atoms.words[p] == QUOTED and p in atoms.stretches:
                    after = p + 1
                atoms.sentences.append((first, after))
                first = after
        elif p - first >= _LONGEST_SENTENCE:
            atoms.sentences.append((first, p))
            first = p
    if first < size:
        atoms.sentences.append((first, size))


def _ends_at(atoms: Atoms, p: int, after: int) -> bool:
    """True where the stop or stretch ``p`` ends its sentence, atom ``after`` being the next."""
    words, text = atoms.words, atoms.texts[after]
    quoted = after in atoms.stretches
    if not (quoted or text[0].isupper() or text[0].isdigit() or text in "([“\"'‘"):
        return False
    if p in atoms.stretches:
        m = atoms.stretches[p]
        last = atoms.body[m.start : m.end].rstrip(_MARKS)[-1:]
        if last == ".":
            return True
        return last in "?!…" and not (not quoted and _reporting(atoms, after))
    if words[p] != ".":
        return True
    before = words[p - 1] if p else ""
    if before in _ABBREVIATED or (len(before) == 1 and before.isalpha()):
        return False
    if "." in before and atoms.ends[p - 1] == atoms.starts[p]:
        return words[after] in _STARTERS or quoted
    return True


def _reporting(atoms: Atoms, p: int) -> bool:
    """True for ``Mr. Smith asked`` after ``…?"``: the sentence goes on."""
    forms = finite_forms()
    for word in atoms.words[p : p + _LONGEST_TAG]:
        if word in forms:
            return forms[word].says
        if word in ",;:!?" or word == QUOTED:
            return False
    return False
