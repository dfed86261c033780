"""How sure an attribution without a parse is, and why, in words for a reader."""

from __future__ import annotations

from store.extract.fast.reports import Report
from store.extract.fast.voices import Voice
from store.extract.lexicon import share
from store.model import Article, Span

# How many of 100 such attributions were right on PolNeAR's training part.
_RIGHT = {"between": 0.9, "after": 0.9, "before": 0.8, "colon": 0.6, "tag": 0.6, "according": 0.85}
_WHERE = {"after": "after", "between": "in between", "tag": "after", "according": "beside"}
_NOBODY = 0.6


def confidence(report: Report, heard: Voice | None) -> float:
    """In [0, 1], never as high as with a parse."""
    base = _RIGHT.get(report.how)
    if base is None:
        base = 0.75 * share(report.lemma, report.how)
    return round(base * (heard.certainty if heard is not None else _NOBODY), 3)


def reason(
    article: Article,
    report: Report,
    cue: Span,
    source: tuple[Span, ...],
    start: int,
    heard: Voice | None,
) -> str:
    """One line: the cue, the source as printed, whom it was read as, and the paragraph."""
    parts = [f"cue '{_printed(article, cue)}' {_WHERE.get(report.how, 'before')}"]
    if source:
        printed = _printed(article, source[0])
        same = heard is None or heard.speaker.name == printed
        parts.append(
            f"source '{printed}'" + ("" if same or heard is None else f" = {heard.speaker.name}")
        )
    parts.append("found without a parse")
    return ", ".join(parts) + f", ¶{article.paragraph_at(start)}"


def _printed(article: Article, span: Span) -> str:
    return " ".join(article.body[slice(*span)].split())
