"""What an archive has of an article that comes in: the same words, another version, or the same story.

Fingerprints find what may be meant, and the texts themselves decide. All of it is conservative: two events
in one article would be a false citation, one event in two articles is a repetition.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from store.model import Article
from store.stories.days import days_between
from store.stories.fingerprints import wording
from store.stories.likeness import (
    WITHIN,
    Likeness,
    alike_in_place,
    headlines_alike,
    is_another_event,
    is_correction,
    is_same_story,
    likeness,
    says_corrected,
)
from store.stories.remembered import Remembered

_COMPARED = 4
"""Articles that are compared in full with one that comes in."""
_IN_PLACE = 20
_STORY_DAYS = 7
"""Days between the first and the last article of one story."""
_LONG = 200
"""Characters from which a text is not printed twice by chance."""


class Kind(StrEnum):
    SAME = "same"  # the archive has these words
    NEWER = "newer"  # these words take the place of the article's
    EARLIER = "earlier"  # the article's own words are the later ones
    STORY = "story"  # another article on one story


@dataclass(frozen=True, slots=True)
class Kin:
    """A stored article, and what one that comes in is to it."""

    kind: Kind
    id: int


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    headline: str
    published: str
    body: str
    url: str
    record: str
    source: int

    def is_at(self, article: Article) -> bool:
        """Whether both have one address, or one name in any source."""
        return self.record == article.source or bool(article.url and self.url == article.url)

    def is_just_at(self, article: Article, source: int) -> bool:
        """Whether both were read in one place, so that what comes now is what it holds now."""
        return self.source == source and self.record == article.source


class Register:
    """Of one archive, through its writer's connection and within its transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self.remembered = Remembered(connection)

    def with_words_of(self, article: Article, source: int = 0) -> Kin | None:
        """The article that has, or had, these very words under that date; ``source``: number of its source.

        White space and the style of quotation marks are no difference. Words that were corrected since
        stay corrected when they come in again, but from the very place that had corrected them.
        """
        words = wording(article.headline, article.body)
        kin = (
            self._same_words(stored, article, words, source)
            for stored in self._stored(self.remembered.with_words(words))
        )
        # An article that has all of it goes before one whose date would change.
        return min(
            filter(None, kin), key=lambda one: (one.kind is not Kind.SAME, one.id), default=None
        )

    def kin_of(self, article: Article, source: int = 0) -> Kin | None:
        """What the archive has of ``article``; None where it is new in every way."""
        return (
            self.with_words_of(article, source)
            or self._in_its_place(article, source)
            or self._near(article, source)
        )

    def story_of(self, article: Article, *, but: int) -> Kin | None:
        """An article other than number ``but`` that is on one story with ``article``."""
        return self._story(self._alike(article), article, but=but)

    def join(self, article_id: int, other: int) -> None:
        """Put an article that is in no story into the story of ``other``."""
        row = self._run("SELECT coalesce(story, id) FROM articles WHERE id = ?", (other,))
        (story,) = row.fetchone()
        self._run("UPDATE articles SET story = ? WHERE id IN (?, ?)", (story, article_id, other))

    def _same_words(self, stored: _Stored, article: Article, words: str, source: int) -> Kin | None:
        """The same words of another day are another article, for a form may be filled in alike."""
        same, newer = Kin(Kind.SAME, stored.id), Kin(Kind.NEWER, stored.id)
        dates = self._dates_of_revision(stored.id, words)
        is_current = wording(stored.headline, stored.body) == words
        if any(date.startswith(article.published) for date in dates):
            taken_back = not is_current and stored.is_just_at(article, source)
            return newer if taken_back else same
        if not is_current:
            return None
        if stored.published.startswith(article.published):
            return same
        is_longer = article.published.startswith(stored.published)
        if stored.is_at(article) or (is_longer and len(article.body) >= _LONG):
            return newer  # of a date that was missing, less precise or wrong
        return None

    def _dates_of_revision(self, article_id: int, words: str) -> list[str]:
        return [
            published or ""
            for headline, published, body in self._run(
                "SELECT headline, published, body FROM revisions WHERE article = ?", (article_id,)
            )
            if wording(headline or "", body) == words
        ]

    def _in_its_place(self, article: Article, source: int) -> Kin | None:
        """By its address, or by its place in a source, where the text is alike."""
        for column, value in (("url", article.url), ("record", article.source)):
            if not value:
                continue
            rows = self._run(
                f"SELECT id FROM articles WHERE {column} = ? ORDER BY id DESC LIMIT ?",
                (value, _IN_PLACE),
            ).fetchall()
            for stored in self._stored([row[0] for row in rows]):
                if _corrects_in_place(stored, article):
                    return _version(stored, article, source)
        return None

    def _near(self, article: Article, source: int) -> Kin | None:
        """By its words, wherever it was read."""
        alike = self._alike(article)
        for stored, like in alike:
            if _corrects(stored, article, like):
                return _version(stored, article, source)
        return self._story(alike, article)

    def _story(
        self, alike: list[tuple[_Stored, Likeness]], article: Article, *, but: int = 0
    ) -> Kin | None:
        for stored, like in alike:
            days = days_between(stored.published, article.published)
            is_story = stored.id != but and is_same_story(like, days)
            if is_story and self._is_near_all(stored, article):
                return Kin(Kind.STORY, stored.id)
        return None

    def _is_near_all(self, stored: _Stored, article: Article) -> bool:
        """Whether no article of the story is far from ``article``: one without a date is near to any."""
        first, last = self._run(
            "SELECT min(o.published), max(o.published) FROM articles a"
            " JOIN articles o ON o.story = a.story AND o.published <> '' WHERE a.id = ?",
            (stored.id,),
        ).fetchone()
        ends = (days_between(day or "", article.published) for day in (first, last))
        return all((days or 0) <= _STORY_DAYS for days in ends)

    def _alike(self, article: Article) -> list[tuple[_Stored, Likeness]]:
        words = wording(article.headline, article.body)
        near = self.remembered.sharing(words, article.published, _COMPARED)
        pairs = [(stored, likeness(stored.body, article.body)) for stored in self._stored(near)]
        return sorted(pairs, key=lambda pair: (-pair[1].runs, pair[0].id))

    def _stored(self, ids: list[int]) -> list[_Stored]:
        rows = (
            self._run(
                "SELECT id, headline, published, body, coalesce(url, ''), record,"
                " coalesce(source, 0)"
                " FROM articles WHERE id = ?",
                (number,),
            ).fetchone()
            for number in ids
        )
        return [_Stored(*row) for row in rows if row]


def _version(stored: _Stored, article: Article, source: int) -> Kin:
    """Newest wins, unless it comes from elsewhere and what is stored says that it corrects."""
    elsewhere = not stored.is_just_at(article, source)
    late = elsewhere and says_corrected(stored.body, article.body)
    return Kin(Kind.EARLIER if late else Kind.NEWER, stored.id)


def _corrects_in_place(stored: _Stored, article: Article) -> bool:
    headline = stored.headline == article.headline
    if not headline and not alike_in_place(stored.body, article.body):
        return False
    days = days_between(stored.published, article.published)
    if days == 0:
        return True
    like = likeness(stored.body, article.body)
    if days is None or days <= WITHIN:
        return not is_another_event(like)
    return is_same_story(like, 0)


def _corrects(stored: _Stored, article: Article, like: Likeness) -> bool:
    if not is_correction(like) or not headlines_alike(stored.headline, article.headline):
        return False
    if stored.published:
        return stored.published == article.published and len(article.published) == 10
    # Without a date only the words can tell, so all but a few have to agree.
    same_headline = bool(article.headline) and stored.headline == article.headline
    return same_headline and not article.published and like.runs >= 0.9 and like.same_figures
