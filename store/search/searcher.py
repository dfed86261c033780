"""Questions to answers: what the archive's door asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from store.db import Readers
from store.model import (
    Answer,
    Certainty,
    Question,
    QuestionKind,
    SpeakerProfile,
    Suggestion,
)
from store.search import (
    candidates,
    found,
    headlines,
    people,
    reading,
    records,
    selection,
    statements,
)
from store.search.answering import answering, by_figures
from store.search.choice import FIGURES
from store.search.correction import corrected
from store.search.faults import limited, nameless, unsearchable
from store.search.index import Index
from store.search.printed import asks_for_days, printed
from store.search.query import parse, parse_words, told_of, without_periods
from store.search.semantic_ranking import Meaning
from store.search.snapshot import Snapshot

READ = 25
"""Passages that are read in full for one question."""
SEARCHED = 60
"""The same for a search that is paged through."""
PATIENCE = 1.0
"""Seconds that a list of choices may wait for names to be read."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found, with the verbatim stretch of its body that answers best."""

    doc_id: str
    snippet: str
    score: float
    start: int
    end: int
    article_id: int


class Searcher:
    """Finds and answers. Threads share one; each reads through its own connection."""

    def __init__(self, readers: Readers, index: Index, meaning: Meaning | None = None) -> None:
        self._readers = readers
        self._index = index
        self._snapshot = Snapshot.take(readers, index.view, meaning)
        self._changing = Lock()

    @property
    def snapshot(self) -> Snapshot:
        """What a question that is asked now reads."""
        return self._snapshot

    def refresh(self, seen: Callable[[], None] = lambda: None) -> None:
        """Take in what the archive's writer has committed; ``seen`` is called when questions see it."""

        def show() -> None:
            with self._changing:
                self._snapshot = self._snapshot.following(self._index.view)
            seen()

        self._index.catch_up(show)
        show()

    def stop(self) -> None:
        """Take in nothing more."""
        self._index.stop()

    @property
    def is_stale(self) -> bool:
        """Whether spelling and names are still as they were before the latest ``refresh``."""
        return self._snapshot.is_stale

    def renew(self) -> None:
        """Read words and names anew."""
        renewed = self._snapshot.renewed()
        with self._changing:
            if self._snapshot.view is renewed.view:
                self._snapshot = renewed
            else:
                self._snapshot = renewed.following(self._index.view)

    def prepare(self) -> None:
        """Read the names, which the first question that needs them would wait for."""
        self._snapshot.speakers_within(0)

    def behind(self) -> int:
        """How many changes of the archive are not searched yet."""
        return self._index.behind()

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
        """Answer a question in its own words; dates are ISO, inclusive, "" for no limit.

        ``today`` is what "last week" is told from.
        """
        question = limited(parse(text, today), after, before)
        if answer := unsearchable(question, days_will_do=True):
            return answer
        answer = self._answered(question, limit, offset)
        wider = without_periods(question)
        if answer.certainty != Certainty.UNKNOWN or wider is None or after or before:
            return answer
        # "Last week" asked of an archive that ends years ago.
        found_at_all = self._answered(wider, limit, offset)
        if found_at_all.certainty == Certainty.UNKNOWN:
            return answer
        return replace(found_at_all, certainty=Certainty.CLOSEST)

    def _answered(self, question: Question, limit: int, offset: int) -> Answer:
        snapshot = self._snapshot
        if question.kind == QuestionKind.WHO_SAID:
            answer = statements.who_said(snapshot, question, limit, offset)
            needed = [" ".join(question.words)]
        elif question.kind == QuestionKind.WHO_IS:
            answer = people.who_is(snapshot, question, limit, offset)
            needed = [question.speaker]
        elif question.kind == QuestionKind.WHAT_SAID or question.speaker:
            answer = statements.said_by(snapshot, question, limit, offset)
            needed = [question.speaker, question.about]
        elif asks_for_days(question):
            return _of_days(snapshot, question, limit, offset, READ)
        else:
            return found.answer(snapshot, question, limit, offset, READ)
        if answer.certainty != Certainty.UNKNOWN:
            return answer
        return found.closest(snapshot, question, needed, limit, offset, READ) or answer

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
        """The quotes that hold ``words``, misspelt or not, with who said them."""
        said = parse(words, today)
        read = said if said.kind == QuestionKind.WHO_SAID else parse_words(words, today)
        question = limited(replace(read, kind=QuestionKind.WHO_SAID), after, before)
        if answer := unsearchable(question):
            return answer
        if question.speaker:
            return statements.said_by(self._snapshot, question, limit, offset)
        answer = statements.who_said(self._snapshot, question, limit, offset)
        if answer.certainty != Certainty.UNKNOWN:
            return answer
        # Nobody's words, and yet they may be printed.
        said_words = [" ".join(question.words)]
        return found.closest(self._snapshot, question, said_words, limit, offset, READ) or answer

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
        """A speaker's statements: newest first, or with ``about`` those that fit it best first."""
        read = parse_words(about, today)
        question = replace(
            limited(read, after, before),
            text=f"{name} {about}".strip(),
            kind=QuestionKind.WHAT_SAID,
            speaker=name,
        )
        question = replace(question, faults=(*question.faults, *nameless(name)))
        if answer := unsearchable(question):
            return answer
        return statements.said_by(self._snapshot, question, limit, offset)

    def search(
        self,
        words: str,
        *,
        limit: int = 10,
        offset: int = 0,
        after: str = "",
        before: str = "",
        today: date | None = None,
    ) -> Answer:
        """Plain passages that hold the words; with ``speaker:`` that speaker's statements on them."""
        question = limited(parse_words(words, today), after, before)
        if answer := unsearchable(question, days_will_do=True):
            return answer
        if question.speaker:
            return statements.said_by(self._snapshot, question, limit, offset)
        if asks_for_days(question):
            return _of_days(self._snapshot, question, limit, offset, SEARCHED)
        return found.answer(self._snapshot, question, limit, offset, SEARCHED)

    def hits(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        """The articles that answer a question best, one hit each, best first."""
        snapshot = self._snapshot
        question = corrected(parse(text), snapshot.view, snapshot.vocabulary)
        wanted = candidates.wanted(question, snapshot.view)
        hits: dict[int, Hit] = {}
        best_first = reading.ranked(snapshot, wanted, max(READ, 2 * limit))
        for one in by_figures(snapshot, wanted, best_first):
            stored, ranked = one.stored, one.ranked
            article = stored.citation.article_id
            if article in hits:
                continue
            best = ranked.best
            if wanted.kind in FIGURES and len(hits) < limit:
                best, _ = answering(snapshot, wanted, one)
            start, end = selection.snippet(stored.text, ranked.sentences, best, wanted)
            hits[article] = Hit(
                stored.citation.doc_id,
                stored.text[start:end],
                ranked.score,
                stored.start + start,
                stored.start + end,
                article,
            )
        return tuple(hits.values())[:limit]

    def speaker(self, name: str) -> SpeakerProfile | None:
        """Who a name means, None where nobody in the archive has it."""
        named = self._snapshot.speakers.find(name, 1)
        return records.profile(self._readers, named[0].people) if named else None

    def suggest_speakers(self, typed: str, limit: int = 25) -> tuple[Suggestion, ...]:
        """Speakers for what is typed so far, the most quoted where nothing is.

        None at all while their names are read for the first time: whoever types goes on typing.
        """
        speakers = self._snapshot.speakers_within(PATIENCE)
        return () if speakers is None else speakers.suggest(typed, limit)

    def suggest_headlines(self, typed: str, limit: int = 25) -> tuple[Suggestion, ...]:
        """Articles for what is typed so far, the newest where nothing is; the value is the article's id."""
        return headlines.suggest(self._snapshot, typed, limit)


def _of_days(snapshot: Snapshot, question: Question, limit: int, offset: int, depth: int) -> Answer:
    """What was printed in some days; where nothing was, what is told of them."""
    answer = printed(snapshot, question, limit, offset)
    other = told_of(question)
    if answer.certainty != Certainty.UNKNOWN or other is None:
        return answer
    return found.answer(snapshot, other, limit, offset, depth)
