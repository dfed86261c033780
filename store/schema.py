"""The archive's tables: the only place that names them all.

Spans are JSON lists of ``[start, end)`` string indices into ``articles.body``. Dates are ISO 8601
strings at their own precision. Rows of an article are replaced together when it is corrected.
"""

from __future__ import annotations

import uuid

from sqlite_utils import Database, Migrations

from store.db import Format

migrations = Migrations("archive")

ARCHIVE = Format(name="an archive", application_id=0x44544C4E, version=1, migrations=migrations)


@migrations()
def m001_archive(db: Database) -> None:
    # The index beside an archive tells by its id whether it was made from this one.
    db.table("meta").create({"key": str, "value": str}, pk="key", not_null={"value"})
    db.table("meta").insert({"key": "id", "value": uuid.uuid4().hex})
    db.table("sources").create(
        {
            "id": int,
            "name": str,  # folder, file, feed or WARC, as it was given
            "kind": str,
            "etag": str,
            "checked": str,
            "failures": int,
        },
        pk="id",
        not_null={"name", "kind"},
        defaults={"failures": 0},
    )
    db.table("sources").create_index(["name"], unique=True)
    db.table("articles").create(
        {
            "id": int,
            "doc_id": str,
            "source": int,
            "record": str,  # where in the source: a relative path, "#" and the record
            "headline": str,
            "published": str,
            "byline": str,
            "dateline": str,
            "credit": str,
            "url": str,
            "body": str,
            "body_hash": str,
        },
        pk="id",
        not_null={"doc_id", "record", "headline", "published", "body", "body_hash"},
        foreign_keys=[("source", "sources", "id")],
    )
    db.table("articles").create_index(["record"])
    db.table("articles").create_index(["doc_id"])
    db.table("articles").create_index(["url"])
    db.table("articles").create_index(["body_hash"])
    db.table("articles").create_index(["published"])
    db.table("revisions").create(
        {
            "id": int,
            "article": int,
            "headline": str,
            "published": str,
            "body": str,
            "body_hash": str,
            "replaced": str,  # when the correction came in, UTC
        },
        pk="id",
        not_null={"article", "body", "replaced"},
        foreign_keys=[("article", "articles", "id")],
    )
    db.table("revisions").create_index(["article"])
    db.table("paragraphs").create(
        {"article": int, "ordinal": int, "start": int, "end": int},
        pk=("article", "ordinal"),
        foreign_keys=[("article", "articles", "id")],
    )
    db.table("passages").create(
        {"id": int, "article": int, "ordinal": int, "paragraph": int, "start": int, "end": int},
        pk="id",
        foreign_keys=[("article", "articles", "id")],
    )
    db.table("passages").create_index(["article", "ordinal"])
    db.table("speakers").create(
        {"id": int, "name": str, "key": str, "kind": str, "named": int, "quotes": int},
        pk="id",
        not_null={"name", "key", "kind", "named"},
        defaults={"quotes": 0},
    )
    db.table("speakers").create_index(["key"], unique=True)
    db.table("aliases").create(
        {"speaker": int, "alias": str},
        pk=("speaker", "alias"),
        foreign_keys=[("speaker", "speakers", "id")],
    )
    db.table("roles").create(
        {
            "speaker": int,
            "article": int,
            "role": str,
            "organisation": str,
            "place": str,
        },
        pk=("speaker", "article"),
        foreign_keys=[("speaker", "speakers", "id"), ("article", "articles", "id")],
    )
    db.table("roles").create_index(["article"])
    db.table("quotes").create(
        {
            "id": int,
            "article": int,
            "speaker": int,
            "kind": str,
            "content": str,
            "words": str,  # digest of the words at `content`, taken when they were found
            "cue": str,
            "source": str,
            "start": int,
            "end": int,
            "paragraph": int,
            "confidence": float,
            "reason": str,
        },
        pk="id",
        not_null={"article", "kind", "content", "start", "end", "paragraph"},
        foreign_keys=[("article", "articles", "id"), ("speaker", "speakers", "id")],
    )
    db.table("quotes").create_index(["article", "start"])
    db.table("quotes").create_index(["speaker", "article"])
    db.table("facts").create(
        {
            "id": int,
            "article": int,
            "kind": str,
            "start": int,
            "end": int,
            "value": float,
            "unit": str,
            "qualifier": str,
            "what": str,
            "place": str,
            "happened": str,
            "says": str,
            "paragraph": int,
        },
        pk="id",
        not_null={"article", "kind", "start", "end"},
        foreign_keys=[("article", "articles", "id")],
    )
    db.table("facts").create_index(["article", "start"])
    # "On this day": the same month and day of any year.
    db.execute("CREATE INDEX articles_day ON articles (substr(published, 6), published)")
    # The index beside the archive follows this log by its number.
    db.table("changes").create({"number": int, "article": int}, pk="number", not_null={"article"})
