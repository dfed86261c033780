"""The words of a passage that answer; and of the best passages for a figure, those whose figure fits first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.figures.things import fate_of
from store.model import Span
from store.search import records
from store.search.candidates import Wanted
from store.search.choice import FIGURES, WEIGHTS, Option, Text, chosen
from store.search.reading import Found
from store.search.snapshot import Snapshot

NAME = "how well the figure in it fits"
READ = 3
"""Passages whose figures are compared: measured, those behind them bring more wrong figures than right ones."""
MARGIN = 4.0
"""How much less than the best a passage may score to be compared."""


def answering(snapshot: Snapshot, wanted: Wanted, found: Found) -> tuple[int, Span | None]:
    """The sentence of a passage that answers, by its index, and the words in it that do."""
    option = _option(snapshot, wanted, found)
    return (option.sentence, option.span) if option else (found.ranked.best, None)


def by_figures(snapshot: Snapshot, wanted: Wanted, best: Sequence[Found]) -> list[Found]:
    """``best`` (best first) with what their figures speak for the first of them, in their new order.

    Those that count the dead or rescued go by the day: see ``counted``.
    """
    if wanted.kind not in FIGURES or fate_of(wanted.asked) or not best:
        return list(best)
    least = best[0].ranked.score - MARGIN
    first = [one for one in best[:READ] if one.ranked.score >= least]
    options = [_option(snapshot, wanted, one) for one in first]
    lowest = min((option.worth for option in options if option), default=0.0)
    again = [
        _worth(one, option.worth - lowest if option else 0.0)
        for one, option in zip(first, options, strict=True)
    ]
    again.sort(key=lambda one: -one.ranked.score)
    return [*again, *best[len(first) :]]


def _option(snapshot: Snapshot, wanted: Wanted, found: Found) -> Option | None:
    if wanted.kind not in WEIGHTS:
        return None
    stored, rank = found.stored, found.ranked
    whole = (stored.start, stored.start + len(stored.text))
    facts = tuple(records.facts(snapshot.readers, stored.citation.article_id, whole))
    headline = stored.citation.headline
    text = Text(stored.text, stored.start, headline, rank.sentences, rank.best, facts)
    return chosen(wanted, text)


def _worth(found: Found, worth: float) -> Found:
    rank = found.ranked
    more = (*rank.more, (NAME, worth))
    return replace(found, ranked=replace(rank, score=rank.score + worth, more=more))
