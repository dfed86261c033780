"""Which of the quotes found are worth keeping: somebody's words, and not the writer's way of explaining.

How-to prose is full of verbs of saying that report nothing: "you can say", "I will answer this question",
"a customer might ask". What stands between quotation marks as a sentence is kept whoever says it.
"""

from __future__ import annotations

from store.extract.drafts import Found
from store.extract.grid import Grid
from store.extract.speakers import Voice
from store.extract.transcript import FRAME as TRANSCRIPT

_WRITER = frozenset("i we you me us one 's ’s let your our my them".split())
_MODALS = frozenset("can could may might would should must ’d 'd".split())
_FEWEST_WORDS = 2


def is_worth(grid: Grid, found: Found, heard: Voice | None) -> bool:
    """False for a writer's own asides, for what nobody in particular might say, and for a mere topic."""
    doc = grid.doc
    clause = found.clause
    at = doc[clause.head].idx if clause.head >= 0 and clause.frame != TRANSCRIPT else -1
    if at >= 0 and grid.touching(at, at + 1):
        # '"Younger" describes "mother"': a word that is spoken of speaks of nothing.
        return False
    if any(
        not grid.marked[k].single and grid.is_sentence_like(grid.tokens[k]) for k in found.stretches
    ):
        return True
    if heard is None and clause.head >= 0 and doc[clause.head].lower_ in _WRITER:
        return False
    nobody = heard is None or not heard.speaker.named
    if nobody and any(t.lower_ in _MODALS for t in doc[clause.cue[0] : clause.cue[1]]):
        return False
    if found.stretches or clause.frame == "according":
        return True
    words = sum(len(grid.text[start:end].split()) for start, end in found.content)
    return words >= _FEWEST_WORDS
