"""Who somebody is."""

from __future__ import annotations

from dataclasses import replace

from store.model import Answer, Certainty, Correction, Passage, Question, SpeakerProfile
from store.search import candidates, found, records
from store.search.likeness import words_of
from store.search.nearest import unknown
from store.search.query import content_words
from store.search.reading import ranked
from store.search.snapshot import Snapshot
from store.search.text import folded

READ = 30


def who_is(snapshot: Snapshot, question: Question, limit: int, offset: int) -> Answer:
    """A speaker's profile with the sentences that introduce them."""
    named = snapshot.speakers.find(question.speaker, 1)
    profile = records.profile(snapshot.readers, named[0].people) if named else None
    if profile is None:
        return unknown(snapshot, question)
    if named[0].fuzzy:
        reading = Correction(question.speaker, profile.name)
        question = replace(question, corrections=(*question.corrections, reading))
    roles = " ".join(f"{role.role} {role.organisation}" for role in profile.roles[:1])
    sought = replace(question, text=profile.name, words=content_words(f"{profile.name} {roles}"))
    wanted = candidates.wanted(sought, snapshot.view)
    best = ranked(snapshot, wanted, READ)
    passages = [one for one in found.shown(snapshot, wanted, best, READ) if _names(one, profile)]
    return Answer(
        question=question,
        certainty=Certainty.FOUND,
        passages=tuple(passages[offset : offset + limit]),
        total=len(passages),
        offset=offset,
        profile=profile,
        namesakes=snapshot.speakers.namesakes(question.speaker, named[0]),
    )


def _names(passage: Passage, profile: SpeakerProfile) -> bool:
    """Whether a sentence prints one of the names that a speaker goes by."""
    held = set(folded(words_of(passage)))
    return any(held.issuperset(folded(name)) for name in (profile.name, *profile.aliases))
