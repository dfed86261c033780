"""Questions to answers: what the archive's door asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from store.db import Readers
from store.model import (
    Answer,
    Certainty,
    Citation,
    Correction,
    Fragment,
    Passage,
    Question,
    QuestionKind,
    Speaker,
    SpeakerProfile,
    Suggestion,
)
from store.search import candidates, headlines, ranking, records, selection
from store.search.certainty import certainty, doubtful
from store.search.correction import corrected
from store.search.index import Index
from store.search.query import content_words, parse
from store.search.speakers import Named, Speakers
from store.search.spelling import Vocabulary
from store.search.text import FUNCTION_WORDS, folded, stem_of, stems

READ = 25
"""Passages that are read and ranked for one question."""
SEARCHED = 60
"""The same for a search that is paged through."""
QUOTES_READ = 60
SAME = 92.0
"""Likeness of two sentences (0 to 100) from which they are shown as one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found, with the verbatim stretch of its body that answers best."""

    doc_id: str
    snippet: str
    score: float
    start: int
    end: int
    article_id: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A ranked passage as it was read from the archive."""

    stored: records.StoredPassage
    ranked: ranking.Ranked


class Searcher:
    """Finds and answers. Threads share one; each reads through its own connection."""

    def __init__(self, readers: Readers, index: Index) -> None:
        self._readers = readers
        self._index = index
        self._vocabulary = self._new_vocabulary()
        self._speakers: Speakers | None = None

    def refresh(self) -> None:
        """Take in what the archive's writer has committed."""
        self._index.catch_up()
        self._vocabulary = self._new_vocabulary()
        self._speakers = None

    # --- questions ---------------------------------------------------------------------------

    def ask(
        self,
        text: str,
        *,
        limit: int = 3,
        offset: int = 0,
        after: str = "",
        before: str = "",
        today: str = "",
    ) -> Answer:
        """Answer a question in its own words; dates are ISO, inclusive, "" for no limit."""
        question = self._limited(parse(text, today=today), after, before)
        if question.kind == QuestionKind.WHO_SAID:
            answer = self._who_said(question, limit, offset)
            if answer.certainty != Certainty.UNKNOWN:
                return answer
        elif question.kind == QuestionKind.WHAT_SAID:
            answer = self._said_by(question, limit, offset)
            if answer.certainty != Certainty.UNKNOWN or not self._speaks_of(question.speaker):
                return answer
        elif question.kind == QuestionKind.WHO_IS:
            answer = self._who_is(question, limit, offset)
            if answer.profile is not None:
                return answer
        return self._answer(question, limit, offset, READ)

    def who_said(
        self, words: str, *, limit: int = 3, offset: int = 0, after: str = "", before: str = ""
    ) -> Answer:
        """The quotes that hold ``words``, misspelt or not, with who said them."""
        read = parse(words)
        question = replace(
            read,
            kind=QuestionKind.WHO_SAID,
            words=read.words
            if read.kind == QuestionKind.WHO_SAID
            else content_words(words[:1_000]),
        )
        return self._who_said(self._limited(question, after, before), limit, offset)

    def said_by(
        self,
        name: str,
        *,
        about: str = "",
        after: str = "",
        before: str = "",
        limit: int = 5,
        offset: int = 0,
    ) -> Answer:
        """A speaker's statements: newest first, or with ``about`` those that fit it best first."""
        question = Question(
            text=f"{name} {about}".strip(),
            kind=QuestionKind.WHAT_SAID,
            words=content_words(about) if about else (),
            speaker=name,
            about=about,
            after=after,
            before=before,
        )
        return self._said_by(question, limit, offset)

    def search(
        self, words: str, *, limit: int = 10, offset: int = 0, after: str = "", before: str = ""
    ) -> Answer:
        """Plain passages that hold the words."""
        question = self._limited(parse(words), after, before)
        question = replace(question, kind=QuestionKind.KEYWORDS)
        return self._answer(question, limit, offset, SEARCHED)

    def hits(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        """The articles that answer a question best, one hit each, best first."""
        question = self._spelt(parse(text))
        wanted = candidates.wanted(question, self._index)
        hits: dict[int, Hit] = {}
        for found in self._ranked(wanted, max(READ, 2 * limit)):
            stored, ranked = found.stored, found.ranked
            article = stored.citation.article_id
            if article in hits:
                continue
            start, end = selection.snippet(stored.text, ranked.sentences, ranked.best, wanted)
            hits[article] = Hit(
                stored.citation.doc_id,
                stored.text[start:end],
                ranked.score,
                stored.start + start,
                stored.start + end,
                article,
            )
        return tuple(hits.values())[:limit]

    # --- names -------------------------------------------------------------------------------

    def speaker(self, name: str) -> SpeakerProfile | None:
        """Who a name means, None where nobody in the archive has it."""
        found = self._names().find(name, 1)
        return records.profile(self._readers, found[0].id) if found else None

    def suggest_speakers(self, typed: str, limit: int = 25) -> tuple[Suggestion, ...]:
        """Speakers for what is typed so far, the most quoted where nothing is."""
        return self._names().suggest(typed, limit)

    def suggest_headlines(self, typed: str, limit: int = 25) -> tuple[Suggestion, ...]:
        """Articles for what is typed so far, the newest where nothing is; the value is the article's id."""
        return headlines.suggest(self._readers, self._index, self._vocabulary, typed, limit)

    # --- the ways to an answer ----------------------------------------------------------------

    def _answer(self, question: Question, limit: int, offset: int, depth: int) -> Answer:
        question = self._spelt(question)
        if question.speaker and question.kind != QuestionKind.WHAT_SAID:
            return self._said_by(replace(question, about=" ".join(question.words)), limit, offset)
        wanted = candidates.wanted(question, self._index)
        ranked = self._ranked(wanted, depth)
        sure = self._certainty(question, wanted, ranked)
        if sure == Certainty.UNKNOWN:
            return self._unknown(question, ranked)
        passages = self._distinct(wanted, ranked, limit + offset)
        return Answer(
            question=question,
            certainty=sure,
            passages=tuple(passages[offset : offset + limit]),
            total=len(ranked) if len(passages) >= limit + offset else len(passages),
            offset=offset,
        )

    def _who_said(self, question: Question, limit: int, offset: int) -> Answer:
        question = self._spelt(question)
        wanted = candidates.wanted(question, self._index)
        said = [stem_of(word) for word in question.words]
        hits = candidates.quotes(
            said,
            self._index,
            QUOTES_READ,
            after=question.after,
            before=question.before,
            exact=wanted.phrases,
        )
        rows = records.quotes(self._readers, [hit.row for hit in hits])
        scored = []
        for hit in hits:
            if hit.row in rows:
                passage = rows[hit.row]
                held = _share(wanted, _text(passage))
                alike = fuzz.partial_ratio(
                    " ".join(folded(question.text)), " ".join(folded(_text(passage)))
                )
                scored.append((held + 0.5 * alike / 100, held, passage))
        scored.sort(key=lambda entry: -entry[0])
        fitting = [replace(passage, score=score) for score, held, passage in scored if held >= 0.4]
        if not fitting:
            return self._unknown(question, self._ranked(wanted, READ))
        kept = _collapsed(fitting)
        best_share = scored[0][1]
        return Answer(
            question=question,
            certainty=Certainty.FOUND if best_share >= 0.6 else Certainty.CLOSEST,
            passages=tuple(kept[offset : offset + limit]),
            total=len(kept),
            offset=offset,
        )

    def _said_by(self, question: Question, limit: int, offset: int) -> Answer:
        found = self._names().find(question.speaker)
        if not found:
            return self._unknown(question, ())
        who = found[0]
        if who.fuzzy:
            reading = Correction(question.speaker, who.name)
            question = replace(question, corrections=(*question.corrections, reading))
        question = replace(question, speaker=who.name)
        others = tuple(other.name for other in found[1:3])
        if not question.about:
            passages = records.quotes_of(
                self._readers,
                who.id,
                after=question.after,
                before=question.before,
                limit=limit,
                offset=offset,
            )
            total = records.count_quotes_of(
                self._readers, who.id, after=question.after, before=question.before
            )
            sure = Certainty.FOUND if total else Certainty.UNKNOWN
            return Answer(question, sure, tuple(passages), total, offset, others)
        return self._said_about(question, who, limit, offset)

    def _said_about(self, question: Question, who: Named, limit: int, offset: int) -> Answer:
        about = replace(question, words=content_words(question.about))
        about = corrected(about, self._index, self._vocabulary)
        wanted = candidates.wanted(about, self._index)
        passages = records.quotes_of(
            self._readers,
            who.id,
            after=question.after,
            before=question.before,
            limit=QUOTES_READ,
            offset=0,
        )
        scored = []
        for passage in passages:
            held = _share(wanted, _text(passage))
            near = _share(wanted, _text(passage) + " " + passage.citation.headline)
            scored.append((held + 0.5 * near, near, passage))
        scored.sort(key=lambda entry: -entry[0])
        fitting = [replace(passage, score=score) for score, near, passage in scored if near >= 0.3]
        if not fitting:
            return replace(self._unknown(about, ()), nearest=(who.name,))
        kept = _collapsed(fitting)
        return Answer(
            question=about,
            certainty=Certainty.FOUND if scored[0][1] >= 0.5 else Certainty.CLOSEST,
            passages=tuple(kept[offset : offset + limit]),
            total=len(kept),
            offset=offset,
        )

    def _who_is(self, question: Question, limit: int, offset: int) -> Answer:
        found = self._names().find(question.speaker)
        profile = records.profile(self._readers, found[0].id) if found else None
        if profile is None:
            return self._unknown(question, ())
        if found[0].fuzzy:
            question = replace(
                question,
                corrections=(*question.corrections, Correction(question.speaker, profile.name)),
            )
        named = replace(question, words=content_words(profile.name), text=profile.name)
        wanted = candidates.wanted(named, self._index)
        passages = self._distinct(wanted, self._ranked(wanted, READ), limit + offset)
        return Answer(
            question=question,
            certainty=Certainty.FOUND,
            passages=tuple(passages[offset : offset + limit]),
            total=len(passages),
            offset=offset,
            profile=profile,
        )

    def _unknown(self, question: Question, near: Sequence[_Found]) -> Answer:
        """Nothing fits: the speakers whose names look like the one asked for, then the nearest headlines."""
        names = self._names().nearest(question.speaker) if question.speaker else []
        topic = question.about or " ".join(question.words)
        if not near and topic:
            wanted = candidates.wanted(replace(question, words=content_words(topic)), self._index)
            near = self._ranked(wanted, READ)
        titles = [found.stored.citation.headline for found in near]
        nearest = tuple(dict.fromkeys([*names, *(title for title in titles if title)]))[:5]
        return Answer(question, Certainty.UNKNOWN, nearest=nearest)

    # --- steps -------------------------------------------------------------------------------

    def _limited(self, question: Question, after: str, before: str) -> Question:
        return replace(question, after=after or question.after, before=before or question.before)

    def _spelt(self, question: Question) -> Question:
        return corrected(question, self._index, self._vocabulary)

    def _ranked(self, wanted: candidates.Wanted, depth: int) -> list[_Found]:
        hits = candidates.passages(wanted, self._index, depth)
        stored = records.passages(self._readers, [hit.row for hit in hits])
        top = max((hit.score for hit in hits), default=0.0) or 1.0
        found = [
            _Found(
                stored[hit.row],
                ranking.rank(
                    wanted, stored[hit.row].text, stored[hit.row].citation.headline, hit.score / top
                ),
            )
            for hit in hits
            if hit.row in stored and stored[hit.row].citation.article_id == hit.article
        ]
        return sorted(found, key=lambda one: -one.ranked.score)

    def _certainty(
        self, question: Question, wanted: candidates.Wanted, ranked: Sequence[_Found]
    ) -> Certainty:
        if not ranked:
            return Certainty.UNKNOWN
        best = ranked[0]
        whole = records.body(self._readers, best.stored.citation.article_id)
        held = set(stems(whole)) | set(stems(best.stored.citation.headline))
        missing = [
            word for word in doubtful(question) if not all(stem in held for stem in stems(word))
        ]
        return certainty(best.ranked.coverage, missing=bool(missing))

    def _distinct(
        self, wanted: candidates.Wanted, ranked: Sequence[_Found], enough: int
    ) -> list[Passage]:
        kept: list[Passage] = []
        for found in ranked:
            kept = _collapsed([*kept, self._shown(wanted, found)])
            if len(kept) >= enough:
                break
        return kept

    def _shown(self, wanted: candidates.Wanted, found: _Found) -> Passage:
        """The sentence of a passage that answers, with who is quoted in it."""
        stored, ranked = found.stored, found.ranked
        article = stored.citation.article_id
        start, end = 0, len(stored.text)
        if ranked.best >= 0:
            start, end = ranked.sentences[ranked.best].span
        text = stored.text[start:end]
        span = (stored.start + start, stored.start + end)
        facts = records.facts(self._readers, article, span)
        fragment = Fragment(text, *span, selection.emphasis(wanted, text, facts, span[0]))
        quoted = [
            quote
            for quote in records.quotes_within(self._readers, article, span)
            if quote.speaker is not None
        ]
        speaker: Speaker | None = quoted[0].speaker if quoted else None
        return Passage(
            fragments=(fragment,),
            citation=replace(
                stored.citation,
                paragraph=records.paragraph_at(self._readers, article, span[0]),
                start=span[0],
                end=span[1],
            ),
            score=ranked.score,
            speaker=speaker,
            kind=quoted[0].kind if quoted else None,
            confidence=quoted[0].confidence if quoted else 1.0,
            reason=quoted[0].reason if quoted else "",
        )

    def _names(self) -> Speakers:
        speakers = self._speakers
        if speakers is None:
            speakers = self._speakers = Speakers(self._readers)
        return speakers

    def _new_vocabulary(self) -> Vocabulary:
        searcher = self._index.searcher
        return Vocabulary(lambda prefix: searcher.terms_with_prefix("words", prefix))

    def _speaks_of(self, name: str) -> bool:
        """Whether the archive prints every word of a name at all."""
        words = [word for word in folded(name) if word not in FUNCTION_WORDS]
        return bool(words) and all(self._index.searcher.doc_freq("words", word) for word in words)


def _text(passage: Passage) -> str:
    return " ".join(fragment.text for fragment in passage.fragments)


def _share(wanted: candidates.Wanted, text: str) -> float:
    held = set(stems(text))
    found = sum(w for s, w in zip(wanted.stems, wanted.weights, strict=True) if s in held)
    return found / (wanted.total or 1.0)


def _collapsed(passages: Sequence[Passage]) -> list[Passage]:
    """Each wording once, best first; the others' citations are kept with it."""
    kept: list[Passage] = []
    texts: list[str] = []
    for passage in passages:
        text = " ".join(folded(_text(passage)))
        for at, other in enumerate(texts):
            if text == other or fuzz.ratio(text, other, score_cutoff=SAME):
                kept[at] = _joined(kept[at], passage.citation)
                break
        else:
            kept.append(passage)
            texts.append(text)
    return kept


def _joined(passage: Passage, citation: Citation) -> Passage:
    if citation.article_id == passage.citation.article_id:
        return passage
    return replace(passage, also_in=(*passage.also_in, citation))
