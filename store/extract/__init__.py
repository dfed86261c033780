"""Article → quotes, speakers, facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee
from typing import TYPE_CHECKING

from store.model import Article, Extraction

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BATCH = 16


def extract(article: Article) -> Extraction:
    """Who said what in one article; all spans index ``article.body``."""
    return next(extract_all([article]))


def extract_all(articles: Iterable[Article], *, batch_size: int = _BATCH) -> Iterator[Extraction]:
    """One Extraction an article, in order; ``batch_size`` articles are parsed together."""
    from store.extract.parser import parse_all

    kept, parsed = tee(articles)
    for article, doc in zip(kept, parse_all(parsed, batch_size=batch_size), strict=True):
        yield extract_from(article, doc)


def extract_from(article: Article, doc: Doc) -> Extraction:
    """The extraction of an article whose body is already parsed by ``parser.parse_all``."""
    from store.extract.attribute import attribute
    from store.extract.facts import find_facts

    quotes, speakers = attribute(article, doc)
    return Extraction(quotes, speakers, find_facts(doc, article, quotes))
