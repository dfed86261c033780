"""The bundled articles through the real readers: what their gold says is what comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.clean import clean
from store.model import Article, Draft
from store.read import files_under, read

SAMPLE = Path(__file__).parents[2] / "store" / "sample"


def articles(folder: str) -> dict[str, Article]:
    root = SAMPLE / folder
    found = {}
    for file in files_under(root):
        for draft in read(file, name=file.relative_to(root).as_posix()):
            assert isinstance(draft, Draft), draft
            article = clean(draft)
            assert isinstance(article, Article), article
            found[article.source] = article
    return found


@pytest.mark.parametrize(
    ("folder", "gold_file"), [("articles", "gold.jsonl"), ("earlier", "gold_earlier.jsonl")]
)
def test_every_part_of_every_article_is_found(folder: str, gold_file: str) -> None:
    read_ones = articles(folder)
    lines = (SAMPLE / gold_file).read_text(encoding="utf-8").splitlines()
    golds = {gold["source"]: gold for gold in map(json.loads, lines)}
    assert set(read_ones) == set(golds)
    for source, gold in golds.items():
        article = read_ones[source]
        assert article.body == gold["body"], source
        assert article.headline == gold["headline"], source
        assert article.published == gold["published"], source
        assert article.url == gold["url"], source
        # A script prints names in capitals.
        assert article.byline.casefold() == gold["byline"].casefold(), source
        assert article.dateline.casefold() == gold["dateline"].casefold(), source
