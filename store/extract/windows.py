"""Texts without end: what spaCy is given stays bounded, whatever comes in.

Its tokenizer strips marks off a run without spaces one by one and looks at the whole rest each time, and
its model holds arrays of numbers for every token at once. So long runs are cut before tokenizing, and a
long text is parsed in windows that end where a sentence does. Ordinary articles pass through unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

_LONG_RUN = re.compile(r"[^\w\s]{33,}|\S{201,}")
_SYMBOLS = 16
_CHARACTERS = 100
_MOST_TOKENS = 4_000


def tokenized(language: Language, text: str) -> Doc:
    """The unparsed Doc of ``text``; ``doc.text == text``. Work grows with the text."""
    cuts = [0]
    for run in _LONG_RUN.finditer(text):
        step = _CHARACTERS if any(c.isalnum() for c in run[0][:_SYMBOLS]) else _SYMBOLS
        cuts.extend(range(max(run.start(), cuts[-1]) + step, run.end(), step))
    if len(cuts) == 1:
        return language.make_doc(text)
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise([*cuts, len(text)]):
        for token in language.make_doc(text[start:end]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(language.vocab, words=words, spaces=spaces)


def windows(doc: Doc) -> Iterator[Doc]:
    """``doc`` itself, or where it is long, Docs of its consecutive sentences, each to be parsed alone."""
    if len(doc) <= _MOST_TOKENS:
        yield doc
        return
    flags: Any = doc.to_array([SENT_START])
    start = last = 0
    for i in range(len(doc)):
        if flags[i] == 1:
            last = i
        if i - start >= _MOST_TOKENS:
            end = last if last > start else i
            yield _window(doc, flags, start, end)
            start = end
    yield _window(doc, flags, start, len(doc))


def _window(doc: Doc, flags: Any, start: int, end: int) -> Doc:
    words = [token.text for token in doc[start:end]]
    spaces = [bool(token.whitespace_) for token in doc[start:end]]
    window = Doc(doc.vocab, words=words, spaces=spaces)
    window.from_array([SENT_START], flags[start:end])
    return window


def joined(parsed: Sequence[Doc]) -> Doc:
    """The Doc that was cut into ``windows``, with their parse."""
    if len(parsed) == 1:
        return parsed[0]
    return Doc.from_docs(list(parsed), ensure_whitespace=False)
