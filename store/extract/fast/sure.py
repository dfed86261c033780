"""How sure an attribution without a parse is, and why, in words for a reader."""

from __future__ import annotations

from store.extract.curve import read_off
from store.extract.fast.atoms import Atoms
from store.extract.fast.reports import Report
from store.extract.fast.voices import Voice
from store.extract.lexicon import SAY_VERBS, is_speech, share
from store.model import Article, Reason, Span, Where

# How sure each way is to report something at all; for the others the cue lexicon's share stands in.
_HOW = {
    "between": 0.9, "after": 0.95, "before": 0.8, "colon": 0.45, "tag": 0.65, "according": 0.75, "on": 0.63,
    "object": 0.66,
}  # fmt: skip
_NOBODY = 0.6
_WHERE = {
    "after": Where.AFTER,
    "between": Where.BETWEEN,
    "tag": Where.AFTER,
    "according": Where.BESIDE,
}


def confidence(report: Report, heard: Voice | None) -> float:
    """In [0, 1]: how many of 100 such attributions had content and source right on PolNeAR's training part."""
    base = _HOW.get(report.how)
    if base is None:
        base = share(report.lemma, report.how)
    raw = base * (heard.certainty if heard is not None else _NOBODY)
    return read_off(_CURVE, raw)


# The product above and the share of attributions that were right at it.
_CURVE = (
    (0.0, 0.2),
    (0.35, 0.48),
    (0.5, 0.52),
    (0.58, 0.68),
    (0.68, 0.8),
    (0.77, 0.88),
    (0.86, 0.91),
    (1.0, 0.92),
)


def is_statement(atoms: Atoms, report: Report) -> bool:
    """True where the content is what its source said or wrote, not a view, a wish or what it would not say."""
    cue = atoms.words[slice(*report.cue)]
    if any(word in ("not", "never") or word.endswith("n't") for word in cue):
        return False
    return report.how in _HOW or report.lemma in SAY_VERBS or is_speech(report.lemma, report.how)


def reason(
    article: Article,
    report: Report,
    cue: Span,
    source: tuple[Span, ...],
    paragraph: int,
    heard: Voice | None,
) -> str:
    """One line: the cue, the source as printed, whom it was read as, and the paragraph."""
    name = heard.speaker.name if heard is not None else ""
    printed = _printed(article, source[0]) if source else ""
    return str(
        Reason(
            paragraph,
            _printed(article, cue),
            _WHERE.get(report.how, Where.BEFORE),
            source=printed,
            heard="" if name == printed else name,
            is_parsed=False,
        )
    )


def _printed(article: Article, span: Span) -> str:
    return " ".join(article.body[slice(*span)].split())
