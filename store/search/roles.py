"""Who holds a role, by the articles that print it: for a question that names nobody."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from store.db import Readers
from store.model import Holder
from store.search.role_words import (
    Role,
    beginnings,
    is_loose,
    one_form,
    phrasings,
    role_of,
    says_what_somebody_is,
    telling,
)
from store.search.snapshot import Snapshot
from store.search.text import folded

MOST = 2_000
"""Speakers of single articles that are taken for one role, the newest."""
READ = 200
"""Articles that are read for how else a role is printed."""
DESCRIBED = 20
"""Sources without a name whose description is compared."""


@dataclass(frozen=True, slots=True)
class Held:
    """A role that was asked for, and who holds it."""

    holders: tuple[Holder, ...]
    """The newest first."""
    speakers: tuple[int, ...]
    """As ``speakers.id``: of the articles that print them in this role."""
    is_sure: bool
    """False where it is asked for more closely than any article prints it."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A speaker of one article, in a role that it prints."""

    speaker: int
    person: int
    named: bool
    article: int
    published: str
    name: str
    role: str
    organisation: str = ""
    place: str = ""


def held(snapshot: Snapshot, typed: str) -> Held | None:
    """Who holds the role that ``typed`` names, as printed; None where nobody does.

    "The prime minister" is whoever is called so, in the articles that do: there may be several. "Lund's
    mayor" is found where an article prints Lund with the role, or "mayor of Lund"; else a mayor of an article
    that prints Lund may be meant.
    """
    asked = role_of(typed)
    if asked is None:
        return None
    alike = list(_of_head(snapshot.readers, asked))
    meant = [one for one, fits in alike if fits]
    described: list[_Printed] = []
    if meant or says_what_somebody_is(typed):
        described = list(_described(snapshot, typed, asked))
    if not meant and len(asked.words) > 1:
        loose = is_loose(typed)
        less = [one for one, _ in alike if loose or not (one.organisation or one.place)][:READ]
        bodies = _bodies(snapshot.readers, less)
        meant = _phrased(bodies, typed, less)
        if not meant and not described:
            rest = asked.words - asked.core
            there = {number for number, body in bodies.items() if rest <= set(one_form(body))}
            return _held((one for one in less if one.article in there), is_sure=False)
    return _held([*meant, *described], is_sure=True)


def _bodies(readers: Readers, printed: Sequence[_Printed]) -> dict[int, list[str]]:
    """The folded words of the articles of some speakers, headline first."""
    rows = readers.rows(
        "SELECT id, headline, body FROM articles WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list({one.article for one in printed})),),
    )
    return {row["id"]: folded(f"{row['headline']}\n{row['body']}") for row in rows}


def _of_head(readers: Readers, asked: Role) -> Iterator[tuple[_Printed, bool]]:
    """Who is printed in a role with the head that is asked for, the newest first.

    Beside each, whether it is the role that is asked for; else it says nothing that is not asked for.
    """
    like = [f"%{begins}%" for begins in beginnings(asked.head)]
    rows = readers.rows(
        "SELECT DISTINCT role, organisation, place FROM roles"
        f" WHERE {' OR '.join(['role LIKE ?'] * len(like))}",
        tuple(like),
    )
    kinds: dict[str, bool] = {}
    for row in rows:
        role = role_of(row["role"])
        beside = frozenset(telling(folded(f"{row['organisation'] or ''} {row['place'] or ''}")))
        if role is None or role.head != asked.head:
            continue
        if role.is_meant_by(asked, beside):
            kinds[_key(row)] = True
        elif asked.core <= role.words <= asked.words:
            kinds[_key(row)] = False
    for row in readers.rows(
        "SELECT r.speaker, s.person, s.named, s.article, s.name, a.published, r.role, r.organisation, r.place"
        " FROM roles r JOIN speakers s ON s.id = r.speaker JOIN articles a ON a.id = r.article"
        " WHERE json_array(r.role, r.organisation, r.place) IN (SELECT value FROM json_each(?))"
        " AND s.quotes > 0 ORDER BY a.published DESC, a.id DESC LIMIT ?",
        (json.dumps(list(kinds)), MOST),
    ):
        yield (
            _printed(row, row["role"], row["organisation"] or "", row["place"] or ""),
            kinds[_key(row)],
        )


def _key(row: sqlite3.Row) -> str:
    return json.dumps(
        [row["role"], row["organisation"], row["place"]], ensure_ascii=False, separators=(",", ":")
    )


def _printed(row: sqlite3.Row, role: str, organisation: str = "", place: str = "") -> _Printed:
    return _Printed(
        row["speaker"],
        row["person"],
        bool(row["named"]),
        row["article"],
        row["published"],
        row["name"],
        role,
        organisation,
        place,
    )


def _described(snapshot: Snapshot, typed: str, asked: Role) -> Iterator[_Printed]:
    """Sources without a name whose description is the role: "a spokesman for the company"."""
    people = [
        person
        for named in snapshot.speakers.find(typed, DESCRIBED)
        if not named.fuzzy
        for person in named.people
    ]
    for row in snapshot.readers.rows(
        "SELECT s.id AS speaker, s.person, s.named, s.article, s.name, a.published FROM speakers s"
        " JOIN articles a ON a.id = s.article WHERE NOT s.named AND s.quotes > 0"
        " AND s.person IN (SELECT value FROM json_each(?)) ORDER BY a.published DESC, a.id DESC LIMIT ?",
        (json.dumps(people), MOST),
    ):
        role = role_of(row["name"])
        if role is not None and role.is_meant_by(asked):
            yield _printed(row, row["name"])


def _phrased(
    bodies: Mapping[int, list[str]], typed: str, less: Sequence[_Printed]
) -> list[_Printed]:
    """Those whose article prints the whole role in other words and has nobody else of that head."""
    phrases = [f" {' '.join(words)} " for words in phrasings(typed)]
    of_article = Counter(one.article for one in less)
    prints = {
        number
        for number, body in bodies.items()
        if any(phrase in f" {' '.join(body)} " for phrase in phrases)
    }
    return [one for one in less if one.article in prints and of_article[one.article] == 1]


def _held(printed: Iterable[_Printed], *, is_sure: bool) -> Held | None:
    """The holders, one for each person; those whom their articles do not name by their description."""
    of: defaultdict[object, list[_Printed]] = defaultdict(list)
    for one in printed:
        of[one.person if one.named else one.name.casefold()].append(one)
    if not of:
        return None
    holders = []
    for each in of.values():
        days = sorted(one.published for one in each if one.published)
        newest = max(each, key=lambda one: (one.published, one.article))
        holders.append(
            Holder(
                newest.name,
                newest.named,
                newest.role if newest.named else "",
                newest.organisation,
                newest.place,
                *((days[0], days[-1]) if days else ()),
            )
        )
    holders.sort(key=lambda holder: holder.last, reverse=True)
    return Held(tuple(holders), tuple(one.speaker for each in of.values() for one in each), is_sure)
