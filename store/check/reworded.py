"""What the archive has that comes near a claim in other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.check.evidence import chance_of
from store.check.words import Word
from store.model import Claim, Passage
from store.search import candidates, records
from store.search.candidates import idf
from store.search.likeness import words_of
from store.search.snapshot import Snapshot
from store.search.text import FUNCTION_WORDS, stem_of, stems

_READ = 20
_MOST_STEMS = 24


@dataclass(frozen=True, slots=True)
class Near:
    """A statement that shares words with a claim."""

    passage: Passage
    share: float
    """Of the claim's words but the most common ones, each counted by how rare it is."""
    words: int
    """How many of them it has."""
    evidence: float
    """See ``store.check.evidence``."""
    is_theirs: bool
    """Whether it was looked for among what the claim's speaker said."""


def nearest(claim: Claim, words: Sequence[Word], snapshot: Snapshot) -> list[Near]:
    """Statements that share most with the claim, the nearest first, of its speaker before of others."""
    wanted = {
        stem: idf(snapshot.view, "text", stem)
        for word in words
        if not word.free and word.form not in FUNCTION_WORDS and (stem := stem_of(word.form))
    }
    if not wanted:
        return []
    rarest = sorted(wanted, key=lambda stem: -wanted[stem])[:_MOST_STEMS]
    found: list[Near] = []
    if speakers := _speakers(claim, snapshot):
        found += _near(rarest, wanted, snapshot, speakers, is_theirs=True)
    found += _near(rarest, wanted, snapshot, (), is_theirs=False)
    return sorted(found, key=lambda near: (-near.share, not near.is_theirs))


def _speakers(claim: Claim, snapshot: Snapshot) -> tuple[int, ...]:
    if not claim.speaker:
        return ()
    named = snapshot.speakers.find(claim.speaker, 1)
    return records.speakers_of(snapshot.readers, named[0].people) if named else ()


def _near(
    rarest: Sequence[str],
    wanted: dict[str, float],
    snapshot: Snapshot,
    speakers: Sequence[int],
    *,
    is_theirs: bool,
) -> list[Near]:
    hits = candidates.quotes(rarest, snapshot.view, _READ, speakers=speakers)
    stored = records.quotes(snapshot.readers, [hit.row for hit in hits])
    total = sum(wanted.values()) or 1.0
    chance = chance_of(snapshot.view)
    found = []
    for hit in hits:
        passage = stored.get(hit.row)
        if passage is None or passage.citation.article_id != hit.article:
            continue
        held = set(stems(words_of(passage))) & wanted.keys()
        weight = sum(wanted[stem] for stem in held)
        found.append(Near(passage, weight / total, len(held), weight - chance, is_theirs))
    return found
