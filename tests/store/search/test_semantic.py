"""Ranking by meaning: skipped where the extra is not installed, but for the sentence that says so."""

from __future__ import annotations

import importlib.util
import math
from dataclasses import replace
from pathlib import Path

import pytest

from store.errors import NoSemantic
from store.search import semantic, semantic_ranking
from store.search.ranking import FEATURES, Ranked, read
from store.search.semantic import NEEDED, Encoder, encoder, likeness
from store.search.semantic_ranking import Meaning

INSTALLED = all(importlib.util.find_spec(name) for name in NEEDED)
needs_extra = pytest.mark.skipif(
    not INSTALLED,
    reason="the semantic extra is not installed: pip install 'dateline-bot[semantic]'",
)
FERRY = "The boat sank in the night. All on board were rescued."
TAX = "Parliament raised the levy on wine. Growers protested."


def ranked(text: str, score: float) -> Ranked:
    return Ranked(score, read(text), 0, (0.5,) * len(FEATURES))


def test_without_the_extra_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(semantic, "NEEDED", (*NEEDED, "a_package_that_is_not_installed"))
    with pytest.raises(NoSemantic, match="pip install"):
        Encoder()


@needs_extra
def test_what_means_the_same_is_nearer_than_what_does_not() -> None:
    asked = encoder().question("When did the ship go down?")
    near = encoder().passage("", FERRY, [part.span for part in read(FERRY)])
    far = encoder().passage("", TAX, [part.span for part in read(TAX)])
    assert near.shape == (3, 384)
    assert min(likeness(asked, near)) > max(likeness(asked, far))
    assert math.isclose(float((near[0] ** 2).sum()), 1.0, rel_tol=1e-4)


@needs_extra
@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800 half", "🙂" * 500, "word " * 5_000])
def test_any_text_has_a_meaning(text: str) -> None:
    assert encoder().question(text).shape == (1, 384)
    rows = encoder().passage(text, text, [(0, len(text))])
    assert rows.shape[1] == 384 and not (rows != rows).any()


@needs_extra
def test_the_passage_that_means_it_comes_first(tmp_path: Path) -> None:
    meaning = Meaning(tmp_path / "archive.vectors", patience=math.inf)
    texts, ranks = [("", TAX), ("", FERRY)], [ranked(TAX, 9.1), ranked(FERRY, 9.0)]
    order = meaning.again("When did the ship go down?", texts, ranks)
    assert [at for at, _ in order] == [1, 0]
    assert order[0][1].score > order[1][1].score
    meaning.close()
    kept = Meaning(tmp_path / "archive.vectors", patience=-1.0)
    assert [at for at, _ in kept.again("When did the ship go down?", texts, ranks)] == [1, 0]
    kept.close()


@needs_extra
@pytest.mark.parametrize("depth", [1, 2])
def test_the_parts_of_a_score_are_its_sum(depth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantic_ranking, "DEPTH", depth)
    ranks = [replace(ranked(text, 0.0), more=(("date", 0.3),)) for text in (FERRY, TAX)]
    ranks = [replace(rank, score=sum(part for _, part in rank.scored)) for rank in ranks]
    meaning = Meaning(None, patience=math.inf)
    order = meaning.again("When did the ship go down?", [("", FERRY), ("", TAX)], ranks)
    assert len(order) == 2
    for _, rank in order:
        assert rank.score == pytest.approx(sum(part for _, part in rank.scored))
        assert ("date", 0.3) in rank.scored
    assert set(semantic_ranking.MEANING) <= dict(order[0][1].scored).keys()


@needs_extra
def test_without_time_the_order_stays() -> None:
    meaning = Meaning(None, patience=-1.0)
    texts, ranks = [("", TAX), ("", FERRY)], [ranked(TAX, 9.1), ranked(FERRY, 9.0)]
    order = meaning.again("When did the ship go down?", texts, ranks)
    assert [(at, rank.score) for at, rank in order] == [(0, 9.1), (1, 9.0)]


@needs_extra
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.vectors"
    path.write_text("not a database, " * 100)
    meaning = Meaning(path, patience=math.inf)
    assert meaning.again("ship", [("", FERRY)], [ranked(FERRY, 9.0)])
    meaning.close()
    assert path.read_text().startswith("not a database")
