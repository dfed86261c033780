"""Speakers against what people read in the same articles: the names that a newsroom would not forgive."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from hand_checked import (
    Tally,
    archive_with_speakers,
    article_of,
    attribution,
    count_fragments,
    count_pronouns,
    count_shown,
    news_with_speakers,
)

from store.archive import Archive
from store.extract import extract_all
from store.model import ArticleView


def test_names_under_quoted_words_and_behind_pronouns(shared: Path) -> None:
    known = list(news_with_speakers(shared))
    assert len(known) == 20
    fragments, pronouns = Tally(), Tally()
    for (article, gold), found in zip(known, extract_all(a for a, _ in known), strict=True):
        count_fragments(article, gold, found.quotes, fragments)
        count_pronouns(article, gold, found.quotes, pronouns)
    assert fragments.seen > 150 and pronouns.seen > 60
    assert fragments.share >= 0.88, fragments.wrong
    assert pronouns.share >= 0.85, pronouns.wrong


def test_the_quotes_shown_of_fifteen_real_articles(real_archive: Path) -> None:
    with Archive.open(real_archive) as archive:
        views = [view for n in range(1, 103) if (view := archive.article(n)) is not None]
    by_body = {view.article.body: view for view in views}
    known = list(archive_with_speakers(view.article for view in views))
    assert len(known) == 15
    tally = Tally()
    for article, gold in known:
        count_shown(article, gold, by_body[article.body].quotes, tally)
    assert tally.seen > 100
    assert tally.share >= 0.95, tally.wrong


def test_the_quotes_shown_of_the_bundled_archive(archive_path: Path) -> None:
    with Archive.open(archive_path) as archive:
        views: dict[str, ArticleView] = {
            view.article.body: view
            for n in range(1, 90)
            if (view := archive.article(n)) is not None
        }
    tally = Tally()
    lines = files("store.sample").joinpath("gold.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, lines):
        gold = [attribution(quote) for quote in row["quotes"]]
        count_shown(article_of(row["body"]), gold, views[row["body"]].quotes, tally)
    assert tally.seen > 500
    assert tally.share >= 0.95, tally.wrong
