from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import tantivy
from handmade import article, extraction, quote
from hypothesis import given
from hypothesis import strategies as st

from store.db import Readers
from store.schema import ARCHIVE
from store.search.candidates import Hit, phrase, search
from store.search.documents import DocumentWriter
from store.search.index import View
from store.search.schema import schema
from store.search.text import folded, stems, unaccented
from store.write import Writer

BRACKETED = "".join(map(chr, range(0x2474, 0x249C)))
"""Numbers printed as one character with brackets or a point."""
LETTERS = " ".join(
    f"a{chr(code)}"
    for code in (*range(0x20, 0xD800), *range(0xE000, 0x10000))
    if chr(code) not in BRACKETED
)
HEAP = 15_000_000


def terms(field: str, text: str) -> list[str]:
    """The words that an index makes of a text."""
    index = tantivy.Index(schema())
    writer = index.writer(HEAP, 1)
    document = tantivy.Document()
    document.add_text(field, text)
    writer.add_document(document)
    writer.commit()
    index.reload()
    found = index.searcher().terms_with_prefix(field, "", limit=100_000)
    return sorted(word for word, _ in found)


@pytest.mark.parametrize("text", [LETTERS, "x" * 39 + " " + "y" * 40, "é" * 39 + " " + "Æ" * 20])
def test_the_index_has_the_words_that_are_asked_for(text: str) -> None:
    assert terms("title", unaccented(text)) == sorted(set(folded(text)))
    assert terms("text", unaccented(text)) == sorted(set(stems(text)))


@given(st.text(st.characters(exclude_characters=BRACKETED, exclude_categories=["Cs"]), max_size=80))
def test_any_text_has(text: str) -> None:
    assert terms("text", unaccented(text)) == sorted(set(stems(text)))


def written(path: Path, numbers: Sequence[int], group: int = 1) -> tuple[View, dict[int, str]]:
    """The documents of articles of the archive at ``path``, and the digests that were told."""
    index = tantivy.Index(schema())
    writer = index.writer(HEAP, 1)
    with Readers(path, ARCHIVE) as readers:
        documents = DocumentWriter(writer, readers, group)
        hashes = documents.add(numbers)
        documents.finish()
    writer.commit()
    index.reload()
    return View(index.schema, index.searcher()), hashes


def hits(view: View, field: str, words: str) -> list[Hit]:
    cut = folded if field == "title" else stems
    clause = (tantivy.Occur.Must, phrase(view, field, cut(words)))
    return search(view, [clause], "", "", 10)


def test_words_behind_a_letter_that_becomes_two_are_in_their_passage(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    one = article(f"{'Æßœ ' * 180}first\n\n{'Æßœ ' * 180}café “Æon ends”", headline="Œuvre")
    said = quote(one, None, "“Æon ends”")
    with Writer(path) as writer:
        writer.add("wire", [(one, extraction(said))], now="2021-03-02T06:00:00+00:00")
    view, _ = written(path, [1])
    with Readers(path, ARCHIVE) as readers:
        for words, ordinal in (("first", 1), ("cafe aeon", 2)):
            (hit,) = hits(view, "text", words)
            (row,) = readers.rows("SELECT article, ordinal FROM passages WHERE id = ?", (hit.row,))
            assert tuple(row) == (1, ordinal)
    assert hits(view, "quote", "aeon")
    assert hits(view, "title", "oeuvre")


def test_an_article_that_the_archive_lost_is_passed_over(path: Path) -> None:
    view, hashes = written(path, [1, 99])
    assert list(hashes) == [1]
    assert {hit.article for hit in hits(view, "text", "ferry")} == {1}


@pytest.mark.parametrize(("group", "groups", "common"), [(1, 60, 60), (20, 3, 2), (200, 1, 1)])
def test_words_are_counted_by_groups(tmp_path: Path, group: int, groups: int, common: int) -> None:
    path = tmp_path / "archive.db"
    with Writer(path) as writer:
        batch = [
            (article(f"Buoy number{at} was lit.", source=f"{at}.txt"), extraction())
            for at in range(60)
        ]
        writer.add("wire", batch, now="2021-03-02T06:00:00+00:00")
    view, _ = written(path, range(1, 61), group)
    searcher = view.searcher
    assert searcher.doc_freq("kind", "words") == groups
    assert searcher.doc_freq("words", "buoy") == common
    assert [searcher.doc_freq("words", f"number{at}") for at in range(60)] == [1] * 60
