"""The passages of a question, read back from the archive and ranked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from store.search import candidates, ranking, records
from store.search.candidates import Wanted
from store.search.nearness import nearer, printed_then
from store.search.snapshot import Snapshot

AT_LEAST = 20
"""Passages that are read whatever they score."""
WORTH_READING = 0.45
"""Share of the best one's BM25 score from which the others are: measured over a million articles, a third of
60 are below it and none of the right ones."""


@dataclass(frozen=True, slots=True)
class Found:
    """A ranked passage as it was read from the archive."""

    stored: records.StoredPassage
    ranked: ranking.Ranked


def ranked(snapshot: Snapshot, wanted: Wanted, depth: int) -> list[Found]:
    """The best passages, read back from the archive, best first."""
    hits = candidates.passages(wanted, snapshot.view, depth)
    top = max((hit.score for hit in hits), default=0.0) or 1.0
    hits = [hit for at, hit in enumerate(hits) if at < AT_LEAST or hit.score >= WORTH_READING * top]
    known = {hit.row for hit in hits}
    then = printed_then(wanted, snapshot.view, AT_LEAST)
    hits += [hit for hit in then if hit.row not in known]
    stored = records.passages(snapshot.readers, [hit.row for hit in hits])
    there = [
        (hit, stored[hit.row])
        for hit in hits
        if hit.row in stored and stored[hit.row].citation.article_id == hit.article
    ]
    scores = ranking.rank(
        wanted,
        [
            ranking.Candidate(passage.text, passage.citation.headline, hit.score / top)
            for hit, passage in there
        ],
    )
    scores = nearer(wanted, scores, [passage.citation.published for _, passage in there])
    found = [Found(passage, score) for (_, passage), score in zip(there, scores, strict=True)]
    found.sort(key=lambda one: -one.ranked.score)
    if snapshot.meaning is None or not found:
        return found
    read = [(one.stored.citation.headline, one.stored.text) for one in found]
    again = snapshot.meaning.again(wanted.text, read, [one.ranked for one in found])
    return [replace(found[at], ranked=rank) for at, rank in again]
