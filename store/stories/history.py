"""The versions of a stored article, as they followed one another."""

from __future__ import annotations

from itertools import pairwise

from store.db import Readers
from store.lookup import article_of
from store.model import Article, Changes, Headline, Revision
from store.stories.changes import changed_paragraphs, edits


def changes(readers: Readers, article_id: int) -> Changes | None:
    """What was corrected in an article, newest first; None where there is no such article."""
    now = article_of(readers, article_id)
    if now is None:
        return None
    rows = readers.rows("SELECT * FROM revisions WHERE article = ? ORDER BY id", (article_id,))
    earlier = [
        Article(
            headline=row["headline"] or "",
            body=row["body"],
            paragraphs=(),
            published=row["published"] or "",
            url=row["url"],
            doc_id=row["doc_id"],
            source=row["record"],
            id=article_id,
        )
        for row in rows
    ]
    steps = zip(rows, pairwise([*earlier, now]), strict=True)
    revisions = [_revision(row["replaced"], *pair) for row, pair in steps]
    return Changes(
        Headline(now.id, now.headline, now.published, now.url), tuple(reversed(revisions))
    )


def _revision(replaced: str, before: Article, after: Article) -> Revision:
    return Revision(
        replaced=replaced,
        headline=edits(before.headline, after.headline),
        published=edits(before.published, after.published),
        paragraphs=changed_paragraphs(before.body, after.body),
        earlier=before,
    )
