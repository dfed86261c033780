"""Who said something, and what somebody said."""

from __future__ import annotations

import re
from dataclasses import replace

from rapidfuzz import fuzz

from store.model import Answer, Certainty, Correction, Passage, Question
from store.search import candidates, records
from store.search.candidates import Wanted
from store.search.correction import corrected
from store.search.exclusion import without
from store.search.likeness import collapsed, share, words_of
from store.search.nearest import unknown
from store.search.query import content_words
from store.search.records import Voices
from store.search.role_words import reads_as_role, says_what_somebody_is, telling
from store.search.roles import Held, held
from store.search.snapshot import Snapshot
from store.search.speakers import Named
from store.search.text import folded, stem_of

READ = 60
"""Quotes that are read and ranked for one question."""
MOST = 500
"""A speaker's quotes that are looked through, newest first, where some of them are not wanted."""
SAID = 0.6
"""Share of the words from which a quote is taken for the one that is meant."""
NEAR = 0.4
"""Share from which it is worth showing."""
MOST_NEAR = 5
_CIRCUMSTANCE = re.compile(
    r"(?:after|before|during|when|while|as|in|at|outside|to|from)\b", re.IGNORECASE
)
ABOUT, NEARLY_ABOUT = 0.5, 0.3
"""The same two for what a quote is about, its paragraph and headline counted with it."""


def who_said(snapshot: Snapshot, question: Question, limit: int, offset: int) -> Answer:
    """The quotes that hold the question's words, whole wordings before scattered ones.

    Marks around the words say that somebody spoke them, not that they are spelt as printed.
    """
    question = corrected(replace(question, phrases=()), snapshot.view, snapshot.vocabulary)
    wanted = candidates.wanted(question, snapshot.view)
    hits = candidates.quotes(
        [stem_of(word) for word in question.words],
        snapshot.view,
        READ,
        after=question.after,
        before=question.before,
        excluded=wanted.excluded,
        source=question.source,
    )
    stored = records.quotes(snapshot.readers, [hit.row for hit in hits])
    asked = " ".join(folded(question.text[:1_000]))
    scored = []
    there = [
        stored[hit.row]
        for hit in hits
        if hit.row in stored and stored[hit.row].citation.article_id == hit.article
    ]
    for passage in without(there, question.excluded):
        held = share(wanted, words_of(passage))
        wording = fuzz.partial_ratio(asked, " ".join(folded(words_of(passage)))) / 100
        reasons = (("words held", held), ("wording", 0.5 * wording))
        scored.append((held + 0.5 * wording, held, replace(passage, scored=reasons)))
    return _answer(snapshot, question, scored, (NEAR, SAID), limit, offset)


def said_by(snapshot: Snapshot, question: Question, limit: int, offset: int) -> Answer:
    """What ``question.speaker`` said: newest first, or what fits ``question.about`` best first.

    A role in the place of a name ("the mayor of Lund") means whoever articles print in it, in those.
    """
    named = snapshot.speakers.find(question.speaker)
    is_exact = bool(named) and not named[0].fuzzy
    called = [one for one in named if _is_called(one, question.speaker)]
    named = [*called, *(one for one in named if one not in called)]
    if not called and (reads_as_role(question.speaker) or not is_exact):
        if role := held(snapshot, question.speaker):
            return _said_in(snapshot, question, role, limit, offset)
        if says_what_somebody_is(question.speaker):
            named = [one for one in named if _has_all(one, question.speaker)]
    if not named:
        return unknown(snapshot, question)
    who = named[0]
    if who.fuzzy:
        reading = Correction(question.speaker, who.name)
        question = replace(question, corrections=(*question.corrections, reading))
    namesakes = snapshot.speakers.namesakes(question.speaker, who)
    question = replace(question, speaker=who.name)
    answer = _said(snapshot, question, Voices(who.people), limit, offset)
    return replace(answer, namesakes=namesakes)


def _said_in(snapshot: Snapshot, question: Question, role: Held, limit: int, offset: int) -> Answer:
    """What the holders of a role said; unsure where nobody is printed in quite the role."""
    answer = _said(snapshot, question, Voices(speakers=role.speakers), limit, offset)
    if answer.certainty == Certainty.UNKNOWN:
        near = tuple(dict.fromkeys(holder.name for holder in role.holders))
        return replace(answer, holders=role.holders, nearest=near[:MOST_NEAR])
    sure = answer.certainty if role.is_sure else Certainty.CLOSEST
    return replace(answer, holders=role.holders, certainty=sure)


def _is_called(named: Named, typed: str) -> bool:
    """Whether somebody's name ends as it was typed: "Baker" is James Baker before he is a baker."""
    words, name = folded(typed), named.name.partition(" (")[0]
    ends = bool(words) and folded(name)[-len(words) :] == words
    return ends and not named.fuzzy and name.split()[-1][:1].isupper()


def _has_all(named: Named, typed: str) -> bool:
    """Whether a name or description has every word of a role: "mayor of Lund" is not Lund, the painter."""
    held_words = set(telling(folded(named.name)))
    return named.fuzzy or held_words.issuperset(telling(folded(typed)))


def _said(
    snapshot: Snapshot, question: Question, voices: Voices, limit: int, offset: int
) -> Answer:
    if question.about and content_words(question.about):
        return _about(snapshot, question, voices, limit, offset)
    return _newest(snapshot, question, voices, limit, offset)


def _newest(
    snapshot: Snapshot, question: Question, voices: Voices, limit: int, offset: int
) -> Answer:
    within = {"after": question.after, "before": question.before, "source": question.source}
    if question.excluded:
        newest = records.quotes_of(snapshot.readers, voices, **within, limit=MOST, offset=0)
        kept = without(newest, question.excluded)
        total, passages = len(kept), kept[offset : offset + limit]
    else:
        total = records.count_quotes_of(snapshot.readers, voices, **within)
        passages = records.quotes_of(snapshot.readers, voices, **within, limit=limit, offset=offset)
    if not total:
        return unknown(snapshot, question)
    return Answer(question, Certainty.FOUND, tuple(passages), total, offset)


def _about(
    snapshot: Snapshot, question: Question, voices: Voices, limit: int, offset: int
) -> Answer:
    topic = replace(question, text=question.about, words=content_words(question.about))
    topic = corrected(topic, snapshot.view, snapshot.vocabulary)
    wanted = candidates.wanted(topic, snapshot.view)
    within = {"after": question.after, "before": question.before, "source": question.source}
    hits = candidates.quotes(
        list(wanted.stems),
        snapshot.view,
        READ,
        speakers=voices.as_speakers(snapshot.readers),
        **within,
        exact=wanted.phrases,
        excluded=wanted.excluded,
    )
    read = records.quotes(snapshot.readers, [hit.row for hit in hits])
    newest = records.quotes_of(snapshot.readers, voices, **within, limit=READ, offset=0)
    scored = []
    for passage in without(dict.fromkeys([*read.values(), *newest]), question.excluded):
        held = share(wanted, words_of(passage))
        around = records.paragraph(snapshot.readers, passage.citation)
        near = share(wanted, f"{around} {words_of(passage)} {passage.citation.headline}")
        if near < NEARLY_ABOUT and _is_led_up_to(snapshot, question, wanted, passage, around):
            near = NEARLY_ABOUT
        reasons = (("words held", held), ("words in its paragraph and headline", 0.5 * near))
        scored.append((held + 0.5 * near, near, replace(passage, scored=reasons)))
    said = replace(topic, text=question.text)
    return _answer(snapshot, said, scored, (NEARLY_ABOUT, ABOUT), limit, offset)


def _is_led_up_to(
    snapshot: Snapshot, question: Question, wanted: Wanted, passage: Passage, around: str
) -> bool:
    """Whether the paragraph before a quote holds what it is to be about: words may only point back to it.

    When or where it was said ("after the verdict", "in court") may be told anywhere in the article.
    """
    citation = passage.citation
    before = records.paragraph(snapshot.readers, citation, back=1)
    if _CIRCUMSTANCE.match(question.about):
        before = records.body(snapshot.readers, citation.article_id)
    return share(wanted, f"{before} {around} {citation.headline}") >= ABOUT


def _answer(
    snapshot: Snapshot,
    question: Question,
    scored: list[tuple[float, float, Passage]],
    bounds: tuple[float, float],
    limit: int,
    offset: int,
) -> Answer:
    """``scored``: (score, share of the words, quote); ``bounds``: shares for showing and for certainty."""
    scored.sort(
        key=lambda entry: (-entry[0], entry[2].citation.article_id, entry[2].citation.start)
    )
    fitting = [
        (replace(quote, score=score), held) for score, held, quote in scored if held >= bounds[0]
    ]
    if not fitting:
        return unknown(snapshot, question)
    sure = [entry for entry in fitting if entry[1] >= bounds[1]]
    certainty = Certainty.FOUND if sure else Certainty.CLOSEST
    # Beside one that is meant, one that shares a few words is noise.
    kept = collapsed(snapshot.readers, [quote for quote, _ in sure or fitting])
    return Answer(question, certainty, tuple(kept[offset : offset + limit]), len(kept), offset)
