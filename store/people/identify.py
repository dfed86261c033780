"""The new speakers of an article find whom they are among those the archive knows, and are linked to them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.identity import speaker_key
from store.model import Article, Speaker, SpeakerKind
from store.people import links
from store.people.blocks import blocks, sought
from store.people.bodies import short_forms
from store.people.evidence import Known, Match, match
from store.people.links import CHOSEN
from store.people.names import Likeness, like

_READ = 16
"""Articles of a known speaker that are compared, the latest."""
_SAME_NAMED, _NAMED_ALIKE = 16, 8
"""People who are compared with a new speaker, of the same name and of one like it."""
_KEYS = 200
"""Names under the same blocks."""
_PEOPLE = 500
"""People of these names, the oldest first, of whom the most printed are taken."""
_OFTEN = 100
"""Articles from which a person is printed as much as any: of those who changed in a batch they are counted."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A speaker of the article that is being stored."""

    id: int
    speaker: Speaker
    short: frozenset[str] = frozenset()
    """See ``Known.short``."""


def newcomer(number: int, speaker: Speaker, printed: Mapping[str, str]) -> Newcomer:
    """``printed``: acronym → full name in the article."""
    if speaker.kind is SpeakerKind.PERSON or not speaker.named:
        return Newcomer(number, speaker)
    return Newcomer(number, speaker, short_forms(speaker.name, speaker.aliases, printed))


def identify(
    connection: sqlite3.Connection,
    article_id: int,
    article: Article,
    new: Sequence[Newcomer],
    cast: Iterable[Speaker],
) -> set[int]:
    """Link the new ones of an article's ``cast`` with those they are by the rules; the people that changed.

    Two speakers of one article are never linked here: the extraction told them apart.
    """
    changed: set[int] = set()
    others = {
        key: speaker.name
        for speaker in cast
        if speaker.named and " " in (key := speaker_key(speaker))
    }
    for one in new:
        if one.speaker.named:
            changed |= _find(connection, article_id, article, one, others)
    return changed


def _find(
    connection: sqlite3.Connection,
    article_id: int,
    article: Article,
    new: Newcomer,
    others: Mapping[str, str],
) -> set[int]:
    speaker = new.speaker
    own = speaker_key(speaker)
    known = _of_article(article, new, {key: name for key, name in others.items() if key != own})
    found = []
    for person in _candidates(connection, article_id, own, new):
        how = match(known, _of_archive(connection, person))
        if how:
            found.append((how, person))
    _remember_blocks(connection, own, new)
    best = _best(found, speaker)
    if best is None:
        return set()
    how, person = best
    by = links.NAME if how.likeness is Likeness.SAME else links.RULE
    links.link(connection, new.id, _node(connection, person, how.name, own), by=by, why=how.why)
    joined = {person}
    for shown, other in found:
        if other != person and shown.strong:
            joined |= _bring_together(connection, links.person_of(connection, new.id), other)
    return joined


def _best(found: Sequence[tuple[Match, int]], speaker: Speaker) -> tuple[Match, int] | None:
    """The likeliest; None where two people are as likely and it is not clear that they are one."""
    if not found:
        return None

    def rank(entry: tuple[Match, int]) -> tuple[bool, int]:
        return entry[0].likeness is Likeness.SAME, entry[0].points

    first, *rest = sorted(found, key=lambda entry: (*rank(entry), entry[1]), reverse=True)
    as_likely = any(rank(entry) == rank(first) for entry in rest)
    if as_likely and speaker.kind is SpeakerKind.PERSON and not first[0].strong:
        return None
    if as_likely and first[0].likeness in (Likeness.PART, Likeness.INITIAL):
        return None
    return first


def _bring_together(connection: sqlite3.Connection, one: int, other: int) -> set[int]:
    """Link two known people whom a new article shows to be one, unless something keeps them apart."""
    above, person = sorted((one, other))
    if links.apart(connection, person, above) or _in_one_article(connection, person, above):
        return set()
    how = match(_of_archive(connection, person), _of_archive(connection, above))
    if how is None or not how.strong:
        return set()
    by = links.NAME if how.likeness is Likeness.SAME else links.RULE
    links.link(connection, person, _node(connection, above, how.name, ""), by=by, why=how.why)
    return {person, above}


def _in_one_article(connection: sqlite3.Connection, one: int, other: int) -> bool:
    row = connection.execute(
        "SELECT 1 FROM speakers WHERE person = ? AND article IN"
        " (SELECT article FROM speakers WHERE person = ?) LIMIT 1",
        (one, other),
    ).fetchone()
    return row is not None


def _node(connection: sqlite3.Connection, person: int, name: str, key: str) -> int:
    """The speaker of a person to hang a new one below: the first of the same key, else of ``name``."""
    for condition, value in (("key = ?2", key), ("name = ?2", name)):
        row = connection.execute(
            f"SELECT min(id) FROM speakers WHERE person = ?1 AND {condition}", (person, value)
        ).fetchone()
        if row[0] is not None:
            return int(row[0])
    return person


def _candidates(connection: sqlite3.Connection, article: int, own: str, new: Newcomer) -> list[int]:
    """People who may be the new speaker: of the same name, then of names under the same blocks."""
    words = own.partition(":")[2].split()
    under = sought(words, new.speaker.kind, new.short)
    keys = [key for key in under if key.startswith("n:")] + [
        row[0]
        for row in connection.execute(
            f"SELECT DISTINCT key FROM blocks WHERE block {CHOSEN} AND key <> ?"
            " ORDER BY rowid DESC LIMIT ?",
            (json.dumps(sorted(under)), own, _KEYS),
        )
    ]
    if new.speaker.kind is SpeakerKind.PERSON:
        names = like(" ".join(words), [key.partition(":")[2] for key in keys])
        keys = [f"n:{name}" for name in names]
    same = _people(connection, article, [own], _SAME_NAMED)
    alike = _people(connection, article, keys, _NAMED_ALIKE) if keys else []
    return list(dict.fromkeys([*same, *alike]))


def _people(
    connection: sqlite3.Connection, article: int, keys: Sequence[str], limit: int
) -> list[int]:
    """Those printed in most articles first. Steps over a person's many speakers in the index.

    The table ``people`` has nothing of those who changed in the same transaction: who is found does not
    depend on where batches end.
    """
    rows = connection.execute(
        """
        WITH RECURSIVE found(key, person) AS (
            SELECT value, (SELECT min(person) FROM speakers WHERE key = value) FROM json_each(?1)
            UNION ALL
            SELECT key, (SELECT min(s.person) FROM speakers s
                         WHERE s.key = found.key AND s.person > found.person)
            FROM found WHERE person IS NOT NULL LIMIT ?2
        )
        SELECT DISTINCT found.person, coalesce(
            min(people.articles, ?3),
            (SELECT count(*) FROM
                (SELECT 1 FROM speakers WHERE person = found.person LIMIT ?3))
        ) AS printed
        FROM found LEFT JOIN people ON people.id = found.person
        WHERE found.person IS NOT NULL
              AND found.person NOT IN (SELECT person FROM speakers WHERE article = ?4)
        ORDER BY printed DESC, found.person DESC LIMIT ?5
        """,
        (json.dumps(keys), _PEOPLE, _OFTEN, article, limit),
    )
    return [row[0] for row in rows]


def _remember_blocks(connection: sqlite3.Connection, own: str, new: Newcomer) -> None:
    words = own.partition(":")[2].split()
    connection.executemany(
        "INSERT OR IGNORE INTO blocks (block, key) VALUES (?, ?)",
        [(block, own) for block in blocks(words, new.speaker.kind, new.short)],
    )


def _of_article(article: Article, new: Newcomer, others: Mapping[str, str]) -> Known:
    speaker = new.speaker
    return Known(
        kinds=frozenset([speaker.kind]),
        names=(speaker.name,),
        short=new.short,
        genders=_filled([speaker.gender]),
        roles=_filled([speaker.role]),
        organisations=_filled([speaker.organisation]),
        places=_filled([speaker.place, article.dateline]),
        beside=others,
        years=_years([article.published]),
    )


def _of_archive(connection: sqlite3.Connection, person: int) -> Known:
    """What the latest articles say of a person."""
    rows = connection.execute(
        "SELECT s.name, s.kind, s.gender, s.short, s.article, r.role, r.organisation, r.place,"
        " a.dateline, a.published FROM speakers s JOIN articles a ON a.id = s.article"
        " LEFT JOIN roles r ON r.speaker = s.id WHERE s.person = ? ORDER BY s.id DESC LIMIT ?",
        (person, _READ),
    ).fetchall()
    columns = tuple(zip(*rows, strict=True))
    names, kinds, genders, short, articles, roles, organisations, places, datelines, dates = columns
    beside = connection.execute(
        f"SELECT key, min(name) FROM speakers WHERE article {CHOSEN} AND named AND person <> ?"
        " AND instr(key, ' ') GROUP BY key",
        (json.dumps(articles), person),
    )
    return Known(
        kinds=frozenset(SpeakerKind(kind) for kind in kinds),
        names=tuple(dict.fromkeys(names)),
        short=frozenset(name for stored in set(short) for name in json.loads(stored)),
        genders=_filled(genders),
        roles=_filled(roles),
        organisations=_filled(organisations),
        places=_filled([*places, *datelines]),
        beside=dict(beside.fetchall()),
        years=_years(dates),
    )


def _filled(values: Iterable[str | None]) -> frozenset[str]:
    return frozenset(value for value in values if value)


def _years(dates: Iterable[str]) -> tuple[int, ...]:
    return tuple(int(date[:4]) for date in dates if date[:4].isdigit())
