"""A speaker's statements on a topic over time: read in bounds, put in order, repeated wordings joined."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from store.db import Readers
from store.model import Correction, Passage, Question, QuestionKind
from store.overview.model import Activity, Timeline
from store.overview.steps import steps
from store.search import candidates, records
from store.search.correction import corrected
from store.search.exclusion import without
from store.search.faults import limited, nameless
from store.search.likeness import collapsed, share, words_of
from store.search.nearest import unknown
from store.search.others import rarity_in
from store.search.query import content_words, parse_words
from store.search.snapshot import Snapshot
from store.search.statements import ABOUT, NEARLY_ABOUT
from store.search.text import stems

MOST = 300
"""Statements that are read in full; of more without a topic, these are taken evenly over time."""
NEWEST = 200
"""Statements of a speaker that are looked through for a topic whatever words they have."""


@dataclass(frozen=True, slots=True)
class _Gathered:
    statements: list[Passage]
    activity: Activity
    is_closest: bool = False


def timeline(
    snapshot: Snapshot,
    name: str,
    topic: str = "",
    *,
    after: str = "",
    before: str = "",
    most: int = 6,
    today: date | None = None,
) -> Timeline:
    """What a speaker said on a topic from first to last, in up to ``most`` steps.

    Without a topic, on anything. Dates are ISO and inclusive. Raises QueryTimeout.
    """
    question = _asked(parse_words(topic, today), name, topic, after, before)
    question = replace(question, faults=(*question.faults, *nameless(name)))
    if question.faults:
        return Timeline(question)
    named = snapshot.speakers.find(question.speaker, 1)
    if not named:
        return _nothing(snapshot, question)
    who = named[0]
    if who.fuzzy:
        reading = Correction(question.speaker, who.name)
        question = replace(question, corrections=(*question.corrections, reading))
    question = replace(question, speaker=who.name)
    if question.about and content_words(question.about):
        asked = replace(question, text=question.about, words=content_words(question.about))
        asked = corrected(asked, snapshot.view, snapshot.vocabulary)
        gathered = _on_topic(snapshot, asked, who.people)
        question = replace(asked, text=question.text)
    else:
        gathered = _on_anything(snapshot.readers, question, who.people)
    if not gathered.statements and not gathered.activity.undated:
        return _nothing(snapshot, question)
    different = collapsed(snapshot.readers, gathered.statements)
    known = {*stems(who.name), *(stem for word in question.words for stem in stems(word))}
    return Timeline(
        question=question,
        steps=steps(different, most, rarity_in(snapshot), known),
        total=gathered.activity.dated,
        compared=len(different),
        activity=gathered.activity,
        is_closest=gathered.is_closest,
    )


def _asked(read: Question, name: str, topic: str, after: str, before: str) -> Question:
    return replace(
        limited(read, after, before),
        text=f"{name} {topic}".strip(),
        kind=QuestionKind.WHAT_SAID,
        speaker=name,
        about=" ".join((read.about, *read.phrases)).strip(),
    )


def _nothing(snapshot: Snapshot, question: Question) -> Timeline:
    return Timeline(question, nearest=unknown(snapshot, question).nearest)


def _on_topic(snapshot: Snapshot, topic: Question, people: Sequence[int]) -> _Gathered:
    """The statements whose words, paragraph and headline hold most of the topic's words."""
    wanted = candidates.wanted(topic, snapshot.view)
    within = {"after": topic.after, "before": topic.before, "source": topic.source}
    hits = candidates.quotes(
        list(wanted.stems),
        snapshot.view,
        MOST,
        speakers=records.speakers_of(snapshot.readers, people),
        **within,
        exact=wanted.phrases,
        excluded=wanted.excluded,
    )
    holding = records.quotes(snapshot.readers, [hit.row for hit in hits])
    newest = records.quotes_of(
        snapshot.readers, records.Voices(tuple(people)), **within, limit=NEWEST, offset=0
    )
    held = []
    for passage in without(dict.fromkeys([*holding.values(), *newest]), topic.excluded):
        around = records.paragraph(snapshot.readers, passage.citation)
        about = f"{around} {words_of(passage)} {passage.citation.headline}"
        held.append((share(wanted, about), passage))
    sure = [passage for about, passage in held if about >= ABOUT]
    fitting = sure or [passage for about, passage in held if about >= NEARLY_ABOUT]
    counted = Counter(passage.citation.published for passage in fitting)
    undated = counted.pop("", 0)
    return _Gathered(
        _in_order(fitting), Activity(tuple(sorted(counted.items())), undated), not sure
    )


def _on_anything(readers: Readers, question: Question, people: Sequence[int]) -> _Gathered:
    """All statements, or of very many the first, the last and some evenly between."""
    where, limits = records.between(question.after, question.before)
    rows = readers.rows(
        "SELECT q.id, a.published FROM shown_quotes q JOIN articles a ON a.id = q.article"
        " WHERE q.speaker IN (SELECT id FROM speakers WHERE person IN"
        f" (SELECT value FROM json_each(?))){where} ORDER BY a.published, a.id, q.start",
        (json.dumps(list(people)), *limits),
    )
    counted = Counter(row["published"] or "" for row in rows)
    undated = counted.pop("", 0)
    chosen = _evenly(rows[undated:])
    return _Gathered(
        _in_order(records.quotes(readers, chosen).values()),
        Activity(tuple(sorted(counted.items())), undated),
    )


def _evenly(rows: Sequence[sqlite3.Row]) -> list[int]:
    """The numbers of at most ``MOST`` rows, the first and the last among them."""
    if len(rows) <= MOST:
        return [row["id"] for row in rows]
    return [rows[at * (len(rows) - 1) // (MOST - 1)]["id"] for at in range(MOST)]


def _in_order(statements: Iterable[Passage]) -> list[Passage]:
    """Those with a date, as they were printed one after the other."""
    return sorted(
        (passage for passage in statements if passage.citation.published),
        key=lambda passage: (
            passage.citation.published,
            passage.citation.article_id,
            passage.citation.start,
        ),
    )
