"""Keys under which a name is looked for among all others, so that only like ones are compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.identity import key_of_name
from store.model import SpeakerKind
from store.people.bodies import content
from store.people.names import parts
from store.people.sounds import sound

_GLUED = ("el", "al")
_LONG = 7


def blocks(words: Sequence[str], kind: SpeakerKind, short: Iterable[str]) -> set[str]:
    """The keys to remember a named speaker under.

    ``words``: the folded name; ``short``: a body's acronym, or what its name is the acronym of.
    """
    if kind is not SpeakerKind.PERSON:
        return {_sounds(words), *(f"={key_of_name(name, kind)}" for name in short)}
    name = parts(words)
    return {*_of_full_name(words, name), f"s:{name[-1]}"} if len(name) > 1 else set()


def sought(words: Sequence[str], kind: SpeakerKind, short: Iterable[str]) -> set[str]:
    """The keys to look for people under whose name may be another form of this one.

    A key that begins with ``n:`` is a speaker's own (``store.identity.speaker_key``).
    """
    if kind is not SpeakerKind.PERSON:
        names = (f"n:{key_of_name(name, kind)}" for name in short)
        return {_sounds(words), f"={' '.join(words)}", *names}
    name = parts(words)
    if len(name) > 1:
        return {*_of_full_name(words, name), f"n:{name[-1]}"}
    return {f"s:{part}" for part in name}


def _of_full_name(words: Sequence[str], name: Sequence[str]) -> set[str]:
    first, last = name[0], name[-1]
    return {
        f"p:{_surname(last)}:{sound(first[:1])}",
        f"p:{_surname(first)}:{sound(last[:1])}",
        f"o:{' '.join(sorted(name))}",
        f"j:{sound(''.join(words))}",
    }


def _surname(word: str) -> str:
    if len(word) >= _LONG and word.startswith(_GLUED):
        word = word[2:]
    return sound(word)


def _sounds(words: Sequence[str]) -> str:
    return f"b:{' '.join(sorted(sound(word) for word in content(words)))}"
