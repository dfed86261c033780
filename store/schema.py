"""The archive's tables: the only place that names them all.

Spans are JSON lists of ``[start, end)`` string indices into ``articles.body``. Dates are ISO 8601
strings at their own precision. Rows of an article are replaced together when it is corrected.

A speaker is one article's: ``speakers.person`` says who it is across articles (``store.people``).
"""

from __future__ import annotations

import uuid

from sqlite_utils import Database, Migrations

from store.db import Format
from store.model import SpeakerKind
from store.people.blocks import blocks

migrations = Migrations("archive")

ARCHIVE = Format(name="an archive", application_id=0x44544C4E, version=9, migrations=migrations)


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


@migrations()
def m002_people(db: Database) -> None:
    db.execute("DROP INDEX idx_speakers_key")
    for column in (
        "article INTEGER REFERENCES articles (id)",
        "person INTEGER",  # the speaker at the top of its tree of links: people.id
        "gender TEXT NOT NULL DEFAULT ''",
        "short TEXT NOT NULL DEFAULT '[]'",  # a body's acronym, or what its name stands for
    ):
        db.execute(f"ALTER TABLE speakers ADD COLUMN {column}")
    db.execute("CREATE INDEX speakers_key ON speakers (key, person)")
    db.execute("CREATE INDEX speakers_person ON speakers (person)")
    db.execute("CREATE INDEX speakers_article ON speakers (article)")
    db.table("people").create(
        {"id": int, "name": str, "kind": str, "named": int, "quotes": int, "articles": int},
        pk="id",
        not_null={"name", "kind", "named", "quotes", "articles"},
    )
    db.execute(
        """
        CREATE TABLE links (
            id INTEGER PRIMARY KEY AUTOINCREMENT, -- people name it on the command line
            speaker INTEGER NOT NULL REFERENCES speakers (id),
            other INTEGER NOT NULL REFERENCES speakers (id),
            same INTEGER NOT NULL, -- 0: they are known not to be
            made_by TEXT NOT NULL, -- name, rule, user or split
            why TEXT NOT NULL,
            decision INTEGER, -- the link that this one was made for
            cut INTEGER -- the link that took this one out of force
        ) STRICT
        """
    )
    for column in ("speaker", "other", "decision", "cut"):
        db.execute(f"CREATE INDEX links_{column} ON links ({column})")
    db.execute("CREATE INDEX links_apart ON links (speaker, other) WHERE same = 0")
    # Names that may be forms of one another share a block.
    db.execute(
        "CREATE TABLE blocks (block TEXT NOT NULL, key TEXT NOT NULL, UNIQUE (block, key)) STRICT"
    )
    _one_speaker_an_article(db)


@migrations()
def m003_predicates(db: Database) -> None:
    # Facts of an earlier version have none: "other figures" come with the next reading of the article.
    db.execute("ALTER TABLE facts ADD COLUMN predicate TEXT NOT NULL DEFAULT ''")


def _one_speaker_an_article(db: Database) -> None:
    """Version 1 had one speaker for all articles that print a name: one for each, linked by the name."""
    db.execute(
        "CREATE TEMP TABLE printed AS SELECT DISTINCT speaker, article FROM"
        " (SELECT speaker, article FROM quotes WHERE speaker IS NOT NULL UNION"
        " SELECT speaker, article FROM roles)"
    )
    db.execute(
        "UPDATE speakers SET person = id,"
        " article = (SELECT min(article) FROM printed WHERE speaker = speakers.id)"
    )
    db.execute(
        "DELETE FROM aliases WHERE speaker IN (SELECT id FROM speakers WHERE article IS NULL)"
    )
    db.execute("DELETE FROM speakers WHERE article IS NULL")
    db.execute(
        "DELETE FROM printed WHERE article = (SELECT article FROM speakers WHERE id = printed.speaker)"
    )
    db.execute(
        "INSERT INTO speakers (name, key, kind, named, article, person)"
        " SELECT s.name, s.key, s.kind, s.named, printed.article, s.id"
        " FROM printed JOIN speakers s ON s.id = printed.speaker ORDER BY printed.article, s.id"
    )
    # From here on `person` is the old number; a described source is another in every article.
    own = "SELECT n.id FROM speakers n WHERE +n.person = {table}.speaker AND n.article = {table}.article"
    for table in ("quotes", "roles"):
        db.execute(
            f"UPDATE {table} SET speaker = ({own.format(table=table)}) WHERE speaker IS NOT NULL"
        )
    db.execute(
        "INSERT INTO aliases (speaker, alias) SELECT n.id, l.alias FROM speakers n"
        " JOIN aliases l ON l.speaker = n.person JOIN articles a ON a.id = n.article"
        " WHERE n.id <> n.person AND (l.alias = n.name OR instr(a.body, l.alias))"
    )
    db.execute(
        "DELETE FROM aliases WHERE NOT EXISTS (SELECT 1 FROM speakers s JOIN articles a"
        " ON a.id = s.article WHERE s.id = aliases.speaker"
        " AND (aliases.alias = s.name OR instr(a.body, aliases.alias)))"
    )
    db.execute(
        "INSERT INTO links (speaker, other, same, made_by, why) SELECT id, person, 1, 'name',"
        " 'name \"' || name || '\", joined by an earlier version' FROM speakers"
        " WHERE named AND id <> person ORDER BY id"
    )
    db.execute("UPDATE speakers SET person = id WHERE NOT named")
    db.execute(
        "UPDATE speakers SET quotes = (SELECT count(*) FROM quotes WHERE speaker = speakers.id)"
    )
    db.execute(
        "INSERT INTO people (id, name, kind, named, quotes, articles)"
        " SELECT p.id, p.name, p.kind, p.named, sum(s.quotes), count(*)"
        " FROM speakers s JOIN speakers p ON p.id = s.person GROUP BY p.id"
    )
    db.execute("DROP TABLE printed")
    remember_blocks(db)
    # The index holds speakers' numbers: under another id it is built anew.
    db.execute("UPDATE meta SET value = ? WHERE key = 'id'", [uuid.uuid4().hex])


def remember_blocks(db: Database) -> None:
    """Note under which names the speakers that have one are looked for."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO blocks (block, key) VALUES (?, ?)",
        (
            (block, key)
            for key, kind in db.execute("SELECT DISTINCT key, kind FROM speakers WHERE named")
            for block in blocks(key.partition(":")[2].split(), SpeakerKind(kind), ())
        ),
    )


@migrations()
def m004_methods(db: Database) -> None:
    # How each article's quotes were found; one without a row is from before this was written down.
    db.execute(
        "CREATE TABLE extractions (article INTEGER PRIMARY KEY REFERENCES articles (id),"
        " method TEXT NOT NULL, version INTEGER NOT NULL) STRICT"
    )


@migrations()
def m005_statements(db: Database) -> None:
    # 0 for a view, a wish, an act or a topic: kept, and not shown as what somebody said.
    db.execute("ALTER TABLE quotes ADD COLUMN statement INTEGER NOT NULL DEFAULT 1")
    db.execute(
        "CREATE VIEW shown_quotes AS"
        " SELECT * FROM quotes WHERE statement AND coalesce(confidence, 1) >= 0.65"
    )


@migrations()
def m006_readings(db: Database) -> None:
    # How far the reading of each file came, so that no run reads again what an earlier one has done.
    db.execute(
        """
        CREATE TABLE readings (
            file BLOB PRIMARY KEY, -- digest of its whole path, which is not for those who get the archive
            stamp TEXT NOT NULL, -- its size and times then: another one is another content
            format TEXT NOT NULL, -- that it was read as by force, or ''
            finished INTEGER NOT NULL,
            articles INTEGER NOT NULL, -- that it gave up to there
            records INTEGER NOT NULL, -- that it gave, unreadable ones among them
            number INTEGER NOT NULL, -- what its reader calls the last of them
            "offset" INTEGER NOT NULL -- where in the unpacked content the next one starts
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m007_feeds(db: Database) -> None:
    # A feed is a source that is asked again and again: this table is the schedule. Instants are ISO, UTC.
    for column in ("etag", "checked", "failures"):
        db.execute(f"ALTER TABLE sources DROP COLUMN {column}")
    db.execute("CREATE INDEX articles_source ON articles (source)")
    db.execute(
        """
        CREATE TABLE feeds (
            source INTEGER PRIMARY KEY REFERENCES sources (id),
            address TEXT NOT NULL, -- where it is asked: the source's name, or where that moved for good
            title TEXT NOT NULL DEFAULT '',
            minutes INTEGER NOT NULL DEFAULT 0, -- between two polls; 0: as the settings have it
            added TEXT NOT NULL,
            checked TEXT NOT NULL DEFAULT '',
            next_poll TEXT NOT NULL,
            etag TEXT NOT NULL DEFAULT '',
            last_modified TEXT NOT NULL DEFAULT '',
            failures INTEGER NOT NULL DEFAULT 0, -- in a row
            problem TEXT NOT NULL DEFAULT '', -- of the last poll, for a person
            stopped TEXT NOT NULL DEFAULT '', -- why it is not polled any more
            leased TEXT NOT NULL DEFAULT '' -- until when one poller has it for itself
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE feed_items (
            source INTEGER NOT NULL REFERENCES feeds (source) ON DELETE CASCADE,
            item TEXT NOT NULL, -- digest of what identifies it
            words TEXT NOT NULL, -- digest of what it said when it was taken in; '' before that
            tries INTEGER NOT NULL DEFAULT 0, -- to fetch its page, in vain
            seen TEXT NOT NULL,
            PRIMARY KEY (source, item)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m008_stories(db: Database) -> None:
    # The first article of the story that this one is a version of; NULL for a story told once.
    db.execute("ALTER TABLE articles ADD COLUMN story INTEGER REFERENCES articles (id)")
    db.execute("CREATE INDEX articles_story ON articles (story) WHERE story IS NOT NULL")
    for column in ("doc_id", "record", "url"):  # where an earlier text was read
        db.execute(f"ALTER TABLE revisions ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    # What articles are found again by, whole and in part; days since year 1, 0 where the date is missing.
    # Those of articles that are there already are taken by the next ingest (store.stories.catching_up).
    db.execute(
        "CREATE TABLE fingerprints (value INTEGER NOT NULL, day INTEGER NOT NULL,"
        " article INTEGER NOT NULL REFERENCES articles (id),"
        " PRIMARY KEY (value, day, article)) STRICT, WITHOUT ROWID"
    )


@migrations()
def m009_referents(db: Database) -> None:
    # Whom "he" means in a sentence. Articles of an earlier version have none before they are read again.
    db.execute(
        "CREATE TABLE referents (article INTEGER NOT NULL REFERENCES articles (id),"
        ' start INTEGER NOT NULL, "end" INTEGER NOT NULL, name TEXT NOT NULL) STRICT'
    )
    db.execute("CREATE INDEX referents_article ON referents (article, start)")
