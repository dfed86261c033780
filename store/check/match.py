"""A claim beside the places of the archive that print it, word for word or nearly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from store.check.agree import agrees, is_named_in, is_outlet
from store.check.align import Alignment, Pair, Step, align, exact
from store.check.evidence import evidence
from store.check.places import Place
from store.check.said import Said, said_within, speakers_in
from store.check.words import Word
from store.db import Readers
from store.denials import denies
from store.model import Citation, Claim, Fragment, Grounds, Passage, QuoteKind, Span
from store.search import records
from store.search.candidates import idf
from store.search.index import View
from store.search.text import stem_of

_ALIGNED = 4
"""Places that a claim is aligned with where none prints it word for word."""


@dataclass(frozen=True, slots=True)
class Match:
    """A claim as one place prints it."""

    alignment: Alignment
    place: Place
    evidence: float
    """See ``store.check.evidence``."""

    def is_quoted(self) -> bool:
        """Whether most of the words stand between quotation marks."""
        kept = _kept(self.alignment)
        return 2 * sum(self.place.printed.quoted[at] for at in kept) > len(kept)

    def words(self) -> list[Span]:
        """Each printed word that the claim has, as indices into the article's body."""
        words, start = self.place.words, self.place.start
        return [(start + words[at].start, start + words[at].end) for at in _kept(self.alignment)]

    def around(self) -> str:
        """The paragraphs of the words, with the one before them and the one after."""
        kept = _kept(self.alignment)
        text, words = self.place.text, self.place.words
        start, end = words[kept[0]].start, words[kept[-1]].end
        for _ in range(2):
            start = max(0, len(text[:start].rstrip().rpartition("\n")[0]))
            end += len(text[end:]) - len(text[end:].lstrip())
            stop = text.find("\n", end)
            end = len(text) if stop < 0 else stop
        return text[start:end]

    def fragments(self) -> tuple[Fragment, ...]:
        """What is printed, without the words that an ellipsis or a reporting clause accounts for."""
        found = []
        for left, group in groupby(self.alignment.pairs, key=_is_left_honestly):
            kept = [pair.printed for pair in group if pair.printed is not None]
            if left or not kept:
                continue
            words = self.place.words
            start, end = words[kept[0]].start, words[kept[-1]].end
            text = self.place.text[start:end]
            found.append(Fragment(text, self.place.start + start, self.place.start + end))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Found:
    """A match with whom the archive gives the words to."""

    match: Match
    said: Said | None
    agrees: bool | None
    """Whether that is whom the claim names; None where it can't be told."""
    is_unnamed: bool
    """Whether nobody is known to have said the words, and the claim's speaker is not named near them."""

    @property
    def is_other(self) -> bool:
        return self.agrees is False or self.is_unnamed

    def denied(self) -> Fragment | None:
        """What is printed before the words from where a report denies them; None where none does.

        None too where the claim has it, or the words stand between quotation marks.
        """
        if self.said is None or self.match.is_quoted():
            return None
        place, cue = self.match.place, self.said.quote.cue
        first = self.match.words()[0][0]
        if not cue or not denies(cue, place.text, place.start) or cue[-1][1] > first:
            return None
        start = max(cue[0][0], place.start)
        return Fragment(place.text[start - place.start : first - place.start], start, first)

    def grounds(self) -> Grounds:
        """What a verdict on it rests on."""
        return Grounds(
            is_quoted=self.match.is_quoted(),
            is_credited=self.said is not None,
            is_abridged=any(
                pair.honest and pair.step is not Step.SAME for pair in self.match.alignment.pairs
            ),
            is_of_another=self.agrees is False,
        )


def matches(claim: Sequence[Word], places: Sequence[Place], view: View) -> list[Match]:
    """The claim at every place that prints it word for word; else at those that print most of it."""
    wanted = {word.form: idf(view, "text", stem_of(word.form)) for word in claim if not word.free}
    held = []
    for number, place in enumerate(places):
        forms = {word.form for word in place.words}
        there = [form in forms for form in wanted]
        value = sum(weight for weight, has in zip(wanted.values(), there, strict=True) if has)
        if any(there):
            held.append((-value, number, place, all(there)))
    held.sort()
    whole = [(exact(claim, place.words), place) for *_, place, has_all in held if has_all]
    found = [_match(alignment, claim, place, view) for alignment, place in whole if alignment]
    if not found:
        tried = [(align(claim, place.printed), place) for _, _, place, _ in held[:_ALIGNED]]
        found = [
            _match(alignment, claim, place, view) for alignment, place in tried if alignment.same
        ]
    return found


def attributed(claim: Claim, match: Match, readers: Readers) -> Found:
    """A match with its speaker, compared with the claim's."""
    citation = match.place.citation
    said = said_within(readers, citation.article_id, match.words())
    if not claim.speaker or is_outlet(
        claim, match.place.byline, match.place.credit, citation.source, citation.url
    ):
        return Found(match, said, None, False)
    agree = agrees(claim, said)
    unknown = agree is None and claim.names and (said is None or said.quote.speaker is None)
    if not unknown:
        return Found(match, said, agree, False)
    return Found(match, said, agree, not _may_be_theirs(claim, match, readers))


def _may_be_theirs(claim: Claim, match: Match, readers: Readers) -> bool:
    """Of words without a known speaker, whether the claim's is named near enough to be it.

    A quotation's speaker may be named far from it where nobody is near; what is no quotation is somebody's
    only by its sentence.
    """
    near = match.around()
    if is_named_in(claim.speaker, near):
        return True
    article = match.place.citation
    if not match.is_quoted() or any(
        is_named_in(name, near) for name in speakers_in(readers, article.article_id)
    ):
        return False
    return is_named_in(
        claim.speaker, f"{article.headline}\n{records.body(readers, article.article_id)}"
    )


def passage(found: Found, readers: Readers, also: Sequence[Found] = ()) -> Passage:
    """What is printed, with its speaker and its citation."""
    match, said = found.match, found.said
    fragments = match.fragments()
    return Passage(
        fragments,
        _citation(match, fragments, readers),
        speaker=said.quote.speaker if said else None,
        kind=said.quote.kind if said else QuoteKind.DIRECT if match.is_quoted() else None,
        confidence=said.quote.confidence if said else 1.0,
        reason=said.quote.reason if said else "",
        also_in=tuple(
            _citation(other.match, other.match.fragments(), readers)
            for other in also
            if other.match.place.citation.article_id != match.place.citation.article_id
        ),
    )


def _citation(match: Match, fragments: Sequence[Fragment], readers: Readers) -> Citation:
    article = match.place.citation
    start, end = fragments[0].start, fragments[-1].end
    return Citation(
        article.article_id,
        article.headline,
        article.published,
        records.paragraph_at(readers, article.article_id, start),
        start,
        end,
        url=article.url,
        doc_id=article.doc_id,
        source=article.source,
    )


def _match(alignment: Alignment, claim: Sequence[Word], place: Place, view: View) -> Match:
    return Match(alignment, place, evidence(alignment, claim, view))


def _kept(alignment: Alignment) -> list[int]:
    return [
        pair.printed
        for pair in alignment.pairs
        if pair.printed is not None and pair.step is not Step.LEFT_OUT
    ]


def _is_left_honestly(pair: Pair) -> bool:
    return pair.step is Step.LEFT_OUT and pair.honest
