"""Pasted quotes against what is printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from store.model.answer import Passage
from store.model.changes import Edit


class VerdictKind(StrEnum):
    """How a pasted quote stands to what the archive prints. None of them says that it is false."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    OTHER_SPEAKER = "right words, other speaker"
    PARAPHRASE = "paraphrase"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that a message claims somebody said."""

    text: str
    """As pasted, without the marks around them and without Discord's markup."""
    start: int
    """String indices into the message."""
    end: int
    speaker: str = ""
    """As the message names them; "" where it names none, or only by a pronoun."""
    names: bool = True
    """False where the speaker is described and not named ("a customs officer")."""
    is_marked: bool = True
    """Whether quotation marks stand around the words."""
    is_reported: bool = False
    """Whether the message reports them in its own words ("Kang said that …")."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a verdict rests on, beside what is shown with it."""

    is_quoted: bool = False
    """Whether quotation marks stand around the printed words."""
    is_credited: bool = False
    """Whether the archive has them as a quotation or a report, of a known speaker or not."""
    is_abridged: bool = False
    """Whether the claim leaves out printed words, or puts some in, and says so."""
    is_of_another: bool = False
    """Whether the archive gives the words to somebody else than the message does."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim beside what the archive prints."""

    claim: Claim
    kind: VerdictKind
    grounds: Grounds
    passage: Passage | None = None
    """What is printed: the words themselves, what they are a paraphrase of, or what is nearest."""
    edits: tuple[Edit, ...] = ()
    """How the claim differs from the print, where it was altered: KEPT and DELETED joined are the printed
    text, INSERTED what was put in. What an ellipsis stands for is KEPT as " … "."""
    speaker_agrees: bool | None = None
    """None where the message names nobody, or it can't be told."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A message judged, one verdict a quote, in order."""

    verdicts: tuple[Verdict, ...]
    more: int = 0
    """Quotes in it beyond the number that is judged at once."""
    unread: int = 0
    """Characters at the end of a message that is longer than what is read."""
