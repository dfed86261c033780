"""A tiny archive of invented articles, with quotes and facts that are given by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import article, count, extraction, person, quote

from store.db import Readers
from store.model import Article, Extraction, QuoteKind, Speaker, SpeakerKind
from store.schema import ARCHIVE
from store.search.index import Index
from store.search.searcher import Searcher
from store.write import Writer

NOW = "2021-03-02T06:00:00+00:00"

OBE = replace(
    person("Ada Obe", role="harbour master", aliases=("Ms. Obe",)), organisation="Port of Tarn"
)
RUUD = person("Jonas Ruud", role="minister of transport", aliases=("Mr. Ruud",))
OFFICIAL = Speaker("a senior customs official", SpeakerKind.ANONYMOUS, False)

FERRY = article(
    'TARN — The night ferry to Velm stopped on Monday.\n\n"We had no choice," said Ada Obe, harbour'
    ' master of the Port of Tarn. "The hull is leaking faster than the pumps can work."\n\n'
    "At least 80 passengers waited on the quay until morning.\n\n"
    "Ms. Obe said the repairs would cost 4.5 million crowns.",
    headline="Night Ferry Stops as Hull Leaks",
    published="2021-03-01",
    source="ferry.txt",
    url="https://wire.example/ferry",
)
BRIDGE = article(
    "VELM — A bridge over the strait will replace the ferry, the government announced.\n\n"
    '"The ferry belongs to the past," Jonas Ruud, the minister of transport, told reporters in Velm.\n\n'
    "The bridge is to open in June 2024. A senior customs official, who asked not to be named, said"
    " smugglers would be delighted.",
    headline="Bridge Will Replace Ferry",
    published="2021-09-14",
    source="bridge.txt",
)
COPY = article(
    "Readers remember the winter of the leak.\n\nAt least 80 passengers waited on the quay until morning.",
    headline="The Year in Tarn",
    published="2021-12",
    source="year.txt",
)
ARTICLES: tuple[tuple[Article, Extraction], ...] = (
    (
        FERRY,
        extraction(
            quote(
                FERRY,
                OBE,
                '"We had no choice,"',
                '"The hull is leaking faster than the pumps can work."',
            ),
            replace(
                quote(FERRY, OBE, "the repairs would cost 4.5 million crowns"),
                kind=QuoteKind.INDIRECT,
                paragraph=4,
            ),
            facts=(count(FERRY, "At least 80", 80),),
        ),
    ),
    (
        BRIDGE,
        extraction(
            quote(BRIDGE, RUUD, '"The ferry belongs to the past,"'),
            quote(BRIDGE, OFFICIAL, "smugglers would be delighted"),
        ),
    ),
    (COPY, extraction()),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    with Writer(path) as writer:
        writer.add("wire", ARTICLES, now=NOW)
    return path


@pytest.fixture
def readers(path: Path) -> Iterator[Readers]:
    with Readers(path, ARCHIVE) as readers:
        yield readers


@pytest.fixture
def searcher(path: Path, readers: Readers) -> Searcher:
    return Searcher(readers, Index.open(path.with_suffix(".index"), readers))


@pytest.fixture
def add(path: Path) -> Callable[[str, str], None]:
    """Writes one more article (a source and its text), as another process would."""

    def add(source: str, body: str) -> None:
        with Writer(path) as writer:
            one = article(body, headline="More", source=source, published="2022-01-05")
            writer.add("wire", [(one, extraction())], now=NOW)

    return add
