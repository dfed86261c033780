"""Which clauses report something, how sure an attribution is, and why, in words for a reader."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from store.extract.cast import Cast
from store.extract.clauses import Clause
from store.extract.curve import read_off
from store.extract.drafts import Found
from store.extract.grid import Grid
from store.extract.lexicon import (
    ADDRESSEE_VERBS,
    BODY_NOUNS,
    CLAIM_NOUNS,
    DOCUMENT_NOUNS,
    ESTIMATING_VERBS,
    NAMING_VERBS,
    SAY_VERBS,
    is_speech,
    share,
)
from store.extract.names import is_people_noun
from store.extract.reporting import likely
from store.extract.speakers import Voice
from store.model import Article, Reason, Span, Where

_ENOUGH = 0.45
_ENOUGH_SAID = 0.4
_LIKELY = 0.33
"""Of three such clauses one is an attribution to the very word, and of five three to half of its words."""
_NOBODY = 0.5
_HOW = {
    "after": 0.95, "between": 0.96, "before": 0.75, "colon": 0.85, "tag": 0.65, "free": 0.5, "according": 0.9,
    "signed": 0.9, "reached": 0.7,
    "headline": 0.75,
}  # fmt: skip


def is_report(grid: Grid, cast: Cast, clause: Clause) -> bool:
    """True where the clause's content is an attribution: by the lexicon, or by all that is known of the clause."""
    if clause.frame == "according":
        return True
    if clause.frame == "noun that":
        return clause.lemma in CLAIM_NOUNS
    if clause.weak:
        return False
    return _is_said(clause) or likely(grid, cast, clause) >= _LIKELY


def _is_said(clause: Clause) -> bool:
    """True where the verb reports speech, and mostly does so in its frame."""
    if clause.frame == "object at":
        return clause.lemma in ESTIMATING_VERBS
    enough = _ENOUGH_SAID if clause.lemma in SAY_VERBS else _ENOUGH
    return is_speech(clause.lemma, clause.frame) and share(clause.lemma, clause.frame) >= enough


def is_statement(found: Found, verb: Token) -> bool:
    """True where the content is what its source said or wrote, not a view, a wish, an act or a topic.

    ``verb`` is the cue's main word.
    """
    clause = found.clause
    if _is_unsaid(verb) or _is_thing(verb.doc, clause.head) or _is_anybody(verb.doc, clause.head):
        return False
    if found.how in _SPOKEN or clause.frame in _SPOKEN:
        return True
    if clause.frame in _TOPICAL and not found.stretches:
        return False
    if clause.frame == "object as" and not (found.stretches and clause.lemma in NAMING_VERBS):
        # "declared them free", "named her chair": done by saying so. "it vintage" says nothing alone.
        return False
    if clause.lemma in _UNSPOKEN:
        return False
    if clause.frame == "to" and not _is_said(clause):
        # "agreed to come": done, not said.
        return False
    return is_speech(clause.lemma, clause.frame)


def _is_unsaid(verb: Token) -> bool:
    """True for "would not say", "might say", "wants to say", "denied saying", and False for "went on to say"."""
    if _is_denied(verb) or _is_asked(verb):
        return True
    if any(c.dep_ == "neg" or (c.dep_ == "aux" and c.lower_ in _UNREAL) for c in verb.children):
        return True
    if verb.tag_ != "VB" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    return verb.dep_ in ("xcomp", "acl", "relcl", "advcl") and verb.head.lemma_ not in _GOING_ON


def _is_denied(verb: Token) -> bool:
    """True for "denied saying", "was accused of saying", "without saying", "instead of saying"."""
    if verb.tag_ != "VBG":
        return False
    if verb.dep_ in ("xcomp", "ccomp", "dobj"):
        return verb.head.lemma_ in _DENYING
    preposition = verb.head
    return verb.dep_ == "pcomp" and (
        preposition.lower_ == "without"
        or preposition.head.lemma_ in _ACCUSING
        or (preposition.i > 0 and preposition.nbor(-1).lower_ in _INSTEAD)
    )


def _is_asked(verb: Token) -> bool:
    """True for "Asked whether he would go, Osk said …": who is asked says none of it."""
    return (
        verb.tag_ == "VBN"
        and verb.dep_ == "advcl"
        and verb.lemma_ in ADDRESSEE_VERBS
        and not any(c.dep_ in ("aux", "auxpass", "nsubj", "agent") for c in verb.children)
    )


_DENYING = ("deny", "avoid", "resist", "refuse", "decline", "omit", "risk")
_ACCUSING = ("accuse", "suspect", "acquit", "blame", "clear", "short")
_INSTEAD = ("instead", "rather", "short")


def _is_thing(doc: Doc, head: int) -> bool:
    """True for a source that is neither people nor a body nor written: "the readings suggest"."""
    if head < 0 or doc[head].pos_ != "NOUN" or _is_capital(doc[head]):
        return False
    noun = doc[head].lemma_.lower()
    return not (
        is_people_noun(noun) or noun in BODY_NOUNS or noun in DOCUMENT_NOUNS or noun in _SHARES
    )


def _is_capital(token: Token) -> bool:
    """True for a capital that no sentence begins with: a name, whatever the tagger takes it for."""
    if not token.text[:1].isupper():
        return False
    return not token.is_sent_start or (token.i > 0 and token.nbor(-1).text in _CLOSING)


_CLOSING = ('"', "”", "''", "’", "'", "»")
# "Forty percent of voters said": people by their number.
_SHARES = frozenset("percent majority half third quarter number handful dozen pair crowd".split())


def _is_anybody(doc: Doc, head: int) -> bool:
    """True for "one", "a person", "your customers": whoever it may be."""
    if head < 0:
        return False
    token = doc[head]
    return token.lower_ in _ANYBODY or any(c.lower_ == "your" for c in token.children)


_UNREAL = ("can", "could", "may", "might", "must", "should")
_ANYBODY = frozenset("one person someone somebody anyone anybody everyone everybody".split())
_GOING_ON = ("go", "continue", "proceed", "begin", "start", "come", "return", "hasten")
_UNSPOKEN = ("wonder", "muse", "ponder", "guess", "learn")
_SPOKEN = (
    "after", "between", "before", "colon", "tag", "free", "according", "signed", "reached", "noun that", "transcript",
)  # fmt: skip
_TOPICAL = (
    "object",
    "object to",
    "on",
    "about",
    "with",
    "at",
    "against",
    "in",
    "from",
    "over",
    "by",
)


def confidence(grid: Grid, cast: Cast, found: Found, heard: Voice | None) -> float:
    """In [0, 1]: how many of 100 such attributions were right on PolNeAR's training part.

    The share of like clauses that were attributions, times how sure the speaker is, read off a curve.
    """
    base = _HOW.get(found.how)
    if base is None:
        clause = found.clause
        base = max(share(clause.lemma, clause.frame), likely(grid, cast, clause))
    raw = base * (heard.certainty if heard is not None else _NOBODY)
    return read_off(_CURVE, raw)


# The product above and the share of attributions that were right at it.
_CURVE = (
    (0.0, 0.3),
    (0.36, 0.5),
    (0.45, 0.6),
    (0.52, 0.68),
    (0.58, 0.74),
    (0.65, 0.79),
    (0.72, 0.86),
    (0.8, 0.9),
    (0.9, 0.94),
    (1.0, 0.96),
)


def reason(
    article: Article,
    found: Found,
    cue: tuple[Span, ...],
    source: tuple[Span, ...],
    heard: Voice | None,
) -> str:
    """One line: the cue, the source as printed, whom it was read as, and the paragraph."""
    name = heard.speaker.name if heard is not None else ""
    printed = _printed(article, source)
    return str(
        Reason(
            article.paragraph_at(found.start),
            _printed(article, cue),
            _WHERE.get(found.how, Where.BEFORE),
            name,
            printed,
            "" if name == printed else name,
        )
    )


_WHERE = {
    "after": Where.AFTER,
    "between": Where.BETWEEN,
    "tag": Where.AFTER,
    "according": Where.BESIDE,
    "signed": Where.AFTER,
}


def _printed(article: Article, spans: tuple[Span, ...]) -> str:
    return " ".join(" ".join(article.body[start:end] for start, end in spans).split())
