"""Claims → verdicts."""

from __future__ import annotations

import math
from dataclasses import replace

from store.check.claims import claims_in, unmarked
from store.check.differences import GAP, edits
from store.check.match import Found, Match, attributed, matches, passage
from store.check.message import LONGEST
from store.check.places import places
from store.check.reworded import Near, nearest
from store.check.words import quoted_words
from store.model import Checked, Claim, Edit, EditKind, Fragment, Grounds, Verdict, VerdictKind
from store.search.snapshot import Snapshot

MOST_WORDS = 300
"""Words of one claim that are judged."""
_TOLD = 8
"""Places whose speakers are looked up."""
_FEWEST = 3
"""Words of a claim below which only the words as they are count."""
_KEPT, _TELLING = 0.8, 2.5
"""Share of a claim's words that has to be printed, and the evidence (see ``evidence``) in them, for words
that differ to be those that are meant;"""
_LEAST_KEPT, _MORE_TELLING = 0.6, 5.5
"""of fewer words, more evidence."""
_ONE_IN = 3
"""One word in so many may differ, half of that where many are left out,"""
_LEFT_OUT = 2
"""up to so many times the claim's own."""
_COMMON = 0.0
"""Evidence below which words are anybody's: "I don't know"."""
_SAME_IN_OTHER_WORDS, _OF_THEIRS = 0.6, 0.5
"""Share of a claim's words, each counted by how rare it is, that a statement in other words has: of anybody,
and of whom the claim names."""
_NEAR = 0.35
"""The same for a statement that is worth showing."""


def check(pasted: str, snapshot: Snapshot, speaker: str = "") -> Checked:
    """A verdict for each quote of a message, in order; ``speaker`` is whose words they are said to be."""
    claims, more = claims_in(pasted)
    if speaker:
        claims = tuple(replace(claim, speaker=speaker, names=True) for claim in claims)
    if len(claims) == 1 and claims[0].is_reported and not speaker:
        # What looks like a report may itself be what is printed.
        whole = judge(unmarked(pasted), snapshot)
        if whole.kind is VerdictKind.VERBATIM:
            return Checked((whole,))
    verdicts = tuple(judge(claim, snapshot) for claim in claims)
    return Checked(verdicts, more, max(0, len(pasted) - LONGEST))


def judge(claim: Claim, snapshot: Snapshot) -> Verdict:
    """One claim beside the archive."""
    words = quoted_words(claim.text)[:MOST_WORDS]
    where = places(words, snapshot.view, snapshot.readers)
    found = matches(words, where, snapshot.view)
    verbatim = [match for match in found if not match.alignment.changes]
    if verbatim:
        return _printed(claim, verbatim, snapshot)
    altered = [match for match in found if _is_meant(match, len(words))]
    if altered:
        return _altered(claim, altered, snapshot)
    reworded = _other_words(claim, nearest(claim, words, snapshot))
    if reworded.passage is None and found:
        return _nearly(claim, found, len(words), snapshot) or reworded
    return reworded


def _nearly(claim: Claim, found: list[Match], length: int, snapshot: Snapshot) -> Verdict | None:
    """Words that too few of the claim's are printed with to say that it was made of them."""
    best = max(found, key=lambda match: match.evidence)
    if length < _FEWEST or best.evidence < _COMMON or best.alignment.same < _LEAST_KEPT * length:
        return None
    shown = passage(attributed(claim, best, snapshot.readers), snapshot.readers)
    return Verdict(claim, VerdictKind.NOT_FOUND, Grounds(), shown)


def _printed(claim: Claim, verbatim: list[Match], snapshot: Snapshot) -> Verdict:
    told = [attributed(claim, match, snapshot.readers) for match in verbatim[:_TOLD]]
    told.sort(key=lambda one: (one.denied() is not None, *_rank(one)))
    best = told[0]
    if denied := best.denied():
        return _denied(claim, best, denied, snapshot)
    shown = passage(best, snapshot.readers, told[1:])
    if not best.is_other:
        return Verdict(
            claim,
            VerdictKind.VERBATIM,
            best.grounds(),
            shown,
            speaker_agrees=best.agrees,
        )
    if best.match.evidence < _COMMON:
        return Verdict(claim, VerdictKind.NOT_FOUND, best.grounds(), shown, speaker_agrees=False)
    return Verdict(claim, VerdictKind.OTHER_SPEAKER, best.grounds(), shown, speaker_agrees=False)


def _left_out(denied: Fragment) -> tuple[Edit, ...]:
    words = denied.text.rstrip()
    return Edit(EditKind.DELETED, words), Edit(EditKind.KEPT, denied.text[len(words) :])


def _denied(claim: Claim, found: Found, denied: Fragment, snapshot: Snapshot) -> Verdict:
    """Words that are printed as what somebody denied: "denied that" was left out."""
    shown = passage(found, snapshot.readers)
    return Verdict(
        claim,
        VerdictKind.ALTERED,
        found.grounds(),
        replace(
            shown,
            fragments=(denied, *shown.fragments),
            citation=replace(shown.citation, start=denied.start),
        ),
        (*_left_out(denied), Edit(EditKind.KEPT, GAP.join(each.text for each in shown.fragments))),
        False if found.is_other else found.agrees,
    )


def _altered(claim: Claim, altered: list[Match], snapshot: Snapshot) -> Verdict:
    told = [attributed(claim, match, snapshot.readers) for match in altered]
    best = min(told, key=lambda one: (one.match.alignment.changes, *_rank(one)))
    place = best.match.place
    found = edits(
        best.match.alignment,
        claim.text,
        quoted_words(claim.text),
        place.text,
        place.printed.words,
    )
    if denied := best.denied():
        found = (*_left_out(denied), *found)
    return Verdict(
        claim,
        VerdictKind.ALTERED,
        best.grounds(),
        passage(best, snapshot.readers),
        found,
        False if best.is_other else best.agrees,
    )


def _other_words(claim: Claim, near: list[Near]) -> Verdict:
    for one in near:
        least = _OF_THEIRS if one.is_theirs else _SAME_IN_OTHER_WORDS
        if one.share >= least and one.words >= _FEWEST and one.evidence >= _TELLING:
            return Verdict(
                claim,
                VerdictKind.PARAPHRASE,
                Grounds(),
                one.passage,
                speaker_agrees=one.is_theirs or None,
            )
    useful = [one for one in near if one.share >= _NEAR and one.words >= 2]
    return Verdict(
        claim,
        VerdictKind.NOT_FOUND,
        Grounds(),
        useful[0].passage if useful else None,
    )


def _is_meant(match: Match, length: int) -> bool:
    """Whether words that are not the claim's are those that it was made of."""
    if length < _FEWEST:
        return False
    alignment = match.alignment
    kept = alignment.same / length
    wrong = length - alignment.same
    if alignment.changes > math.ceil(length / _ONE_IN) and (
        wrong * _ONE_IN * 2 > length or alignment.changes > wrong + _LEFT_OUT * length
    ):
        return False
    return (kept >= _KEPT and match.evidence >= _TELLING) or (
        kept >= _LEAST_KEPT and match.evidence >= _MORE_TELLING
    )


def _rank(found: Found) -> tuple[int, bool, bool, str, int]:
    """The likeliest first: of whom the claim names, then a quotation, then what was printed first."""
    citation = found.match.place.citation
    agree = 0 if found.agrees else 2 if found.is_other else 1
    return (
        agree,
        found.said is None,
        not found.match.is_quoted(),
        citation.published or "9",
        citation.article_id,
    )
