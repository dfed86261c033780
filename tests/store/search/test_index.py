from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import tantivy
from handmade import article, extraction, quote

from store.db import Readers
from store.schema import ARCHIVE
from store.search import index as index_module
from store.search.candidates import phrase, search
from store.search.index import Index
from store.search.schema import days, schema
from store.search.searcher import Searcher
from store.write import Writer

NOW = "2022-03-02T06:00:00+00:00"
Add = Callable[[str, str], None]


def articles_with(index: Index, word: str) -> list[int]:
    clause = (tantivy.Occur.Must, phrase(index.view, "text", [word]))
    return sorted({hit.article for hit in search(index.view, [clause], "", "", 10)})


@pytest.fixture
def folder(path: Path) -> Path:
    return path.with_suffix(".index")


def test_it_is_built_where_there_is_none_and_read_where_there_is(
    folder: Path, readers: Readers
) -> None:
    assert articles_with(Index.open(folder, readers), "quay") == [1, 3]
    written = (folder / "meta.json").stat().st_mtime_ns
    again = Index.open(folder, readers)
    assert articles_with(again, "quay") == [1, 3]
    assert (again.followed, again.behind()) == (3, 0)
    assert (folder / "meta.json").stat().st_mtime_ns == written


def test_the_same_articles_taken_in_anew_get_a_new_index(tmp_path: Path) -> None:
    """Their quotes have other numbers than those in the old index."""
    path = tmp_path / "archive.db"
    one = article("It rained.\n\n“It pours,” Ada Obe said.")
    spoken = [quote(one, None, "“It pours,”"), quote(one, None, "It rained.")]
    for order in (spoken, spoken[::-1]):
        path.unlink(missing_ok=True)
        with Writer(path) as writer:
            writer.add("folder", [(one, extraction(*order))], now=NOW)
        with Readers(path, ARCHIVE) as readers:
            index = Index.open(path.with_suffix(".index"), readers)
            (found,) = Searcher(readers, index).who_said("it pours").passages
            assert found.fragments[0].text == "“It pours,”"


def test_it_follows_what_is_added_and_corrected(folder: Path, readers: Readers, add: Add) -> None:
    index = Index.open(folder, readers)
    assert not index.catch_up()
    add("new.txt", "A lighthouse was lit.")
    assert articles_with(index, "lighthous") == []
    assert index.catch_up()
    assert articles_with(index, "lighthous") == [4]
    add("new.txt", "A lighthouse was lit by gas.")
    assert articles_with(Index.open(folder, readers), "gas") == [4]
    assert index.catch_up()
    assert articles_with(index, "lighthous") == [4]
    add("new.txt", "A lantern was lit by gas.")
    assert index.catch_up()
    assert articles_with(index, "lighthous") == []


def test_what_is_corrected_again_and_again_leaves_nothing_behind(
    folder: Path, readers: Readers, add: Add
) -> None:
    def documents(index: Index) -> int:
        return int(index.view.searcher.num_docs)

    index = Index.open(folder, readers)
    before = documents(index)
    add("new.txt", "A lighthouse was lit 0 times.")
    index.catch_up()
    added = documents(index)
    for time in range(1, 6):
        add("new.txt", f"A lighthouse was lit {time} times.")
        index.catch_up()
    assert documents(index) == added > before


def test_the_words_of_groups_are_written_anew_when_half_of_the_articles_were_replaced(
    folder: Path, readers: Readers, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "SMALL", 2)
    monkeypatch.setattr(index_module, "WORD_GROUPS", 2)

    def printed(word: str) -> int:
        query = tantivy.Query.term_query(index.view.schema, "words", word)
        return len(index.view.searcher.search(query, limit=10).hits)

    add("new.txt", "A lihgthouse was lit.")
    index = Index.open(folder, readers)
    for time in range(2):
        add("new.txt", f"A lighthouse was lit {time} times.")
        index.catch_up()
        assert (printed("lihgthouse"), printed("lighthouse")) == (1, 1)
    add("other.txt", "A buoy was lit.")
    index = Index.open(folder, readers)
    assert printed("lihgthouse")
    add("new.txt", "A lighthouse was lit again.")
    index.catch_up()
    assert [printed(word) for word in ("lihgthouse", "times", "lighthouse", "buoy")] == [0, 0, 1, 1]
    fresh = Index.open(folder.with_name("fresh.index"), readers)
    assert index.view.searcher.num_docs == fresh.view.searcher.num_docs


def test_it_follows_in_batches(
    folder: Path, readers: Readers, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "CHANGES_A_COMMIT", 2)
    for at in range(5):
        add(f"{at}.txt", f"Buoy number{at} was lit.")
    index = Index.open(folder, readers)
    assert articles_with(index, "buoy") == [4, 5, 6, 7, 8]
    assert index.followed == 8


def test_what_is_corrected_between_two_batches_is_not_found_twice(
    folder: Path, readers: Readers, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "CHANGES_A_COMMIT", 1)
    add("new.txt", "A lighthouse was lit by gas.")
    add("new.txt", "A lantern was lit by gas.")
    add("other.txt", "The gas ran out.")
    index = Index.open(folder, readers)
    clause = (tantivy.Occur.Must, phrase(index.view, "text", ["gas"]))
    hits = search(index.view, [clause], "", "", 10)
    assert sorted(hit.article for hit in hits) == [4, 5]
    assert articles_with(index, "lighthous") == []


def damage_meta(folder: Path) -> None:
    (folder / "meta.json").write_text("{")


def damage_segments(folder: Path) -> None:
    for file in folder.glob("*.*"):
        if file.name not in ("meta.json", ".managed.json"):
            file.write_bytes(file.read_bytes()[:20])


def remove_segments(folder: Path) -> None:
    for file in folder.glob("*.term"):
        file.unlink()


def make_older(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body")
    older = tantivy.Index(builder.build(), str(folder))
    writer = older.writer(15_000_000, 1)
    writer.add_document(tantivy.Document(body="quay"))
    writer.commit()
    writer.wait_merging_threads()


@pytest.mark.parametrize(
    "damage", [shutil.rmtree, damage_meta, damage_segments, remove_segments, make_older]
)
def test_it_is_built_anew_where_it_is_damaged_or_of_another_version(
    folder: Path, readers: Readers, damage: Callable[[Path], None]
) -> None:
    Index.open(folder, readers)
    damage(folder)
    assert articles_with(Index.open(folder, readers), "quay") == [1, 3]
    assert tantivy.Index.open(str(folder)).schema == schema()


def test_it_is_built_anew_for_another_archive(folder: Path, readers: Readers, path: Path) -> None:
    Index.open(folder, readers)
    readers.close()
    for file in path.parent.glob("archive.db*"):
        file.unlink()
    with Writer(path) as writer:
        for at in range(3):
            one = article(f"Gulls{at} cried.", source=f"{at}.txt")
            writer.add("wire", [(one, extraction())], now=NOW)
    with Readers(path, ARCHIVE) as others:
        index = Index.open(folder, others)
        assert articles_with(index, "quay") == []
        assert articles_with(index, "gulls1") == [2]


def test_it_is_read_while_another_writes(folder: Path, readers: Readers, add: Add) -> None:
    Index.open(folder, readers)
    add("new.txt", "A lighthouse was lit.")
    other = tantivy.Index.open(str(folder))
    writer = other.writer(15_000_000, 1)
    index = Index.open(folder, readers)
    assert articles_with(index, "quay") == [1, 3]
    assert articles_with(index, "lighthous") == []
    writer.wait_merging_threads()
    assert index.catch_up()
    assert articles_with(index, "lighthous") == [4]


def test_files_of_others_are_left_alone_and_the_index_is_kept_in_memory(
    folder: Path, readers: Readers
) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("keep me")
    index = Index.open(folder, readers)
    assert articles_with(index, "quay") == [1, 3]
    assert [file.name for file in folder.iterdir()] == ["letter.txt"]


def test_the_index_is_kept_in_memory_where_no_folder_can_be_made(
    path: Path, readers: Readers
) -> None:
    (path.parent / "file").write_text("")
    index = Index.open(path.parent / "file" / "archive.index", readers)
    assert articles_with(index, "quay") == [1, 3]


@pytest.mark.parametrize(
    ("published", "bounds"),
    [
        ("2002-09-11", (20020911, 20020911)),
        ("2002-09", (20020900, 20020999)),
        ("2002", (20020000, 20029999)),
        ("", (0, 0)),
        ("soon", (0, 0)),
        ("２００２", (0, 0)),
    ],
)
def test_a_date_covers_the_days_of_its_precision(published: str, bounds: tuple[int, int]) -> None:
    assert days(published) == bounds
