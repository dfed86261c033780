"""Who somebody is."""

from __future__ import annotations

from dataclasses import replace

from store.model import Answer, Certainty, Correction, Question
from store.search import candidates, found, records
from store.search.nearest import unknown
from store.search.query import content_words
from store.search.snapshot import Snapshot

READ = 30


def who_is(snapshot: Snapshot, question: Question, limit: int, offset: int) -> Answer:
    """A speaker's profile with the sentences that introduce them."""
    named = snapshot.speakers.find(question.speaker, 1)
    profile = records.profile(snapshot.readers, named[0].id) if named else None
    if profile is None:
        return unknown(snapshot, question)
    if named[0].fuzzy:
        reading = Correction(question.speaker, profile.name)
        question = replace(question, corrections=(*question.corrections, reading))
    roles = " ".join(f"{role.role} {role.organisation}" for role in profile.roles[:1])
    sought = replace(question, text=profile.name, words=content_words(f"{profile.name} {roles}"))
    wanted = candidates.wanted(sought, snapshot.view)
    passages = found.shown(snapshot, wanted, found.ranked(snapshot, wanted, READ), limit + offset)
    return Answer(
        question=question,
        certainty=Certainty.FOUND,
        passages=tuple(passages[offset : offset + limit]),
        total=len(passages),
        offset=offset,
        profile=profile,
    )
