"""From a source phrase to its speaker, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass

from store.extract.fast.atoms import Atoms
from store.extract.fast.memory import Meant, Memory
from store.extract.fast.people import Person
from store.extract.fast.phrases import PRONOUNS, Range, ending_at
from store.extract.lexicon import BODY_NOUNS, DOCUMENT_NOUNS, PERSON_PLURALS
from store.extract.names import PLACES, gender_of_noun
from store.model import Speaker, SpeakerKind

_ARTICLES = frozenset(("a", "an", "the", "one", "another"))
_BREAKS = frozenset((",", "—", "–", "(", "who", "which", "that", "--"))
_PLURALS = frozenset(("people", "children", "police", "clergy", "troops", "staff"))
_SPEAKING = 1.2
_LOOK_BACK = 30


@dataclass(frozen=True, slots=True)
class Voice:
    speaker: Speaker
    certainty: float
    """In [0, 1]: how sure the source phrase means them."""


def hear(atoms: Atoms, memory: Memory, source: Range) -> Voice | None:
    """Whom ``source`` means; None for a pronoun that nobody was found for. Sources come in order."""
    start, end = source
    word = atoms.words[start]
    if _is_pronoun(atoms, source):
        if word == "who":
            before = start - 2 if atoms.words[start - 1] == "," else start - 1
            antecedent = ending_at(atoms, before, max(0, before - _LOOK_BACK))
            if antecedent is None or _is_pronoun(atoms, antecedent):
                return None
            return hear(atoms, memory, antecedent)
        if word == "they" and memory.group is not None:
            return Voice(memory.group, 0.6)
        meant = memory.meant(word) if word in ("he", "she", "it") else None
        if meant is None:
            return None
    else:
        meant = _named(atoms, memory, source)
        if meant is None and word in ("the", "his", "her") and end - start <= 3:
            meant = memory.meant(atoms.words[end - 1])
    if meant is not None:
        memory.raise_(meant.person, _SPEAKING)
        return Voice(speaker_of(meant.person), meant.certainty)
    speaker = _described(atoms, source)
    if speaker.kind is SpeakerKind.GROUP:
        memory.group = speaker
    return Voice(speaker, 0.8)


def _named(atoms: Atoms, memory: Memory, source: Range) -> Meant | None:
    start, end = source
    words, at = atoms.words, memory.at
    core = next((q for q in range(start + 1, end) if words[q] in _BREAKS), end)
    if "and" in words[start:core]:
        return None
    last = core - 1
    while last > start and not atoms.texts[last][0].isalnum():
        last -= 1
    first = _head_of(atoms, (start, core))
    for q in (first, last):
        mention = at.get(q)
        possessive = atoms.texts[q].endswith(("'s", "’s"))
        if mention is not None and not possessive and (q == first or mention.lead == start):
            return Meant(mention.person, 0.95)
    # "his wife, Jane Doe": the name stands beside its noun.
    if core + 1 < end and words[core] == "," and words[last] not in BODY_NOUNS:
        mention = at.get(core + 1)
        mention = mention or next(
            (
                at[q]
                for q in range(core + 1, min(core + 4, end))
                if q in at and at[q].lead == core + 1
            ),
            None,
        )
        if mention is not None and mention.person.is_person:
            return Meant(mention.person, 0.9)
    return None


def speaker_of(person: Person) -> Speaker:
    name = person.name
    return Speaker(
        name,
        SpeakerKind.PERSON if person.is_person else SpeakerKind.BODY,
        named=True,
        role=person.role,
        aliases=tuple(s for s in person.spellings if s != name),
        gender=person.gender if person.is_person else "",
    )


def _described(atoms: Atoms, source: Range) -> Speaker:
    start, end = source
    words = atoms.words
    joined = "and" in words[start:end]
    if not joined:
        end = next((q for q in range(start + 1, end) if words[q] in _BREAKS), end)
    while start < end - 1 and words[start] in _ARTICLES:
        start += 1
    text = " ".join(atoms.body[atoms.starts[start] : atoms.ends[end - 1]].split())
    head = words[_head_of(atoms, (start, end))]
    if text.lower() in PLACES:
        return Speaker(text, SpeakerKind.BODY, named=True)
    plural = head.endswith("s") and not head.endswith("ss") and head not in BODY_NOUNS
    plural = plural or head.endswith("men") or head in _PLURALS
    if joined or head in PERSON_PLURALS or plural:
        return Speaker(text, SpeakerKind.GROUP, named=False)
    if head in BODY_NOUNS:
        return Speaker(text, SpeakerKind.BODY, named=head not in DOCUMENT_NOUNS)
    return Speaker(text, SpeakerKind.ANONYMOUS, named=False, gender=gender_of_noun(head))


def _is_pronoun(atoms: Atoms, source: Range) -> bool:
    return source[1] - source[0] == 1 and atoms.words[source[0]] in PRONOUNS


def _head_of(atoms: Atoms, source: Range) -> int:
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
