"""Article → quotes, speakers, facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from store.model import Article, Extraction

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BATCH = 16
_FAST_BATCH = 64
# Characters that a worker process must have to read before it pays: a few seconds of work each.
_SHARE = 300_000
_FAST_SHARE = 4_000_000


def extract(article: Article) -> Extraction:
    """Who said what in one article; all spans index ``article.body``."""
    return next(extract_all([article], workers=1))


def extract_all(
    articles: Iterable[Article],
    *,
    fast: bool = False,
    workers: int | None = None,
    batch_size: int = _BATCH,
) -> Iterator[Extraction]:
    """One Extraction an article, in order; ``batch_size`` articles are parsed together.

    ``fast``: without the parser, quotes and speakers only. ``workers``: processes to work in; None uses
    all cores where there is so much to read that starting them pays, 1 stays in this process. Articles
    are taken a bounded way ahead. Raises ExtractionError where a worker process dies.
    """
    waiting = iter(articles)
    size = _FAST_BATCH if fast else batch_size
    batches = iter(lambda: list(islice(waiting, size)), [])
    yield from chain.from_iterable(extract_batches(batches, fast=fast, workers=workers))


def extract_batches(
    batches: Iterable[Sequence[Article]], *, fast: bool = False, workers: int | None = None
) -> Iterator[list[Extraction]]:
    """One list of Extractions a batch, in order, for batches of any size; otherwise as ``extract_all``."""
    from store.extract.workers import chosen_workers, spread

    if workers is None:
        workers, batches = chosen_workers(batches, _FAST_SHARE if fast else _SHARE)
    work = _extract_fast if fast else _extract_parsed
    if workers > 1:
        yield from spread(batches, work, workers=workers)
    else:
        yield from map(work, batches)


def extract_from(article: Article, doc: Doc) -> Extraction:
    """The extraction of an article whose body is already parsed by ``parser.parse_all``."""
    from store.extract.attribute import attribute
    from store.extract.facts import find_facts

    found = attribute(article, doc)
    return replace(found, facts=find_facts(doc, article, found.quotes))


def _extract_parsed(batch: Sequence[Article]) -> list[Extraction]:
    from store.extract.parser import parse_all

    docs = parse_all(batch, batch_size=_BATCH)
    return [extract_from(article, doc) for article, doc in zip(batch, docs, strict=True)]


def _extract_fast(batch: Sequence[Article]) -> list[Extraction]:
    from store.extract.fast import extract_fast
    from store.extract.fast.interview import with_interview

    return [with_interview(article, extract_fast(article)) for article in batch]
