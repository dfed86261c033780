"""Invented reports of a ferry's fire, with figures that contradict each other and were found by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from handmade import article, extraction, person, quote

from store.model import Article, Extraction, Fact, FactKind
from store.write import Writer

GUARD = "Coast guard of Tarn"
RUSK = replace(person("Ingvald Rusk", role="captain"), organisation="Halden Line")

FIRST = article(
    "TARN — Fire swept the ferry Marten off Cape Halden on Monday and four people died, the coast"
    " guard of Tarn said.\n\n"
    '"The smoke came from the car deck," Ingvald Rusk, the captain, said.\n\n'
    "At least 40 passengers were rescued from the water off Cape Halden.",
    headline="Ferry Marten Burns off Cape Halden",
    published="2022-01-10",
    source="marten.txt#1",
    url="https://wire.example/21",
)
LATER = article(
    "TARN — Six people died in the fire on the ferry Marten off Cape Halden, the harbour office"
    " found on Thursday.\n\n"
    '"The sprinklers on the car deck were closed," Ingvald Rusk said.\n\n'
    "The Marten carried 31 crates of herring.\n\n"
    "Halden Line paid 4 million crowns for the Marten.\n\n"
    "The Marten had been inspected 12 times.\n\n"
    "Repairs to the Marten will last nine months.",
    headline="Six Dead in Fire on Ferry Marten, Harbour Office Finds",
    published="2022-02-03",
    source="marten.txt#2",
    url="https://wire.example/22",
)
YEAR_ON = article(
    "TARN — Families laid flowers on the quay on Tuesday.\n\n"
    '"I ask every harbour to test its sprinklers, and I should have asked then," Ingvald Rusk said.',
    headline="A Year After the Marten",
    published="2023-01-10",
    source="marten.txt#3",
)
UNDATED = article(
    'In an undated letter, "we never speak of the fire at home," Ingvald Rusk wrote.',
    headline="A Letter",
    source="marten.txt#4",
)


def fact(of: Article, phrase: str, value: float, what: str, **fields: str) -> Fact:
    """A figure of an article; ``fields`` as ``Fact`` has them, with ``kind`` as a string."""
    start = of.body.index(phrase)
    kind = FactKind(fields.pop("kind", "count"))
    paragraph = of.paragraph_at(start)
    return Fact(
        kind, (start, start + len(phrase)), value=value, what=what, paragraph=paragraph, **fields
    )


def reports() -> list[tuple[Article, Extraction]]:
    """Two reports of the fire, a look back, and a letter without a date."""
    return [
        (
            FIRST,
            extraction(
                quote(FIRST, RUSK, '"The smoke came from the car deck,"'),
                facts=(
                    fact(FIRST, "four", 4, "people", predicate="die", says=GUARD),
                    fact(
                        FIRST,
                        "At least 40",
                        40,
                        "passengers",
                        predicate="rescue",
                        qualifier="at least",
                        where="Cape Halden",
                    ),
                ),
            ),
        ),
        (
            LATER,
            extraction(
                quote(LATER, RUSK, '"The sprinklers on the car deck were closed,"'),
                facts=(
                    fact(LATER, "Six", 6, "people", predicate="die"),
                    fact(LATER, "31", 31, "crates", predicate="carry them"),
                    fact(LATER, "4 million crowns", 4e6, "Marten", kind="money", unit="crown"),
                    fact(LATER, "12", 12, "times", predicate="inspect"),
                    fact(LATER, "nine months", 9, "repairs", unit="month"),
                ),
            ),
        ),
        (
            YEAR_ON,
            extraction(
                quote(
                    YEAR_ON,
                    RUSK,
                    '"I ask every harbour to test its sprinklers, and I should have asked then,"',
                )
            ),
        ),
        (UNDATED, extraction(quote(UNDATED, RUSK, '"we never speak of the fire at home,"'))),
    ]


def add_reports(archive: Path) -> None:
    with Writer(archive) as writer:
        writer.add("marten.txt", reports(), now="2023-02-01T00:00:00+00:00")
