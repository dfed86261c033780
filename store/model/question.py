"""What is asked, as it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    KEYWORDS = "keywords"
    WHO_SAID = "who said"
    WHAT_SAID = "what said"
    WHO_IS = "who is"
    WHO = "who"
    HOW_MANY = "how many"
    HOW_MUCH = "how much"
    WHEN = "when"
    WHERE = "where"
    WHICH = "which"
    WHY = "why"
    DEFINITION = "definition"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Period:
    """Days that a question names in words."""

    typed: str
    """As typed: "last week", "in September 2002"."""
    first: str
    """ISO date at its precision, inclusive; "" where it has no beginning."""
    last: str
    """The same for its end."""
    limits: bool
    """True where only what was printed then is wanted; False where it is part of what is asked about."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that was read as another."""

    typed: str
    read: str


class FaultKind(StrEnum):
    NO_WORDS = "no words"  # nothing to look for
    ONLY_EXCLUDED = "only excluded"  # only what must not be there
    NO_VALUE = "no value"  # "before:" and nothing behind it
    NO_DATE = "no date"  # "before:2001-13-45"
    NO_DAYS = "no days"  # from a day on that comes after the last one


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a question can't be looked up as it was typed."""

    kind: FaultKind
    typed: str = ""
    """What is wrong with it, as typed: "before:2001-13-45"."""
    operator: str = ""
    """Of the value that is: "before"."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood."""

    text: str
    """As typed."""
    kind: QuestionKind = QuestionKind.KEYWORDS
    words: tuple[str, ...] = ()
    """Content words to look for, lower case, spelling corrected."""
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    speaker: str = ""
    about: str = ""
    after: str = ""
    """ISO date, inclusive; "" for no limit."""
    before: str = ""
    """ISO date, inclusive."""
    corrections: tuple[Correction, ...] = ()
    source: str = ""
    """Part of the name of a source, or of an article's site, that is asked for alone."""
    periods: tuple[Period, ...] = ()
    """Days named in words, in order. Those that limit are in ``after`` and ``before`` too."""
    names: tuple[str, ...] = ()
    """Names and numbers in it, in order, as typed: what an answer must be about."""
    faults: tuple[Fault, ...] = ()
    """What has to be put right before it can be looked up."""
