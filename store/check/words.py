"""Text as the words that are compared: how they are written, not how they are punctuated.

Quotation marks, dashes, spaces, capitals, accents and stops between words are no difference of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.identity import folded
from store.model import Span

_PARTS = re.compile(
    r"(?P<gap>[\[(]?(?:…|\.(?:\s?\.){1,5})[\])]?)"
    r"|(?P<open>\[)|(?P<close>\])"
    r"|(?P<word>\d+(?:[.,]\d+)*(?:[^\W_]+)?|[^\W\d_](?:\.[^\W\d_])+\.?|[^\W_]+(?:['’ʼ＇`´][^\W_]+)*|[$€£¥%&])"
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ＇`´", "'"))
_SYMBOLS = {"%": "percent", "&": "and"}
_LONGEST_BRACKET = 80
"""Characters; what is longer is no editor's insertion."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its form for comparing, and where it stands (string indices)."""

    form: str
    start: int
    end: int
    after_gap: bool = False
    """Whether an ellipsis stands before it: words may be left out there."""
    free: bool = False
    """Whether it stands in [brackets]: the editor's word, in the place of any or none."""


def words_of(text: str) -> list[Word]:
    """The words of a text as printed, in order; ellipses and brackets mean nothing."""
    return [
        Word(form_of(match["word"]), *match.span())
        for match in _PARTS.finditer(text)
        if match["word"]
    ]


def quoted_words(text: str) -> list[Word]:
    """The words of a pasted quote, with the ellipses and brackets of whoever shortened it."""
    found: list[Word] = []
    gap = False
    closes = _bracketed(text)
    until = -1
    for match in _PARTS.finditer(text):
        start, end = match.span()
        if match["gap"]:
            gap = bool(found)
        elif match["open"]:
            until = max(until, closes.get(start, -1))
        elif match["word"]:
            if found and _goes_on(text, found[-1], start, end <= until):
                found[-1] = _one(text, found[-1], end)
            else:
                found.append(Word(form_of(match["word"]), start, end, gap, start < until))
            gap = False
    return found


@lru_cache(20_000)
def form_of(word: str) -> str:
    """``word`` as it is compared: folded, "U.S." as "us", "1,000" as "1000", "%" as "percent"."""
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    plain = word.translate(_APOSTROPHES)
    plain = plain.replace(",", "") if plain[0].isdigit() else plain.replace(".", "")
    return folded(plain)


def joined(words: Sequence[str]) -> str:
    """The letters of words, for those that differ only in where they are cut ("per cent")."""
    return "".join(words).replace("'", "")


def segments(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Runs of words between ellipses."""
    at = 0
    for number, word in enumerate(words):
        if word.after_gap and number > at:
            yield words[at:number]
            at = number
    if at < len(words):
        yield words[at:]


def _bracketed(text: str) -> dict[int, int]:
    """Where each "[" is closed."""
    found: dict[int, int] = {}
    opened = -1
    for match in re.finditer(r"[\[\]]", text):
        if match[0] == "[":
            opened = match.start()
        elif opened >= 0:
            if match.start() - opened <= _LONGEST_BRACKET:
                found[opened] = match.start()
            opened = -1
    return found


def _goes_on(text: str, before: Word, start: int, bracketed: bool) -> bool:
    """Whether a bracket within a word stands before ``start``: "go[es]", "[T]hey"."""
    if start - 1 != before.end:
        return False
    return text[start - 1] == "]" or (bracketed and text[start - 1] == "[")


def _one(text: str, before: Word, end: int) -> Word:
    """A word that a bracket cuts, "[T]hey": the editor's where it is not the printed one."""
    whole = re.sub(r"[\[\]]", "", text[before.start : end])
    return Word(form_of(whole), before.start, end, before.after_gap, True)


def lines_of(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of ``text[start:end]`` that hold something."""
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip("\n"))
        start += len(line)
