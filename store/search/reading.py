"""The passages of a question, read back from the archive and ranked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from store.search import candidates, ranking, records
from store.search.candidates import Wanted
from store.search.nearness import printed_then, worth
from store.search.snapshot import Snapshot

GLANCED = 60
"""Passages at least whose words are compared, before the best of them are read in full."""
AT_LEAST = 20
"""Passages that are looked at whatever they score."""
WORTH_READING = 0.45
"""Share of the best one's BM25 score from which the others are: measured over a million articles, a third of
60 are below it and none of the right ones."""


@dataclass(frozen=True, slots=True)
class Found:
    """A ranked passage as it was read from the archive."""

    stored: records.StoredPassage
    ranked: ranking.Ranked


def ranked(snapshot: Snapshot, wanted: Wanted, depth: int) -> list[Found]:
    """The best ``depth`` passages, read back from the archive, best first."""
    hits = candidates.passages(wanted, snapshot.view, max(GLANCED, depth))
    least = WORTH_READING * max((hit.score for hit in hits), default=0.0)
    hits = [hit for at, hit in enumerate(hits) if at < AT_LEAST or hit.score >= least]
    known = {hit.row for hit in hits}
    then = printed_then(wanted, snapshot.view, AT_LEAST)
    hits += [hit for hit in then if hit.row not in known]
    stored = records.passages(snapshot.readers, [hit.row for hit in hits])
    there = [
        (stored[hit.row], hit.score)
        for hit in hits
        if hit.row in stored and stored[hit.row].citation.article_id == hit.article
    ]
    read_in = [
        ranking.Candidate(
            passage.text,
            passage.citation.headline,
            score,
            worth(wanted, passage.citation.published),
            passage.referents,
        )
        for passage, score in there
    ]
    found = [Found(there[at][0], rank) for at, rank in ranking.rank(wanted, read_in, depth)]
    if snapshot.meaning is None or not found:
        return found
    read = [(one.stored.citation.headline, one.stored.text) for one in found]
    again = snapshot.meaning.again(wanted.text, read, [one.ranked for one in found])
    return [replace(found[at], ranked=rank) for at, rank in again]
