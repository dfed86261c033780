"""When two things are the same: bodies by hash, speakers by key."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from store.model import Span, Speaker, SpeakerKind

_HONORIFICS = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president minister senator".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*", re.UNICODE)


def body_hash(headline: str, body: str) -> str:
    """A digest of what was printed: the same headline and body give the same one."""
    return hashlib.blake2b(f"{headline}\x00{body}".encode(), digest_size=16).hexdigest()


def words_digest(body: str, content: Iterable[Span]) -> str:
    """A digest of the words at some spans: tells later whether they still stand there."""
    return hashlib.blake2b(
        "\x00".join(body[start:end] for start, end in content).encode(), digest_size=8
    ).hexdigest()


def speaker_key(speaker: Speaker) -> str:
    """The same for two mentions under one name, which need not be one speaker (``store.people`` says).

    Names lose case, accents, punctuation and a leading honorific; a described source keeps its words.
    """
    letter = "n" if speaker.named else "d"
    return f"{letter}:{key_of_name(speaker.name, speaker.kind)}"


@lru_cache(50_000)
def key_of_name(name: str, kind: SpeakerKind) -> str:
    """The words of a name, folded, with a space between them."""
    words = [folded(word) for word in _WORD.findall(name)]
    if kind is SpeakerKind.PERSON:
        while len(words) > 1 and words[0].rstrip(".") in _HONORIFICS:
            words = words[1:]
    elif words[:1] in (["the"], ["a"], ["an"]):
        words = words[1:]
    return " ".join(words) or folded(name)


def folded(word: str) -> str:
    """Lower case, without accents: for comparing, never for showing."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
