"""Archive: the door. Everything a face can ask of the store, safe to call from many threads."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from store import digest, integrity, lookup
from store.check.judge import check
from store.closing import Closing
from store.db import Readers, bring_up_to_date
from store.export.selection import Found, Selection, Understood, understood
from store.export.walk import Order, Progress, walk
from store.feeds import listing
from store.feeds.feed import Feed
from store.follows import Followed, News, Scan
from store.follows import scan as follows
from store.model import (
    Answer,
    ArchiveStats,
    Article,
    ArticleView,
    Changes,
    Checked,
    Digest,
    SpeakerProfile,
    Suggestion,
)
from store.overview.activity import articles_by_day, statements_by_day
from store.overview.day import on_this_day
from store.overview.facts import facts
from store.overview.model import Activity, DayOfYears, SubjectFigures, Timeline
from store.overview.timeline import timeline
from store.schema import ARCHIVE
from store.search.follower import Follower
from store.search.index import Index
from store.search.searcher import Hit, Searcher
from store.search.semantic_ranking import Meaning
from store.search.text import encodable
from store.stories.history import changes


class Archive(Closing):
    """An archive opened for reading. Follows what others write to it; never writes to it itself."""

    def __init__(self, readers: Readers, index: Index, meaning: Meaning | None = None) -> None:
        """Use ``Archive.open``."""
        self._readers = readers
        self._meaning = meaning
        self._searcher = Searcher(readers, index, meaning)
        self._follower = Follower(self._searcher, self._numbers)
        self._by_day = (-1, Activity())

    @classmethod
    def open(cls, path: Path, *, semantic: bool = False) -> Archive:
        """Open the archive at ``path``, its index caught up.

        With ``semantic``, questions are ranked by meaning too. One that an earlier version wrote is
        brought up to date first. Raises NoArchive, NotAnArchive, NewerArchive or NoSemantic
        (``store.errors``), each with a sentence to show.
        """
        bring_up_to_date(path, ARCHIVE)
        readers = Readers(path, ARCHIVE)
        meaning: Meaning | None = None
        try:
            meaning = Meaning(path.with_suffix(".vectors")) if semantic else None
            return cls(readers, Index.open(path.with_suffix(".index"), readers), meaning)
        except BaseException:
            if meaning is not None:
                meaning.close()
            readers.close()
            raise

    def prepare(self) -> None:
        """Begin to read, in the background, what the first question would wait for."""
        self._follower.prepare()

    def ask(
        self,
        text: str,
        *,
        limit: int = 3,
        offset: int = 0,
        after: str = "",
        before: str = "",
        today: date | None = None,
    ) -> Answer:
        """Answer a question. Dates are ISO and inclusive; ``today`` is what "last week" is told from."""
        return self._current().ask(
            encodable(text), limit=limit, offset=offset, after=after, before=before, today=today
        )

    def who_said(
        self,
        words: str,
        *,
        limit: int = 3,
        offset: int = 0,
        after: str = "",
        before: str = "",
        today: date | None = None,
    ) -> Answer:
        """The quotes that hold these words, misspelt or not."""
        return self._current().who_said(
            encodable(words), limit=limit, offset=offset, after=after, before=before, today=today
        )

    def said_by(
        self,
        name: str,
        *,
        about: str = "",
        after: str = "",
        before: str = "",
        limit: int = 5,
        offset: int = 0,
        today: date | None = None,
    ) -> Answer:
        """What a speaker said, newest first; the best match first where ``about`` is given."""
        return self._current().said_by(
            encodable(name),
            about=encodable(about),
            after=after,
            before=before,
            limit=limit,
            offset=offset,
            today=today,
        )

    def search(
        self,
        words: str,
        *,
        limit: int = 5,
        offset: int = 0,
        after: str = "",
        before: str = "",
        today: date | None = None,
    ) -> Answer:
        """Passages that hold the words, the best first."""
        return self._current().search(
            encodable(words), limit=limit, offset=offset, after=after, before=before, today=today
        )

    def check_quotes(self, text: str, *, speaker: str = "") -> Checked:
        """Each quote of a pasted message beside what the archive prints.

        ``speaker``: whose words they are said to be, whomever the message names.
        """
        return check(encodable(text), self._current().snapshot, encodable(speaker))

    def hits(self, text: str, *, limit: int = 10) -> tuple[Hit, ...]:
        """The best articles for a question, one snippet each: for measuring."""
        return self._current().hits(encodable(text), limit=limit)

    def speaker(self, name: str) -> SpeakerProfile | None:
        """A speaker by any of their names, misspelt or not."""
        return self._current().speaker(encodable(name))

    def known_as(self, name: str) -> str:
        """The name under which a speaker is found again, "" where nobody has this one, misspelt or not."""
        named = self._current().snapshot.speakers.find(encodable(name), 1)
        return named[0].name if named else ""

    def suggest_speakers(self, typed: str, limit: int = 25) -> tuple[Suggestion, ...]:
        """Speakers for what has been typed so far; those quoted most where nothing has."""
        return self._current().suggest_speakers(encodable(typed), limit=limit)

    def suggest_headlines(self, typed: str, limit: int = 25) -> tuple[Suggestion, ...]:
        """Headlines for what has been typed so far, the newest where nothing has. Values are article ids."""
        return self._current().suggest_headlines(encodable(typed), limit=limit)

    def article(self, article_id: int) -> ArticleView | None:
        """An article with its quotes and facts."""
        return lookup.article_view(self._readers, article_id)

    def changes(self, article_id: int) -> Changes | None:
        """What was corrected in an article since it was first taken in; None where there is no such."""
        return changes(self._readers, article_id)

    def article_named(self, text: str) -> ArticleView | None:
        """The article of an id (the archive's own, or the one its source gave) or of a headline."""
        text = encodable(text)
        number = text.strip()
        if number.isdecimal() and len(number) < 19:
            found = self.article(int(number))
            if found:
                return found
        row = self._readers.row("SELECT id FROM articles WHERE doc_id = ?", (text.strip(),))
        row = row or self._readers.row(
            "SELECT article AS id FROM revisions WHERE doc_id = ?", (text.strip(),)
        )
        if row:
            return self.article(row["id"])
        suggested = self.suggest_headlines(text, limit=1) if text.strip() else ()
        return self.article(int(suggested[0].value)) if suggested else None

    def digest(
        self,
        day: str,
        *,
        since: int | None = None,
        until: int | None = None,
        after: str = "",
        topics: Sequence[str] = (),
        speakers: Sequence[str] = (),
    ) -> Digest:
        """What came in after change ``since``, up to change ``until``; what was published on ``day``
        (ISO), or from ``after`` to it, where ``since`` is None.

        ``topics`` (words, ``"phrases"``, ``-words``) and ``speakers`` (any of their names): only what
        fits one of them.
        """
        searcher = self._current() if speakers or topics else self._searcher
        return digest.digest(
            searcher.snapshot,
            day,
            digest.Arrivals(since, until, after),
            topics=tuple(map(encodable, topics)),
            speakers=tuple(map(encodable, speakers)),
        )

    def facts(
        self,
        subject: str,
        *,
        after: str = "",
        before: str = "",
        limit: int = 5,
        offset: int = 0,
        today: date | None = None,
    ) -> SubjectFigures:
        """Counts, shares and amounts about a subject: who says them, where, when, and what contradicts them."""
        return facts(
            self._current().snapshot,
            encodable(subject),
            after=after,
            before=before,
            limit=limit,
            offset=offset,
            today=today,
        )

    def on_this_day(self, day: str, *, limit: int = 5, offset: int = 0) -> DayOfYears:
        """The stories of one day (``MM-DD``) of all years, one of each year in turn, the latest year first."""
        return on_this_day(self._readers, day, limit, offset)

    def timeline(
        self,
        name: str,
        topic: str = "",
        *,
        after: str = "",
        before: str = "",
        most: int = 6,
        today: date | None = None,
    ) -> Timeline:
        """What a speaker said, on a topic if one is given, from first to last in up to ``most`` steps."""
        return timeline(
            self._current().snapshot,
            encodable(name),
            encodable(topic),
            after=after,
            before=before,
            most=most,
            today=today,
        )

    def activity(self, name: str = "") -> Activity:
        """Articles by date of print; with ``name`` that speaker's statements, none where nobody has it."""
        if not name:
            number = self.change_number()
            if self._by_day[0] != number:
                self._by_day = (number, articles_by_day(self._readers))
            return self._by_day[1]
        named = self._current().snapshot.speakers.find(encodable(name), 1)
        return statements_by_day(self._readers, named[0].people) if named else Activity()

    def scan(self, followed: Sequence[Followed], since: int, above: int) -> Scan:
        """Which articles after change ``since`` hold something new of what is followed.

        ``above``: articles with this number or a lower one are left out (see ``newest_number``).
        """
        return follows.scan(self._current().snapshot, followed, since, above)

    def sighted(self, seen: Mapping[Followed, Sequence[int]], limit: int) -> tuple[News, ...]:
        """What to show of the articles that ``scan`` gave; ``limit`` entries in all."""
        return follows.told(self._current().snapshot, seen, limit)

    def news(
        self,
        followed: Mapping[Followed, int],
        *,
        since: int,
        until: int | None = None,
        limit: int = 8,
    ) -> tuple[News, ...]:
        """What came in of what is followed, after change ``since`` and up to ``until``: for a digest.

        ``followed``: of each, the article number above which it counts as new.
        """
        return follows.news(self._current().snapshot, followed, since, until, limit)

    def newest_number(self) -> int:
        """The highest number of an article: what comes in later has a higher one."""
        return follows.highest(self._readers)

    def change_number(self) -> int:
        """Grows with each article that is added or corrected."""
        return lookup.change_number(self._readers)

    def behind(self) -> int:
        """How many changes of the archive questions do not see yet."""
        return self._searcher.behind()

    def stats(self) -> ArchiveStats:
        """How much the archive holds, and of when."""
        return lookup.stats(self._readers)

    def understood(self, selection: Selection) -> Understood:
        """What ``selected`` is to go through. Raises UnknownSpeaker."""
        readable = replace(
            selection,
            speaker=encodable(selection.speaker),
            about=encodable(selection.about),
            source=encodable(selection.source),
        )
        return understood(readable, self._current().snapshot)

    def selected(
        self,
        asked: Understood,
        order: Order = Order.STORED,
        progress: Progress | None = None,
    ) -> Iterator[Found]:
        """The articles of a selection with its quotes, a page of them in memory (see ``export.walk``)."""
        return walk(self._current().snapshot, asked, order, progress)

    def feeds(self) -> tuple[Feed, ...]:
        """The feeds that the archive follows, and where each stands."""
        return listing.feeds(self._readers)

    def check(self, progress: Progress = lambda done, total: None) -> tuple[int, tuple[str, ...]]:
        """``(spans checked, problems)``: proves that every stored quote is the text at its offsets.

        ``progress`` is called with (number of the article that was checked, highest number).
        """
        at = (0, 0)

        def told(done: int, total: int) -> None:
            nonlocal at
            at = (done, total)
            progress(*at)

        path, again = self._readers.path, lambda: progress(*at)
        with Readers(path, ARCHIVE, query_seconds=math.inf, tick=again) as unhurried:
            return integrity.check(unhurried, told)

    def _current(self) -> Searcher:
        return self._follower.current()

    def _numbers(self) -> tuple[int, int]:
        """Of the articles' last change and of the last decision on who is who."""
        return lookup.change_number(self._readers), lookup.people_number(self._readers)

    def close(self) -> None:
        self._follower.close()
        if self._meaning is not None:
            self._meaning.close()
        self._readers.close()


def paragraphs_around(
    article: Article, start: int, end: int, *, beside: int = 1
) -> tuple[str, ...]:
    """The paragraphs of ``body[start:end]`` with ``beside`` more on either side, in order."""
    first = article.paragraph_at(start) - beside
    last = article.paragraph_at(max(start, end - 1)) + beside
    return tuple(
        article.body[paragraph.start : paragraph.end]
        for paragraph in article.paragraphs
        if first <= paragraph.ordinal <= last
    )
