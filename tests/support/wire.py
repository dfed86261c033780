"""Articles of an invented wire into a real archive, an article a call, and who the archive takes them for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from handmade import article, extraction, quote

from store.model import Article, Extraction, Quote, Speaker, SpeakerKind
from store.write import Outcome, Writer

NOW = "2021-03-02T06:00:00+00:00"
TABLES = {
    "speakers": "id",
    "people": "id",
    "links": "id",
    "aliases": "speaker, alias",
    "roles": "speaker, article",
    "quotes": "id",
}


def named(
    name: str,
    role: str = "",
    *,
    organisation: str = "",
    place: str = "",
    gender: str = "",
    kind: SpeakerKind = SpeakerKind.PERSON,
    aliases: tuple[str, ...] = (),
) -> Speaker:
    return Speaker(name, kind, True, role, organisation, place, aliases, gender)


def body(name: str, *aliases: str) -> Speaker:
    return named(name, kind=SpeakerKind.BODY, aliases=aliases)


def described(text: str, kind: SpeakerKind = SpeakerKind.ANONYMOUS) -> Speaker:
    return Speaker(text, kind, False)


def say(
    path: Path,
    *speakers: Speaker,
    source: str,
    published: str = "2021-03-01",
    dateline: str = "",
    text: str = "",
) -> Outcome:
    """Store an article in which each speaker says a sentence of their own."""
    one = printed(*speakers, source=source, published=published, dateline=dateline, text=text)
    with Writer(path) as writer:
        (written,) = writer.add("wire", [one], now=NOW)
    return written.outcome


def printed(
    *speakers: Speaker,
    source: str,
    published: str = "2021-03-01",
    dateline: str = "",
    text: str = "",
) -> tuple[Article, Extraction]:
    """An article in which each speaker says a sentence of their own."""
    said = [f'"I speak in {source} as number {n}," was said.' for n in range(len(speakers))]
    one = article(
        "\n\n".join([text or f"News of {source}.", *said]),
        headline=f"Headline of {source}",
        source=source,
        published=published,
        dateline=dateline,
    )
    quotes: list[Quote] = [
        quote(one, speaker, words[: words.index(" was")])
        for speaker, words in zip(speakers, said, strict=True)
    ]
    return one, extraction(*quotes)


def together(path: Path) -> set[frozenset[tuple[str, str]]]:
    """The people of an archive, each as the (source, name) of its speakers."""
    people: dict[int, set[tuple[str, str]]] = {}
    for person, name, record in rows(
        path,
        "SELECT s.person, s.name, a.record FROM speakers s JOIN articles a ON a.id = s.article",
    ):
        people.setdefault(person, set()).add((record, name))
    return {frozenset(person) for person in people.values()}


def same(path: Path, *speakers: tuple[str, str]) -> bool:
    """Whether these (source, name) are one person."""
    return any(set(speakers) <= person for person in together(path))


def number(path: Path, source: str, name: str) -> int:
    ((found,),) = rows(
        path,
        "SELECT s.id FROM speakers s JOIN articles a ON a.id = s.article"
        " WHERE a.record = ? AND s.name = ?",
        source,
        name,
    )
    return int(found)


def rows(path: Path, sql: str, *parameters: object) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, parameters).fetchall()


def state(path: Path) -> dict[str, list[tuple]]:
    """Everything that says who is who."""
    return {
        table: rows(path, f"SELECT * FROM {table} ORDER BY {key}") for table, key in TABLES.items()
    }


def assert_whole(path: Path) -> None:
    """Links form trees, people are what the trees add up to, and nothing points nowhere."""
    assert rows(path, "PRAGMA foreign_key_check") == []
    above: dict[int, int] = {}
    for speaker, other in rows(path, "SELECT speaker, other FROM links WHERE same AND cut IS NULL"):
        assert speaker not in above
        above[speaker] = other
    counted: dict[int, list[int]] = {}
    for speaker, person, quotes in rows(path, "SELECT id, person, quotes FROM speakers"):
        top, seen = speaker, set()
        while top in above:
            assert top not in seen
            seen.add(top)
            top = above[top]
        assert person == top
        counted.setdefault(person, []).append(quotes)
    stored = rows(path, "SELECT id, quotes, articles FROM people")
    assert {row[0]: row[1:] for row in stored} == {
        person: (sum(quotes), len(quotes)) for person, quotes in counted.items()
    }
    apart = rows(
        path,
        "SELECT s.person, o.person FROM links JOIN speakers s ON s.id = links.speaker"
        " JOIN speakers o ON o.id = links.other WHERE NOT same AND cut IS NULL",
    )
    assert all(one != other for one, other in apart)
