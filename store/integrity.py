"""The proof that nothing shown was invented: every stored span stands in its article's body."""

from __future__ import annotations

from store.db import Readers
from store.identity import body_hash, words_digest
from store.lookup import spans

_ARTICLES_A_ROUND = 500


def check(readers: Readers) -> tuple[int, tuple[str, ...]]:
    """``(spans checked, problems)``: quotes, facts, passages and paragraphs of the whole archive."""
    checked = 0
    problems = [f"SQLite: {row[0]}" for row in readers.rows("PRAGMA quick_check") if row[0] != "ok"]
    last = 0
    while rows := readers.rows(
        "SELECT id, doc_id, headline, body, body_hash FROM articles WHERE id > ? ORDER BY id LIMIT ?",
        (last, _ARTICLES_A_ROUND),
    ):
        for row in rows:
            last = row["id"]
            count, found = _check_article(readers, last, row["body"])
            if body_hash(row["headline"], row["body"]) != row["body_hash"]:
                found.append("its text is not what was taken in")
            checked += count
            problems += [f"article {last} ({row['doc_id']}): {problem}" for problem in found]
    orphans = readers.rows(
        "SELECT count(*) FROM quotes WHERE article NOT IN (SELECT id FROM articles)"
    )[0][0]
    if orphans:
        problems.append(f"{orphans} quotes of articles that are gone")
    return checked, tuple(problems)


def _check_article(readers: Readers, article: int, body: str) -> tuple[int, list[str]]:
    problems: list[str] = []
    checked = 0
    for row in readers.rows("SELECT * FROM quotes WHERE article = ?", (article,)):
        end = 0
        for field in ("content", "cue", "source"):
            for start, stop in spans(row[field]):
                checked += 1
                if not 0 <= start < stop <= len(body):
                    problems.append(
                        f"quote {row['id']}: {field} {start}:{stop} is outside the body"
                    )
                elif not body[start:stop].strip():
                    problems.append(f"quote {row['id']}: {field} {start}:{stop} holds no words")
        for start, stop in spans(row["content"]):
            if start < end:
                problems.append(f"quote {row['id']}: its fragments are out of order")
            end = stop
        if words_digest(body, spans(row["content"])) != row["words"]:
            problems.append(
                f"quote {row['id']}: the words at its offsets are not those that were found"
            )
    for table in ("facts", "passages", "paragraphs"):
        for row in readers.rows(f'SELECT start, "end" FROM {table} WHERE article = ?', (article,)):
            checked += 1
            if not 0 <= row["start"] < row["end"] <= len(body):
                problems.append(f"{table}: {row['start']}:{row['end']} is outside the body")
    return checked, problems
