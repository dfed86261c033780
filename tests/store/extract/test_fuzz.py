"""Real articles, cut and spliced at random, go through extraction: nothing raises, every span is true.

DATELINE_FUZZ says how many (30 through the whole extraction, ten times as many through the marks alone),
DATELINE_FUZZ_SEED where the dice start.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from quoting import article, assert_true_spans

from store.extract import extract_all
from store.extract.marks import Marked, find_marked
from store.model import Article
from store.sample import articles_folder

COUNT = int(os.environ.get("DATELINE_FUZZ", "30"))
SEED = int(os.environ.get("DATELINE_FUZZ_SEED", "1"))
NOISE = "\" “ ” '' `` ' ‘ ’ « » „ ( ) [ ] — – - : ; , . ? ! … \n \n\n \t \u00a0 \u200b \u202a \ufeff \u0301 é 𝒳 \x00 "
CUES = ["she said", " told ", "according to ", "Q: ", "A: ", "MR. VENN: ", "he added,", "that "]


@pytest.fixture(scope="module", params=["bundled", "real"])
def texts(request: pytest.FixtureRequest) -> list[str]:
    if request.param == "bundled":
        folder = articles_folder() / "text"
    else:
        folder = request.getfixturevalue("shared") / "archive-sample"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def spliced(texts: list[str], dice: random.Random) -> str:
    """Pieces of articles, cut anywhere, with marks and cues strewn in."""
    pieces = []
    for _ in range(dice.randint(1, 6)):
        text = dice.choice(texts)
        start = dice.randrange(len(text))
        pieces.append(text[start : start + dice.randint(1, 400)])
        if dice.random() < 0.6:
            pieces.append(dice.choice([*NOISE.split(" "), *CUES]) * dice.randint(1, 3))
    cut = list("".join(pieces))
    for _ in range(dice.randint(0, 8)):
        cut[dice.randrange(len(cut))] = dice.choice(NOISE)
    return "".join(cut)


def bodies(texts: list[str], count: int) -> Iterator[Article]:
    dice = random.Random(SEED)
    for _ in range(count):
        yield article(spliced(texts, dice))


def test_the_whole_extraction(texts: list[str]) -> None:
    written = list(bodies(texts, COUNT))
    for one, extraction in zip(written, extract_all(iter(written)), strict=True):
        assert_true_spans(one, extraction)
        assert [q.content[0][0] for q in extraction.quotes] == sorted(
            q.content[0][0] for q in extraction.quotes
        )


def test_the_marks_alone(texts: list[str]) -> None:
    for one in bodies(texts, 10 * COUNT):
        assert_true_marks(one, find_marked(one.body, one.paragraphs))


def assert_true_marks(one: Article, found: tuple[Marked, ...]) -> None:
    """In order, apart, each within one paragraph and around a word."""
    for m in found:
        inside = next(p for p in one.paragraphs if p.start <= m.start < p.end)
        assert m.start < m.end <= inside.end
        assert any(c.isalnum() for c in one.body[m.start : m.end])
    assert all(a.end <= b.start for a, b in pairwise(found))


HOSTILE = {
    "marks": '"', "opening": "“", "closing": "”", "apostrophes": "'", "openings": ' "a', "singles": " ‘a",
    "weak": " 'a b' ", "quotes": '"No," she said. ', "endless": "the pier and ", "nested": "(“a ",
    "mixed": "“\"'‘«", "unclosed": '"A b. ', "dashes": 'said—"x"—', "plurals": " 'as b",
}  # fmt: skip


class Counting(str):
    """A text that counts the characters that are cut from it."""

    cut = 0

    def __getitem__(self, key: object) -> str:
        piece = str.__getitem__(self, key)  # type: ignore[index]
        Counting.cut += len(piece)
        return piece


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_marks_of_a_text_twice_as_long_are_twice_the_work(kind: str) -> None:
    def work(size: int) -> int:
        Counting.cut = 0
        body = (HOSTILE[kind] * size)[:size]
        find_marked(Counting(body), article(body).paragraphs)
        return Counting.cut

    assert work(16_000) <= 2.2 * work(8_000) + 200
