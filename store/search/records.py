"""What is shown, read from the archive in one statement each: text and offsets always belong together."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from store.db import Readers
from store.denials import told
from store.lookup import fact_of
from store.model import (
    Citation,
    Fact,
    Fragment,
    Passage,
    QuoteKind,
    Referent,
    RoleAt,
    Span,
    Speaker,
    SpeakerKind,
    SpeakerProfile,
)
from store.search.origin import is_from, origin

_ARTICLE = "a.id AS article, a.doc_id, a.headline, a.published, a.url, a.record"
_CHOSEN = "IN (SELECT value FROM json_each(?))"
_OF_PEOPLE = f"IN (SELECT id FROM speakers WHERE person {_CHOSEN})"


@dataclass(frozen=True, slots=True)
class Voices:
    """Whose quotes are wanted: of people, or of speakers of single articles, in those alone."""

    people: tuple[int, ...] = ()
    speakers: tuple[int, ...] = ()

    @property
    def are(self) -> str:
        """The condition that a speaker's number is one of theirs."""
        return _OF_PEOPLE if self.people else _CHOSEN

    @property
    def ids(self) -> str:
        """The condition's value."""
        return json.dumps(self.people or self.speakers)

    def as_speakers(self, readers: Readers) -> tuple[int, ...]:
        """Their numbers as ``quotes.speaker`` has them."""
        return speakers_of(readers, self.people) if self.people else self.speakers


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as it stands in the archive now: ``text`` is the body from ``start`` on."""

    id: int
    text: str
    start: int
    citation: Citation
    """Of the whole passage."""
    referents: tuple[Referent, ...] = ()
    """Whom its sentences mean that do not name them; spans index ``text``."""


def passages(readers: Readers, ids: Sequence[int]) -> dict[int, StoredPassage]:
    """The passages with these row numbers that still exist."""
    rows = readers.rows(
        f"SELECT p.id, p.start, p.end, p.paragraph, {_ARTICLE},"
        " substr(a.body, p.start + 1, p.end - p.start) AS text"
        f" FROM passages p JOIN articles a ON a.id = p.article WHERE p.id {_CHOSEN}",
        (json.dumps(list(ids)),),
    )
    meant = _referents(readers, ids)
    return {
        row["id"]: StoredPassage(
            row["id"],
            row["text"],
            row["start"],
            _citation(row, row["start"], row["end"]),
            tuple(meant[row["id"]]),
        )
        for row in rows
        if len(row["text"]) == row["end"] - row["start"]
    }


def _referents(readers: Readers, ids: Sequence[int]) -> defaultdict[int, list[Referent]]:
    """Of passages, by their row numbers."""
    found: defaultdict[int, list[Referent]] = defaultdict(list)
    for row in readers.rows(
        'SELECT p.id, r.start - p.start AS start, r."end" - p.start AS "end", r.name FROM passages p'
        ' JOIN referents r ON r.article = p.article AND r.start >= p.start AND r."end" <= p."end"'
        f" WHERE p.id {_CHOSEN} ORDER BY r.start",
        (json.dumps(list(ids)),),
    ):
        found[row["id"]].append(Referent((row["start"], row["end"]), row["name"]))
    return found


def printed(
    readers: Readers, *, after: str, before: str, source: str = "", limit: int, offset: int
) -> tuple[int, list[StoredPassage]]:
    """How many stories there are of these days, and the first passages of some, the newest first."""
    where, limits = between(after, before)
    rows = readers.rows(
        "SELECT max(a.id) AS id, a.record, a.credit, a.url, o.name FROM articles a"
        f" LEFT JOIN sources o ON o.id = a.source WHERE 1{where}"
        " GROUP BY coalesce(a.story, a.id) ORDER BY a.published DESC, a.id DESC",
        limits,
    )
    articles = [row["id"] for row in rows if not source or is_from(source, _origin(row))]
    chosen = readers.rows(
        f"SELECT article, min(id) AS id FROM passages WHERE article {_CHOSEN} GROUP BY article",
        (json.dumps(articles[offset : offset + limit]),),
    )
    first = {row["article"]: row["id"] for row in chosen}
    found = passages(readers, list(first.values()))
    there = (found.get(first.get(number, 0)) for number in articles[offset : offset + limit])
    return len(articles), [passage for passage in there if passage is not None]


def _origin(row: sqlite3.Row) -> str:
    return origin(row["name"] or "", row["record"], row["credit"] or "", row["url"] or "")


def body(readers: Readers, article: int) -> str:
    row = readers.row("SELECT body FROM articles WHERE id = ?", (article,))
    return str(row["body"]) if row else ""


def stories(readers: Readers, articles: Sequence[int]) -> dict[int, int]:
    """The story of each article that is a version of one that others tell too."""
    rows = readers.rows(
        "SELECT id, story FROM articles"
        " WHERE id IN (SELECT value FROM json_each(?)) AND story IS NOT NULL",
        (json.dumps(list(articles)),),
    )
    return {row["id"]: row["story"] for row in rows}


def paragraph_at(readers: Readers, article: int, offset: int) -> int:
    """The ordinal of the paragraph that holds ``offset``."""
    row = readers.row(
        "SELECT ordinal FROM paragraphs WHERE article = ? AND start <= ? ORDER BY start DESC LIMIT 1",
        (article, offset),
    )
    return int(row["ordinal"]) if row else 1


def paragraph(readers: Readers, citation: Citation, back: int = 0) -> str:
    """The text of the paragraph a citation points to, or of one ``back`` before it; "" where there is none."""
    row = readers.row(
        "SELECT substr(a.body, p.start + 1, p.end - p.start) AS text"
        " FROM paragraphs p JOIN articles a ON a.id = p.article"
        " WHERE p.article = ? AND p.ordinal = ?",
        (citation.article_id, citation.paragraph - back),
    )
    return str(row["text"]) if row else ""


def facts(readers: Readers, article: int, span: Span) -> list[Fact]:
    """The figures and dates that lie within ``span`` of an article's body."""
    rows = readers.rows(
        "SELECT * FROM facts WHERE article = ? AND start >= ? AND end <= ? ORDER BY start",
        (article, *span),
    )
    return [fact_of(row) for row in rows]


_QUOTE = (
    "SELECT q.id, q.speaker, q.kind, q.content, q.cue, q.start, q.end, q.paragraph, q.confidence, q.reason,"
    f" {_ARTICLE}, a.body, s.name, s.kind AS speaker_kind, s.named, r.role, r.organisation, r.place"
    " FROM shown_quotes q JOIN articles a ON a.id = q.article"
    " LEFT JOIN speakers s ON s.id = q.speaker"
    " LEFT JOIN roles r ON r.speaker = q.speaker AND r.article = q.article"
)


def quotes(readers: Readers, ids: Sequence[int]) -> dict[int, Passage]:
    """The quotes with these row numbers that still exist, as they are shown."""
    return _quotes(readers, f"{_QUOTE} WHERE q.id {_CHOSEN}", (json.dumps(list(ids)),))


def quotes_within(readers: Readers, article: int, span: Span) -> list[Passage]:
    """The quotes that overlap ``span`` of an article's body, in order."""
    found = _quotes(
        readers,
        f"{_QUOTE} WHERE q.article = ? AND q.start < ? AND q.end > ? ORDER BY q.start",
        (article, span[1], span[0]),
    )
    return list(found.values())


def speakers_of(readers: Readers, people: Sequence[int]) -> tuple[int, ...]:
    """The numbers that these people have as speakers of single articles, as ``quotes.speaker`` has them."""
    rows = readers.rows(
        f"SELECT id FROM speakers WHERE person {_CHOSEN} ORDER BY id", (json.dumps(list(people)),)
    )
    return tuple(row["id"] for row in rows)


def quotes_of(
    readers: Readers,
    voices: Voices,
    *,
    after: str,
    before: str,
    source: str = "",
    limit: int,
    offset: int,
) -> list[Passage]:
    """The quotes of some voices from one day to another, newest first, in an article in its order.

    ``source``: words of the only source they may be from (see ``origin``).
    """
    where, limits = between(after, before)
    where, limits = _from(readers, voices, source, where, limits)
    return list(
        _quotes(
            readers,
            f"{_QUOTE} WHERE q.speaker {voices.are}{where}"
            " ORDER BY a.published DESC, a.id DESC, q.start LIMIT ? OFFSET ?",
            (voices.ids, *limits, limit, offset),
        ).values()
    )


def count_quotes_of(
    readers: Readers, voices: Voices, *, after: str, before: str, source: str = ""
) -> int:
    where, limits = between(after, before)
    where, limits = _from(readers, voices, source, where, limits)
    row = readers.row(
        "SELECT count(*) FROM shown_quotes q JOIN articles a ON a.id = q.article"
        f" WHERE q.speaker {voices.are}{where}",
        (voices.ids, *limits),
    )
    return int(row[0]) if row else 0


def profile(readers: Readers, people: Sequence[int]) -> SpeakerProfile | None:
    """Who a speaker is, from all articles that quote them or give their role.

    ``people``: more than one for sources that go by one description and are not known to be one.
    """
    chosen = json.dumps(list(people))
    rows = readers.rows(
        f"SELECT * FROM people WHERE id {_CHOSEN} ORDER BY quotes DESC, id", (chosen,)
    )
    if not rows:
        return None
    row = rows[0]
    aliases = readers.rows(
        f"SELECT DISTINCT alias FROM aliases WHERE speaker {_OF_PEOPLE} ORDER BY alias", (chosen,)
    )
    counted = readers.rows(
        "SELECT count(*) AS quotes, count(DISTINCT q.article) AS articles,"
        " min(nullif(a.published, '')) AS first, max(a.published) AS last"
        f" FROM shown_quotes q JOIN articles a ON a.id = q.article WHERE q.speaker {_OF_PEOPLE}",
        (chosen,),
    )[0]
    return SpeakerProfile(
        name=row["name"],
        kind=SpeakerKind(row["kind"]),
        named=bool(row["named"]),
        aliases=tuple(a["alias"] for a in aliases if a["alias"] != row["name"]),
        roles=_roles(readers, chosen),
        quotes=counted["quotes"],
        articles=counted["articles"],
        first=counted["first"] or "",
        last=counted["last"] or "",
        id=row["id"],
        several=len(rows),
    )


def _roles(readers: Readers, people: str) -> tuple[RoleAt, ...]:
    rows = readers.rows(
        f"SELECT r.role, r.organisation, r.place, {_ARTICLE}, a.body, s.name"
        " FROM roles r JOIN articles a ON a.id = r.article JOIN speakers s ON s.id = r.speaker"
        f" WHERE r.speaker {_OF_PEOPLE} ORDER BY a.published DESC, a.id DESC LIMIT 200",
        (people,),
    )
    roles: dict[tuple[str, str, str], RoleAt] = {}
    for row in rows:
        role = (row["role"] or "", row["organisation"] or "", row["place"] or "")
        key = (role[0].casefold(), role[1].casefold(), role[2].casefold())
        if any(role) and key not in roles:
            start = max(0, row["body"].find(row["name"]))
            end = start + len(row["name"]) if row["name"] in row["body"] else start
            paragraph = paragraph_at(readers, row["article"], start)
            roles[key] = RoleAt(*role, citation=_citation(row, start, end, paragraph))
    return tuple(roles.values())


def between(after: str, before: str) -> tuple[str, tuple[str, ...]]:
    """A condition on ``a.published``: a date at a lesser precision counts if it may lie within."""
    latest = "9999-99-99"
    where, limits = "", []
    if after:
        where += f" AND a.published != '' AND a.published || substr('{latest}', length(a.published) + 1) >= ?"
        limits.append(after)
    if before:
        where += " AND a.published != '' AND a.published <= ?"
        limits.append(before + latest[len(before) :])
    return where, tuple(limits)


def _from(
    readers: Readers, voices: Voices, source: str, where: str, limits: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """The condition and its values, narrowed to articles of a source that quote these voices."""
    if not source:
        return where, limits
    rows = readers.rows(
        "SELECT a.id, a.record, a.credit, a.url, o.name FROM articles a"
        " LEFT JOIN sources o ON o.id = a.source"
        f" WHERE a.id IN (SELECT article FROM shown_quotes WHERE speaker {voices.are})",
        (voices.ids,),
    )
    articles = [row["id"] for row in rows if is_from(source, _origin(row))]
    return f"{where} AND a.id {_CHOSEN}", (*limits, json.dumps(articles))


def _quotes(readers: Readers, sql: str, parameters: tuple[object, ...]) -> dict[int, Passage]:
    found: dict[int, Passage] = {}
    for row in readers.rows(sql, parameters):
        kind, cue = QuoteKind(row["kind"]), json.loads(row["cue"] or "[]")
        spans = told(kind, json.loads(row["content"]), cue, row["body"])
        fragments = tuple(Fragment(row["body"][s:e], s, e) for s, e in spans)
        if not fragments or any(len(f.text) != f.end - f.start for f in fragments):
            continue
        speaker = None
        if row["name"]:
            speaker = Speaker(
                name=row["name"],
                kind=SpeakerKind(row["speaker_kind"]),
                named=bool(row["named"]),
                role=row["role"] or "",
                organisation=row["organisation"] or "",
                place=row["place"] or "",
            )
        start, end = fragments[0].start, fragments[-1].end
        found[row["id"]] = Passage(
            fragments=fragments,
            citation=_citation(row, start, end, row["paragraph"]),
            speaker=speaker,
            kind=kind,
            confidence=1.0 if row["confidence"] is None else row["confidence"],
            reason=row["reason"] or "",
        )
    return found


def _citation(row: sqlite3.Row, start: int, end: int, paragraph: int | None = None) -> Citation:
    return Citation(
        article_id=row["article"],
        headline=row["headline"],
        published=row["published"],
        paragraph=row["paragraph"] if paragraph is None else paragraph,
        start=start,
        end=end,
        url=row["url"] or "",
        doc_id=row["doc_id"],
        source=row["record"] or "",
    )
