"""A quote in the making, and the little that every step of its making needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from store.extract.clauses import Clause
from store.extract.sentences import Tokens
from store.model import Span


@dataclass(slots=True)
class Found:
    """A quote in the making."""

    clause: Clause
    content: list[Span]
    """Character spans in the body, in order."""
    how: str
    """How the words and their cue were tied: "after", "before", "tag", …, or the clause's frame."""
    stretches: list[int] = field(default_factory=list)
    """The marked stretches in it, as indices into the grid's."""

    @property
    def start(self) -> int:
        return self.content[0][0]


def start_of(found: Found) -> int:
    """For keeping quotes in the order of their first fragment."""
    return found.start


def verb_of(clause: Clause) -> int:
    """For finding clauses, which stand in the order of their cues, by token index."""
    return clause.verb


def chars(doc: Doc, span: Tokens) -> Span:
    """The characters from the first to the last of some tokens."""
    return doc[span[0]].idx, doc[span[1] - 1].idx + len(doc[span[1] - 1].text)


def has_finite(doc: Doc, start: int, end: int) -> bool:
    """True where a finite verb stands among the tokens ``[start, end)``."""
    return any(doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") for i in range(start, end))
