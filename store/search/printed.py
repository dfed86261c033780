"""What was printed in some days, for a question that asks for nothing else: "what happened on 3 May 2012"."""

from __future__ import annotations

from dataclasses import replace

from store.model import Answer, Certainty, Fragment, Passage, Question
from store.search import records
from store.search.nearest import unknown
from store.search.snapshot import Snapshot
from store.search.text import sentences


def asks_for_days(question: Question) -> bool:
    """Whether days are all that a question asks for."""
    days = question.after or question.before
    other = question.words or question.phrases or question.speaker
    return bool(days) and not other


def printed(snapshot: Snapshot, question: Question, limit: int, offset: int) -> Answer:
    """How the articles of these days begin, one a story, the newest first."""
    total, articles = records.printed(
        snapshot.readers,
        after=question.after,
        before=question.before,
        source=question.source,
        limit=limit,
        offset=offset,
    )
    if not total:
        return unknown(snapshot, question)
    passages = tuple(_beginning(each) for each in articles)
    return Answer(question, Certainty.FOUND, passages, total, offset)


def _beginning(stored: records.StoredPassage) -> Passage:
    start, end = next(iter(sentences(stored.text)), (0, len(stored.text)))
    first = stored.start + start
    last = stored.start + end
    return Passage(
        (Fragment(stored.text[start:end], first, last),),
        replace(stored.citation, start=first, end=last),
    )
