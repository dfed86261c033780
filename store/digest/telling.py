"""Which new stories matter, who is quoted in them, and which words of theirs tell most."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log2

from store.db import Readers
from store.denials import told
from store.digest.arrivals import Fresh, Version
from store.lookup import QUOTES_WITH_SPEAKERS, article_of, citation, quote_of
from store.model import Article, Fragment, Passage, Quote, QuoteKind, Story, Voice

_LENGTH = range(50, 321)
"""Characters of a quote that is long enough to say something and short enough to read."""
_SURE = 0.8
_OFTEN = 10
"""Statements from which a speaker is one whom the archive often quotes."""
_OTHERS = 12


class Telling:
    """The stories of new articles."""

    def __init__(self, readers: Readers, fresh: Fresh) -> None:
        self._readers = readers
        self._fresh = fresh
        self._versions: defaultdict[int, list[Version]] = defaultdict(list)
        for version in fresh.versions:
            self._versions[version.story].append(version)
        self._said = self._named_speakers()

    def stories(self, limit: int) -> tuple[Story, ...]:
        """Those that most versions tell and in which most people speak first; then the newest."""
        order = sorted(self._versions, key=self._weight, reverse=True)
        told: list[Story] = []
        heard: set[str] = set()
        for story in order[:limit]:
            told.append(self._told(story, heard))
        return tuple(told)

    def voices(self) -> Iterator[tuple[str, int]]:
        """``(name, statements)`` of everybody who is named, story by story, of one version each."""
        for story in self._versions:
            for person, times in self._people_of(story).items():
                yield self._names[person], times

    def _weight(self, story: int) -> tuple[float, str, int]:
        newest = self._versions[story][0].headline
        heard = sum(1 + (person in self._fresh.people) for person in self._people_of(story))
        return (
            log2(1 + len(self._versions[story])) + log2(1 + heard),
            newest.published,
            newest.article_id,
        )

    def _people_of(self, story: int) -> dict[int, int]:
        """person → statements in the version that has most of them."""
        said: dict[int, int] = {}
        for version in self._versions[story]:
            for person, times in self._said.get(version.headline.article_id, {}).items():
                said[person] = max(said.get(person, 0), times)
        return said

    def _named_speakers(self) -> dict[int, dict[int, int]]:
        """article → person → statements; and everybody's name and statements in the whole archive."""
        said: defaultdict[int, dict[int, int]] = defaultdict(dict)
        self._names: dict[int, str] = {}
        self._ever: dict[int, int] = {}
        ids = [version.headline.article_id for version in self._fresh.versions]
        for row in self._readers.rows(
            "SELECT q.article, p.id, p.name, p.quotes, count(*) AS times FROM shown_quotes q"
            " JOIN speakers s ON s.id = q.speaker JOIN people p ON p.id = s.person"
            " WHERE p.named AND q.article IN (SELECT value FROM json_each(?))"
            " GROUP BY q.article, p.id",
            (json.dumps(ids),),
        ):
            said[row["article"]][row["id"]] = row["times"]
            self._names[row["id"]] = row["name"]
            self._ever[row["id"]] = row["quotes"]
        return said

    def _told(self, story: int, heard: set[str]) -> Story:
        versions = self._versions[story]
        article, quote, person = self._best_quote(versions, heard)
        people = self._people_of(story)
        voice = self._voice(person) if person in people else None
        if voice:
            heard.add(voice.name)
        ranked = sorted(people, key=lambda each: (-people[each], self._names[each]))
        return Story(
            headline=versions[0].headline,
            versions=len(versions),
            is_update=self._fresh.is_since_a_change and story <= self._fresh.floor,
            quote=passage_of(article, quote) if article and quote else None,
            voice=voice,
            others=tuple(self._names[each] for each in ranked if each != person)[:_OTHERS],
        )

    def _voice(self, person: int) -> Voice:
        floor = self._fresh.floor
        is_new = floor > 0 and not self._readers.rows(
            "SELECT 1 FROM speakers WHERE person = ? AND article <= ? LIMIT 1", (person, floor)
        )
        return Voice(self._names[person], self._ever[person], is_new)

    def _best_quote(
        self, versions: Sequence[Version], heard: set[str]
    ) -> tuple[Article | None, Quote | None, int]:
        """The words in quotation marks that tell most, and who said them as ``people.id``, 0 for nobody."""
        best: tuple[float, int, Quote, int] | None = None
        for version in versions[:3]:
            article_id = version.headline.article_id
            for row in self._readers.rows(
                f"SELECT o.*, p.id AS person FROM ({QUOTES_WITH_SPEAKERS} WHERE q.article = ?) o"
                " LEFT JOIN speakers x ON x.id = o.speaker LEFT JOIN people p ON p.id = x.person"
                " WHERE o.kind = 'direct' AND o.name IS NOT NULL AND o.confidence >= ?"
                " ORDER BY o.start",
                (article_id, _SURE),
            ):
                quote, person = quote_of(row), int(row["person"] or 0)
                worth = self._worth(quote, person, heard)
                if best is None or worth > best[0]:
                    best = (worth, article_id, quote, person)
        if best is None:
            return None, None, 0
        return article_of(self._readers, best[1]), best[2], best[3]

    def _worth(self, quote: Quote, person: int, heard: set[str]) -> float:
        """How much it is worth showing: readable in one go, said by somebody who is new or often heard."""
        length = quote.content[-1][1] - quote.content[0][0]
        speaker = quote.speaker
        assert speaker is not None
        ever = self._ever.get(person, 0)
        worth = 3.0 if length in _LENGTH else 0.0
        worth += 2.0 if speaker.named else 0.0
        worth -= 2.0 if self._names.get(person, speaker.name) in heard else 0.0
        worth += 5.0 if person in self._fresh.people else 0.0
        worth += min(log2(1 + ever) / log2(1 + _OFTEN), 1.5)
        return worth + 1.0 / quote.paragraph


def passage_of(article: Article, quote: Quote) -> Passage:
    """A quote with the words at its offsets."""
    shown = told(quote.kind, quote.content, quote.cue, article.body)
    start, end = shown[0][0], shown[-1][1]
    return Passage(
        fragments=tuple(Fragment(article.body[s:e], s, e) for s, e in shown),
        citation=citation(article, start, end),
        speaker=quote.speaker,
        kind=QuoteKind(quote.kind),
        confidence=quote.confidence,
        reason=quote.reason,
    )
