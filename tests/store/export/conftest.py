"""A small archive with what is awkward to take out of one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from handmade import article, count, extraction, person, quote

from store.model import Article, Extraction, Quote
from store.write import Writer

NOW = "2021-03-02T06:00:00+00:00"
KANG = person("Erica Kang", role="coordinator", aliases=("Ms. Kang",))
HALE = person("Jo Hale")


def _batch() -> list[tuple[Article, Extraction]]:
    ferry = article(
        "“The ferry is <b>safe</b> & dry,” said Erica Kang on the quay.\n\n"
        "“=SUM(A1:A9) is no fare,” said Jo Hale. At least 80 refugees waited.",
        headline="Ferry Sails & Returns",
        source="folder/one.txt",
        doc_id="one",
        published="2021-03-01",
        byline="Ada Lunde",
        dateline="SKELLAN",
        credit="Reuters",
        url="https://wire.example/ferry",
    )
    month = article(
        "“Nothing moved,” Ms. Kang said.\n\nShe would not say why the harbor was shut.",
        headline="Harbor Shut",
        source="folder/two.txt",
        doc_id="one",  # another folder's file may have the same name
        published="2021-02",
    )
    undated = article(
        "“One\x0bword,\ufffe” said Jo Hale.\n\n“Refugees came,” he said. “Refugees came,” he said again.",
        headline="A Place — NOWHERE — 2004",
        source="three.txt",
        doc_id="three",
    )
    unsure = replace(quote(month, KANG, "the harbor was shut"), confidence=0.2)
    again = Quote(
        quote(undated, HALE, "“Refugees came,”").kind,
        ((undated.body.rindex("“Refugees"), undated.body.rindex("” he") + 1),),
        speaker=HALE,
    )
    return [
        (
            ferry,
            extraction(
                quote(ferry, KANG, "“The ferry is <b>safe</b> & dry,”"),
                quote(ferry, HALE, "“=SUM(A1:A9) is no fare,”"),
                replace(quote(ferry, HALE, "=SUM(A1:A9) is", "fare"), cue=((0, 4),)),
                facts=(count(ferry, "At least 80", 80),),
            ),
        ),
        (month, extraction(quote(month, KANG, "“Nothing moved,”"), unsure)),
        (
            undated,
            extraction(
                quote(undated, HALE, "“One\x0bword,\ufffe”"),
                quote(undated, HALE, "“Refugees came,”"),
                again,
            ),
        ),
    ]


@pytest.fixture(scope="session")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles, seven quotes that are shown and one that is not. Tests must not write to it."""
    path = tmp_path_factory.mktemp("awkward") / "archive.db"
    with Writer(path) as writer:
        writer.add("wire", _batch(), now=NOW)
    return path
