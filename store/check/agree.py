"""Whether the speaker that a message names is the one that the archive has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler

from store.check.said import Said
from store.identity import key_of_name
from store.model import Claim, Speaker, SpeakerKind
from store.people.bodies import content, is_acronym
from store.people.names import likeness
from store.search.speakers import TITLES
from store.search.text import FUNCTION_WORDS, folded

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_OVERLAP = 0.5
_TELLING = 3
"""Words of a description from which it tells who is not meant."""
_SPELT_ALIKE = 0.92


def agrees(claim: Claim, said: Said | None) -> bool | None:
    """True where the claim's speaker can be the archive's, False where they can't, None where it is open."""
    if not claim.speaker or said is None or said.quote.speaker is None:
        return None
    speaker = said.quote.speaker
    names = dict.fromkeys((speaker.name, *said.names))
    stated = _stated(claim.speaker)
    if not stated:
        return None
    if any(_one_name(stated, name, speaker.kind) for name in names):
        return True
    described = _content(claim.speaker)
    beside = _content(f"{speaker.role} {speaker.organisation} {speaker.place}")
    if described and described <= (beside | _content(" ".join(names))):
        return True
    if not claim.names:
        if _overlap(described, beside | _content(speaker.name)) >= _OVERLAP:
            return True
        told = speaker.named and not beside
        return None if told or len(described) < _TELLING else False
    organisation = _content(speaker.organisation)
    return bool(organisation) and organisation <= described


def is_outlet(claim: Claim, *origins: str) -> bool:
    """Whether the name is the publication's or the author's: whose words they are is not said then."""
    stated = set(folded(claim.speaker)) - FUNCTION_WORDS
    return bool(stated) and any(stated <= set(folded(origin)) for origin in origins if origin)


def is_named_in(name: str, text: str) -> bool:
    """Whether a text prints a name, or the last word of it."""
    stated = _stated(name)
    return not stated or stated[-1] in set(folded(text))


def _stated(name: str) -> list[str]:
    """The words of a stated name, the description before it left out: "the activist Erica Kang"."""
    words = _WORD.findall(name)
    capitals = [at for at, word in enumerate(words) if word[0].isupper() and not _is_title(word)]
    if capitals and any(word[0].islower() for word in words):
        runs = [capitals[0]]
        for at in capitals[1:]:
            between = words[runs[-1] + 1 : at]
            if any(word.casefold() not in _PARTICLES for word in between):
                runs = [at]
            else:
                runs.append(at)
        kept = words[runs[0] : runs[-1] + 1]
    else:
        kept = [word for word in words if not _is_title(word)] or words
    return key_of_name(" ".join(kept), SpeakerKind.PERSON).split()


_PARTICLES = frozenset(
    "de del della di da van von der den bin bint ibn al el la le du dos ter of".split()
)


def _is_title(word: str) -> bool:
    return word.casefold().strip(".") in TITLES


def _one_name(stated: Sequence[str], name: str, kind: SpeakerKind) -> bool:
    if kind is SpeakerKind.PERSON:
        printed = key_of_name(name, kind).split()
        while len(printed) > 1 and _is_title(printed[0]):
            printed = printed[1:]
        if list(stated) == printed or likeness(stated, printed) is not None:
            return True
        if len(stated) == 1:
            return any(_alike(stated[0], part) for part in printed)
        return len(printed) == 1 and printed[0] in stated
    words = content(key_of_name(name, kind).split())
    ours = content(stated)
    if not words or not ours:
        return False
    if _overlap(set(ours), set(words)) > _OVERLAP or list(ours) == list(words):
        return True
    return _is_acronym_of(ours, name) or _is_acronym_of(words, " ".join(stated))


def _alike(one: str, other: str) -> bool:
    return one == other or (
        min(len(one), len(other)) > 4 and JaroWinkler.similarity(one, other) >= _SPELT_ALIKE
    )


def _is_acronym_of(words: Sequence[str], short: str) -> bool:
    plain = short.replace(".", "").strip()
    letters = "".join(word[0] for word in words)
    return is_acronym(short.upper()) and 2 <= len(plain) <= 8 and plain.casefold() == letters


def _overlap(one: set[str] | frozenset[str], other: set[str] | frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _content(text: str) -> set[str]:
    return set(folded(text)) - FUNCTION_WORDS


def name_of(speaker: Speaker | None) -> str:
    """A speaker's name for a sentence, "" where the archive knows none."""
    return " ".join(speaker.name.split()) if speaker else ""
