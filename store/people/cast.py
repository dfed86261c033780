"""The speakers of one article into the archive: a row each, with the names and the role that it prints."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from store.identity import speaker_key
from store.model import Article, Speaker
from store.people import links
from store.people.bodies import acronyms
from store.people.identify import Newcomer, identify, newcomer


class Cast:
    """Stores the speakers of articles, inside the writer's transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._changed: set[int] = set()

    def store(
        self,
        article_id: int,
        article: Article,
        speakers: Iterable[Speaker],
        earlier: Mapping[str, int],
    ) -> dict[Speaker, int]:
        """The archive's number of each speaker, one for all of one name.

        ``earlier``: the numbers by key that an article which is corrected has; those that are not among
        ``speakers`` any more are removed.
        """
        printed = acronyms(article.body)
        numbers: dict[str, int] = {}
        found: dict[Speaker, int] = {}
        new: list[Newcomer] = []
        for speaker in speakers:
            key = speaker_key(speaker)
            if key not in numbers:
                one = newcomer(earlier.get(key, 0), speaker, printed)
                number = numbers[key] = self._row(article_id, key, one)
                if not one.id:
                    new.append(Newcomer(number, speaker, one.short))
            found[speaker] = numbers[key]
            self._say(article_id, numbers[key], speaker)
        for key, number in earlier.items():
            if key not in numbers:
                self._change(links.remove(self._connection, number))
        self._change(identify(self._connection, article_id, article, new, found))
        return found

    def _row(self, article: int, key: str, one: Newcomer) -> int:
        """Insert a speaker as a person of its own, or update the one it was."""
        speaker = one.speaker
        values = (
            speaker.name,
            key,
            str(speaker.kind),
            int(speaker.named),
            speaker.gender,
            json.dumps(sorted(one.short), ensure_ascii=False),
        )
        columns = "name, key, kind, named, gender, short"
        if one.id:
            number = one.id
            self._connection.execute(
                f"UPDATE speakers SET ({columns}) = (?, ?, ?, ?, ?, ?) WHERE id = ?",
                (*values, number),
            )
        else:
            number = int(
                self._connection.execute(
                    f"INSERT INTO speakers ({columns}, article) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (*values, article),
                ).lastrowid
                or 0
            )
            self._connection.execute("UPDATE speakers SET person = id WHERE id = ?", (number,))
        self._connection.executemany(
            "INSERT OR IGNORE INTO aliases (speaker, alias) VALUES (?, ?)",
            [(number, name) for name in one.short],
        )
        return number

    def _say(self, article: int, number: int, speaker: Speaker) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO aliases (speaker, alias) VALUES (?, ?)",
            [(number, alias) for alias in {speaker.name, *speaker.aliases}],
        )
        if speaker.role or speaker.organisation or speaker.place:
            self._connection.execute(
                "INSERT OR IGNORE INTO roles (speaker, article, role, organisation, place)"
                " VALUES (?, ?, ?, ?, ?)",
                (number, article, speaker.role, speaker.organisation, speaker.place),
            )

    def count(self, article: int) -> None:
        """Count an article's quotes by speaker, after they are stored."""
        self._connection.execute(
            "UPDATE speakers SET quotes = (SELECT count(*) FROM shown_quotes WHERE speaker = speakers.id)"
            " WHERE article = ?",
            (article,),
        )
        self._change(
            row[0]
            for row in self._connection.execute(
                "SELECT person FROM speakers WHERE article = ?", (article,)
            ).fetchall()
        )

    def _change(self, people: Iterable[int]) -> None:
        """What these add up to is forgotten until it is written anew: no later article of the batch goes by it."""
        changed = set(people) - self._changed
        links.forget(self._connection, changed)
        self._changed |= changed

    def refresh(self) -> None:
        """Write what the people of all articles since the last call add up to."""
        links.refresh(self._connection, self._changed)
        self._changed.clear()

    def forget(self) -> None:
        """Drop what was to be refreshed, after the transaction was rolled back."""
        self._changed.clear()
