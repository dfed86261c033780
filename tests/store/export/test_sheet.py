"""Quotes as CSV: the words as printed, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Archive
from store.export.selection import Selection
from store.export.sheet import COLUMNS, guard, rows
from store.export.walk import Order


def table(path: Path, *, guarded: bool = True) -> list[dict[str, str]]:
    with Archive.open(path) as archive:
        found = archive.selected(archive.understood(Selection()), Order.NEWEST)
        text = "".join(rows(found, guarded=guarded))
    assert text.startswith(",".join(COLUMNS) + "\r\n")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_says_who_said_what_where(awkward: Path) -> None:
    first = table(awkward)[0]
    assert first == {
        "words": "“The ferry is <b>safe</b> & dry,”",
        "speaker": "Erica Kang",
        "role": "coordinator",
        "kind": "direct",
        "cue": "",
        "headline": "Ferry Sails & Returns",
        "date": "2021-03-01",
        "paragraph": "1",
        "url": "https://wire.example/ferry",
        "doc_id": "one",
        "start": "0",
        "end": "33",
        "confidence": "0.9",
    }


def test_words_are_the_text_at_their_offsets(archive_path: Path) -> None:
    with Archive.open(archive_path) as archive:
        bodies = {
            one.view.article.doc_id: one.view.article.body
            for one in archive.selected(archive.understood(Selection()))
        }
    every = table(archive_path, guarded=False)
    assert len(every) > 100
    for row in every:
        printed = bodies[row["doc_id"]][int(row["start"]) : int(row["end"])]
        parts = row["words"].split(" … ")
        assert printed == row["words"] or (
            len(parts) > 1 and printed.startswith(parts[0]) and printed.endswith(parts[-1])
        )


def test_a_formula_is_text_unless_it_is_wanted_as_it_is(awkward: Path) -> None:
    (guarded,) = [
        row["words"] for row in table(awkward) if "fare" in row["words"] and "…" in row["words"]
    ]
    assert guarded == "'=SUM(A1:A9) is … fare"
    assert "=SUM(A1:A9) is … fare" in [row["words"] for row in table(awkward, guarded=False)]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "|x", "%x"])
def test_what_a_spreadsheet_might_run(cell: str) -> None:
    assert guard(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", "“-1”", "'", -1, 0.5])
def test_what_none_runs(cell: str | int | float) -> None:
    assert guard(cell) == cell


@given(st.text())
def test_only_an_apostrophe_is_ever_added(text: str) -> None:
    guarded = guard(text)
    assert guarded in (text, f"'{text}")
    assert not str(guarded).startswith(("=", "+", "-", "@", "\t", "\r"))
