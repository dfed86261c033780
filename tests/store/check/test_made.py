"""Quotes made by chance from real articles: nearly every verdict is right, and so are the differences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pasting import articles_of, cases, elsewhere, is_right, marked_by_hand, quoted_in

from store import Archive

LEAST_RIGHT = 97
"""Of a hundred, 25 of each kind."""


@pytest.fixture(scope="module")
def archive(real_archive: Path) -> Iterator[Archive]:
    with Archive.open(real_archive) as opened:
        yield opened


def test_verdicts_on_real_articles(archive: Archive, shared: Path) -> None:
    articles = articles_of(archive)
    quoted = [one for article in articles for one in quoted_in(article)]
    quoted += marked_by_hand(articles)
    made = list(cases(6, 25, quoted, list(elsewhere(shared, articles))))
    wrong = []
    for case in made:
        verdicts = archive.check_quotes(case.message).verdicts
        if len(verdicts) != 1 or not is_right(case, verdicts[0]):
            wrong.append(f"{case.kind}: {case.message} -> {[str(v.kind) for v in verdicts]}")
    assert len(made) - len(wrong) >= LEAST_RIGHT, "\n".join(wrong)
