"""Quotes of a parsed article, each with its speaker, confidence and reason."""

from __future__ import annotations

from functools import partial
from operator import itemgetter

from spacy.tokens import Doc

from store.extract.cast import Cast, find_cast
from store.extract.clauses import find_clauses
from store.extract.confidence import confidence, is_report, is_statement, reason
from store.extract.coref import Resolved, resolve
from store.extract.drafts import Found
from store.extract.grid import Grid
from store.extract.headline import with_headline
from store.extract.join import assemble
from store.extract.kinds import kind_of
from store.extract.marks import find_marked
from store.extract.referring import referring
from store.extract.roles import add_unnamed, learn_roles, settle_kinds, subjects_to_name
from store.extract.sentences import Tokens
from store.extract.speakers import Voice, owner_of, speaker_of_entry, voice
from store.extract.transcript import FRAME as TRANSCRIPT
from store.extract.transcript import with_transcript
from store.extract.worth import is_worth
from store.model import Article, Extraction, Quote, QuoteKind, Span, SpeakerKind


def attribute(article: Article, doc: Doc) -> Extraction:
    """The quotes of ``article`` in order, everyone who speaks or is named with a role, and whom sentences
    mean that do not name them."""
    if not len(doc):
        return Extraction()
    grid = Grid(doc, find_marked(article.body, article.paragraphs), article.paragraphs)
    cast = find_cast(grid)
    found = assemble(article, grid, find_clauses(grid), partial(is_report, grid, cast))
    found = with_headline(article, grid, cast, with_transcript(article, grid, cast, found))
    speaking = {f.clause.head for f in found if f.clause.head >= 0}
    speaking |= {owner.i for i in speaking if (owner := owner_of(doc[i])) is not None}
    settle_kinds(grid, cast, speaking)
    learn_roles(grid, cast)
    sources = [(f.clause.source, f.clause.head) for f in found if f.clause.source is not None]
    add_unnamed(grid, cast, sorted({*sources, *subjects_to_name(grid)}, key=itemgetter(1)))
    resolved = resolve(grid, cast, speaking)
    speakers = {
        entry.name: speaker_of_entry(entry)
        for entry in cast.entries
        if entry.is_person and entry.role
    }
    quotes: list[Quote] = []
    for f in found:
        heard = _heard(grid, cast, resolved, f)
        if f.how == "free" and (heard is None or heard.speaker.kind is not SpeakerKind.PERSON):
            continue
        if not is_worth(grid, f, heard):
            continue
        if heard is not None:
            speakers.setdefault(heard.speaker.name, heard.speaker)
        quotes.append(_quote(article, grid, cast, f, heard))
    return Extraction(
        tuple(quotes), tuple(speakers.values()), referents=referring(grid, cast, resolved)
    )


def _heard(grid: Grid, cast: Cast, resolved: dict[int, Resolved], f: Found) -> Voice | None:
    clause = f.clause
    if clause.head < 0:
        return None
    source = clause.source or (clause.head, clause.head + 1)
    return voice(grid, cast, resolved, source, clause.head)


def _quote(article: Article, grid: Grid, cast: Cast, f: Found, heard: Voice | None) -> Quote:
    clause = f.clause
    cue = (_chars(grid.doc, clause.cue),) if clause.cue[0] < clause.cue[1] else ()
    source = (_chars(grid.doc, clause.source),) if clause.source is not None else ()
    return Quote(
        QuoteKind.DIRECT if clause.frame == TRANSCRIPT else kind_of(grid, f.content),
        tuple(f.content),
        cue=cue,
        source=source,
        speaker=heard.speaker if heard else None,
        paragraph=article.paragraph_at(f.start),
        confidence=confidence(grid, cast, f, heard),
        reason=reason(article, f, cue, source, heard),
        is_statement=is_statement(f, grid.doc[clause.verb]),
    )


def _chars(doc: Doc, span: Tokens) -> Span:
    last = doc[span[1] - 1]
    return doc[span[0]].idx, last.idx + len(last.text)
