"""The links between articles' speakers, and the people that they make.

A link ``same`` hangs one speaker below another, and a tree of such links is one person, whose number is the
speaker at its top. A link that is not ``same`` keeps two of them apart for ever. Cutting a link restores what
was before it, whatever else was linked since. All functions work inside the caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

NAME, RULE, USER, SPLIT = "name", "rule", "user", "split"
"""Who linked: one name, a rule about different names, a person, and what a split holds together."""

_BELOW = """
    WITH RECURSIVE below(id) AS (
        SELECT ?1 UNION
        SELECT links.speaker FROM links JOIN below ON links.other = below.id
        WHERE links.same AND links.cut IS NULL
    )
"""
CHOSEN = "IN (SELECT value FROM json_each(?))"


def person_of(connection: sqlite3.Connection, speaker: int) -> int:
    row = connection.execute("SELECT person FROM speakers WHERE id = ?", (speaker,)).fetchone()
    return int(row[0])


def members(connection: sqlite3.Connection, person: int) -> list[int]:
    """The speakers that are one person."""
    rows = connection.execute("SELECT id FROM speakers WHERE person = ? ORDER BY id", (person,))
    return [row[0] for row in rows]


def link(
    connection: sqlite3.Connection,
    person: int,
    other: int,
    *,
    by: str,
    why: str,
    decision: int | None = None,
) -> int:
    """Hang ``person`` (the top of its tree) below the speaker ``other`` of another tree."""
    number = _insert(connection, person, other, same=True, by=by, why=why, decision=decision)
    hang(connection, person, person_of(connection, other))
    return number


def keep_apart(connection: sqlite3.Connection, one: int, other: int, *, why: str) -> int:
    """Remember that two speakers are not the same."""
    return _insert(connection, one, other, same=False, by=USER, why=why, decision=None)


def _insert(
    connection: sqlite3.Connection,
    speaker: int,
    other: int,
    *,
    same: bool,
    by: str,
    why: str,
    decision: int | None,
) -> int:
    return int(
        connection.execute(
            "INSERT INTO links (speaker, other, same, made_by, why, decision)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (speaker, other, int(same), by, why, decision),
        ).lastrowid
        or 0
    )


def cut(connection: sqlite3.Connection, number: int, decision: int) -> None:
    """Take the link ``number`` out of force by ``decision``."""
    connection.execute("UPDATE links SET cut = ? WHERE id = ?", (decision, number))


def hang(connection: sqlite3.Connection, speaker: int, person: int) -> None:
    """Make ``speaker`` and all below it part of ``person``."""
    connection.execute(
        f"UPDATE speakers SET person = ?2 WHERE id IN ({_BELOW} SELECT id FROM below)",
        (speaker, person),
    )


def above(connection: sqlite3.Connection, speaker: int) -> tuple[int, int] | None:
    """``(link, speaker)`` that a speaker hangs below; None at the top."""
    row: tuple[int, int] | None = connection.execute(
        "SELECT id, other FROM links WHERE speaker = ? AND same AND cut IS NULL", (speaker,)
    ).fetchone()
    return row


def apart(connection: sqlite3.Connection, one: int, other: int) -> list[int]:
    """The links in force that keep two people apart."""
    rows = connection.execute(
        "SELECT links.id FROM links INDEXED BY links_apart JOIN speakers s ON s.id = links.speaker"
        " JOIN speakers o ON o.id = links.other WHERE links.same = 0 AND links.cut IS NULL"
        " AND ((s.person = ?1 AND o.person = ?2) OR (s.person = ?2 AND o.person = ?1))",
        (one, other),
    )
    return [row[0] for row in rows]


def remove(connection: sqlite3.Connection, speaker: int) -> set[int]:
    """Delete a speaker whose article no longer has it. What hung below it hangs on above or beside it.

    Returns the people that changed.
    """
    person = person_of(connection, speaker)
    up = above(connection, speaker)
    below = [
        row[0]
        for row in connection.execute(
            "SELECT speaker FROM links WHERE other = ? AND same AND cut IS NULL ORDER BY id",
            (speaker,),
        )
    ]
    heir = up[1] if up else (below[0] if below else None)
    changed = {person}
    if heir is not None:
        if not up:
            connection.execute("DELETE FROM links WHERE speaker = ? AND other = ?", (heir, speaker))
        for column in ("speaker", "other"):
            # What was decided about the one that goes holds for those that stay.
            connection.execute(
                f"UPDATE links SET {column} = ?1 WHERE {column} = ?2 AND (other = ?2 OR NOT same)",
                (heir, speaker),
            )
    connection.execute("DELETE FROM links WHERE speaker = ?1 OR other = ?1", (speaker,))
    connection.execute("DELETE FROM links WHERE speaker = other")
    connection.execute("DELETE FROM aliases WHERE speaker = ?", (speaker,))
    connection.execute("DELETE FROM speakers WHERE id = ?", (speaker,))
    if heir is not None and not up:
        hang(connection, heir, heir)
        changed.add(heir)
    return changed


def forget(connection: sqlite3.Connection, people: Collection[int]) -> None:
    """Drop what the speakers of these people added up to, until ``refresh`` writes it anew."""
    connection.execute(f"DELETE FROM people WHERE id {CHOSEN}", (json.dumps(sorted(people)),))


def refresh(connection: sqlite3.Connection, people: Collection[int]) -> None:
    """Write what the speakers of these people add up to; a person without speakers is forgotten."""
    chosen = (json.dumps(sorted(people)),)
    forget(connection, people)
    # The fullest name in print: of several words, and of those the one in most articles.
    connection.execute(
        f"""
        INSERT INTO people (id, name, kind, named, quotes, articles)
        SELECT person, name, kind, named, quotes, articles FROM (
            SELECT person, name, kind, named,
                   sum(sum(quotes)) OVER one AS quotes, sum(count(*)) OVER one AS articles,
                   row_number() OVER (
                       PARTITION BY person
                       ORDER BY named DESC, instr(name, ' ') > 0 DESC, count(*) DESC, min(id)
                   ) AS rank
            FROM speakers WHERE person {CHOSEN}
            GROUP BY person, name, kind, named
            WINDOW one AS (PARTITION BY person)
        ) WHERE rank = 1
        """,
        chosen,
    )


def bump(connection: sqlite3.Connection) -> None:
    """Tell readers that people were joined or kept apart without any article having changed."""
    connection.execute(
        "INSERT INTO meta (key, value) VALUES ('people', '1')"
        " ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"
    )
