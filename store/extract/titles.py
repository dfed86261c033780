"""Names in quotation marks, told from speech by their words alone: titles of works, words as words."""

from __future__ import annotations

from spacy.tokens import Doc

_LONGEST = 14
_FEWEST_LETTERS = 4
# the film "Jaws"; in her last book, "A Door at Sea,"
_WORKS = frozenset(
    "book books novel memoir biography autobiography bestseller manuscript trilogy film films movie "
    "movies documentary show shows series sitcom drama comedy thriller program programme album song songs "
    "single track anthem hymn ballad play musical opera symphony poem painting essay article column "
    "editorial story magazine newspaper podcast episode exhibition exhibit game lesson website hit "
    "called titled entitled dubbed named nicknamed".split()
)
# the word "must"; the slogan "Yes we can"
_WORDS = frozenset(
    "word term phrase expression nickname moniker slogan motto hashtag adjective noun verb pronoun "
    "preposition adverb idiom letter letters".split()
)
# on CNN's "State of the Union"
_AIRED = frozenset(("on", "'s", "’s"))


def is_name(doc: Doc, start: int, end: int) -> bool:
    """True where the marked tokens ``[start, end)`` of ``doc`` (parsed or not) are the name of something."""
    if start == 0 or end - start > _LONGEST:
        return False
    words = [token.text for token in doc[start:end] if token.text[:1].isalnum()]
    before = doc[start - 1].lower_
    if not words:
        return False
    if before in _WORDS:
        return True
    if not _is_titled(words):
        return False
    if before in _WORKS or (before in _AIRED and len(words) > 1):
        return True
    return before == "," and start > 1 and doc[start - 2].lower_ in _WORKS


def _is_titled(words: list[str]) -> bool:
    """True where the first, the last and every longer word has a capital, as headlines and titles do."""
    big = [w for w in words if len(w) >= _FEWEST_LETTERS] + [words[0], words[-1]]
    return all(not w[0].islower() for w in big)
