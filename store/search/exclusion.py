"""What ``-word`` and ``-"a phrase"`` leave out of statements: by the quote, its speaker or its headline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.model import Passage
from store.search.likeness import words_of
from store.search.text import stems


def without(passages: Iterable[Passage], excluded: Sequence[str]) -> list[Passage]:
    """The passages that hold none of ``excluded`` (words, or several in a row), whatever their endings."""
    unwanted = [_spaced(words) for words in excluded if stems(words)]
    if not unwanted:
        return list(passages)
    return [one for one in passages if not any(words in _held(one) for words in unwanted)]


def _held(passage: Passage) -> str:
    said_by = passage.speaker.name if passage.speaker else ""
    return "|".join(_spaced(t) for t in (words_of(passage), passage.citation.headline, said_by))


def _spaced(text: str) -> str:
    return f" {' '.join(stems(text))} "
