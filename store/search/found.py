"""A question answered with sentences of articles."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from store.model import Answer, Certainty, Fragment, Passage, Question, QuestionKind, Span
from store.search import candidates, records, selection
from store.search.answering import answering, by_figures
from store.search.candidates import Wanted
from store.search.certainty import certainty, worth_showing
from store.search.correction import corrected
from store.search.counted import counted_first
from store.search.forms import other_forms
from store.search.likeness import collapsed, share, words_of
from store.search.nearest import unknown
from store.search.nearness import judged_without_days
from store.search.others import other_figures
from store.search.query import content_words
from store.search.ranking import Candidate, alone, asked_of
from store.search.reading import Found, ranked
from store.search.snapshot import Snapshot
from store.search.text import stems

MOSTLY = 0.6
"""Share of the words from which a sentence is taken to be about them."""

NEAR = 0.5
"""Share from which an article is worth naming where nothing answers."""


def answer(snapshot: Snapshot, question: Question, limit: int, offset: int, depth: int) -> Answer:
    """The sentences that answer best, of the best ``depth`` passages."""
    question = corrected(question, snapshot.view, snapshot.vocabulary)
    wanted = candidates.wanted(question, snapshot.view)
    best = ranked(snapshot, wanted, depth)
    sure = _certainty(snapshot, wanted, best)
    if sure == Certainty.UNKNOWN:
        return unknown(snapshot, question, _near(wanted, best))
    best = best[:1] + [one for one in best[1:] if worth_showing(question.kind, one.ranked.score)]
    best = counted_first(snapshot, wanted, by_figures(snapshot, wanted, best))
    passages = shown(snapshot, wanted, best, limit + offset)
    return Answer(
        question=question,
        certainty=sure,
        passages=tuple(passages[offset : offset + limit]),
        total=max(len(passages), len(best) if len(passages) == limit + offset else 0),
        offset=offset,
        other_figures=other_figures(snapshot, wanted.kind, passages[:1]) if not offset else (),
    )


def _near(wanted: Wanted, best: Sequence[Found]) -> list[str]:
    """The headlines of what was found that holds some of what was asked, each word by how rare it is."""
    near = (
        one.stored.citation.headline
        for one in best
        if share(wanted, f"{one.stored.citation.headline} {one.stored.text}") >= NEAR
    )
    return list(near)


def closest(
    snapshot: Snapshot,
    question: Question,
    needed: Sequence[str],
    limit: int,
    offset: int,
    depth: int,
) -> Answer | None:
    """For a question about statements where none fits: sentences that hold most of each of ``needed``."""
    found = answer(snapshot, question, limit, offset, depth)
    if found.certainty == Certainty.UNKNOWN or not found.passages:
        return None
    first = found.passages[0]
    here = f"{words_of(first)} {first.citation.headline}"
    for text in filter(None, needed):
        part = replace(found.question, words=content_words(text))
        part = corrected(part, snapshot.view, snapshot.vocabulary)
        if share(candidates.wanted(part, snapshot.view), here) < MOSTLY:
            return None
    return replace(found, certainty=Certainty.CLOSEST)


def shown(snapshot: Snapshot, wanted: Wanted, best: Sequence[Found], enough: int) -> list[Passage]:
    """The first ``enough`` different sentences, those that say the same joined."""
    kept: list[Passage] = []
    for one in best:
        kept = collapsed(snapshot.readers, [*kept, _sentence(snapshot, wanted, one)])
        if len(kept) >= enough:
            break
    return kept


def _sentence(snapshot: Snapshot, wanted: Wanted, found: Found) -> Passage:
    """The sentence of a passage that answers, with who is quoted in it."""
    stored, rank = found.stored, found.ranked
    article = stored.citation.article_id
    best, words = answering(snapshot, wanted, found)
    start, end = rank.sentences[best].span if best >= 0 else (0, len(stored.text))
    text = stored.text[start:end]
    span = (stored.start + start, stored.start + end)
    emphasis = selection.emphasis(wanted, text, words)
    quotes = records.quotes_within(snapshot.readers, article, span)
    quote = _relied_on(quotes, span, emphasis)
    inside = quote is not None and _holds(quote, span)
    return Passage(
        fragments=(Fragment(text, *span, emphasis),),
        citation=replace(
            stored.citation,
            paragraph=records.paragraph_at(snapshot.readers, article, span[0]),
            start=span[0],
            end=span[1],
        ),
        score=rank.score,
        scored=rank.scored,
        speaker=quote.speaker if quote else None,
        kind=quote.kind if quote and inside else None,
        confidence=quote.confidence if quote else 1.0,
        reason=quote.reason if quote else "",
        referents=tuple(
            replace(one, span=(one.span[0] - start, one.span[1] - start))
            for one in stored.referents
            if start <= one.span[0] and one.span[1] <= end and asked_of(wanted, one.name)
        ),
    )


def _relied_on(
    quotes: Sequence[Passage], sentence: Span, emphasis: Sequence[Span]
) -> Passage | None:
    """The quote that the answering words of a sentence are in, or the first one where none are marked.

    ``emphasis`` indexes the sentence; ``sentence`` and the quotes index the article's body.
    """
    spoken = [quote for quote in quotes if quote.speaker is not None]
    if not emphasis:
        return next(iter(spoken), None)
    words = (sentence[0] + emphasis[0][0], sentence[0] + emphasis[-1][1])
    return next((quote for quote in spoken if _holds(quote, words)), None)


def _holds(quote: Passage, words: Span) -> bool:
    return any(part.start <= words[0] and words[1] <= part.end for part in quote.fragments)


def _certainty(snapshot: Snapshot, wanted: Wanted, best: Sequence[Found]) -> Certainty:
    if not best:
        return Certainty.UNKNOWN
    citation, values = best[0].stored.citation, best[0].ranked.values
    held = set(stems(records.body(snapshot.readers, citation.article_id)))
    held.update(stems(citation.headline))
    asked = judged_without_days(wanted, citation.published, held)
    if asked is not wanted:
        stored = best[0].stored
        passage = Candidate(stored.text, citation.headline, 1.0, referents=stored.referents)
        values = alone(asked, passage)
    missing = not asked.named <= held or (_asks_what_somebody_did(asked) and _lacks(asked, held))
    scores = [one.ranked.score for one in best]
    meant = best[0].ranked.meant
    return certainty(wanted.kind, values, scores, missing=missing, meant=meant)


def _asks_what_somebody_did(asked: Wanted) -> bool:
    """Whether it is asked who did something, or whether somebody did: an answer has to tell of that."""
    return asked.kind == QuestionKind.WHO or bool(_WHETHER.match(asked.text))


_WHETHER = re.compile(
    r"\W*(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b", re.IGNORECASE
)


def _lacks(asked: Wanted, held: Collection[str]) -> bool:
    """Whether one of the words asked for is nowhere in an article, in no form."""
    return any(
        len(stem) > 2 and stem not in held and other_forms(stem).isdisjoint(held)
        for stem in asked.stems
    )
