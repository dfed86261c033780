"""What is found in an article: who said what, and its figures and dates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from store.model.article import Span


class QuoteKind(StrEnum):
    """How the words stand in print: inside quotation marks, partly so, or reported."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class SpeakerKind(StrEnum):
    """What a source is."""

    PERSON = "person"
    BODY = "body"  # an organisation, a government, a country that speaks, a document
    GROUP = "group"  # "experts", "residents": people without a name, more than one
    ANONYMOUS = "anonymous"  # one person who is described and not named


class FactKind(StrEnum):
    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"


# --- writing: source -> Draft -> Article -> Extraction ---------------------------------------


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is behind a source, at their fullest in one article."""

    name: str
    """The fullest name printed ("Erica Kang"), or the description of a source without a name."""
    kind: SpeakerKind
    named: bool
    """False for sources that are described only ("a diplomat at the South Korean Embassy")."""
    role: str = ""
    """As printed: "coordinator", "President"."""
    organisation: str = ""
    place: str = ""
    aliases: tuple[str, ...] = ()
    """Other spellings printed for the same speaker ("Ms. Kang", "Kang")."""
    gender: str = ""
    """"female", "male" or "" where nothing printed says so."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words attributed to a source. All spans index the article's body."""

    kind: QuoteKind
    content: tuple[Span, ...]
    """One span a fragment, in order, quotation marks included."""
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    """The source phrase as printed, with titles and appositions ("she"; "Erica Kang, a coordinator …")."""
    speaker: Speaker | None = None
    paragraph: int = 1
    """Ordinal of the paragraph the content starts in."""
    confidence: float = 1.0
    """In [0, 1]: how sure the attribution is."""
    reason: str = ""
    """Why, for a reader: "cue 'said' after, subject 'Ms. Kang' = Erica Kang"."""
    is_statement: bool = True
    """True where the content is what the source said or wrote; False for what it only thinks, wants or does,
    and for what it spoke about ("criticised the plan")."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or a date that an article states."""

    kind: FactKind
    span: Span
    """The whole phrase with its qualifier: "At least 80"."""
    value: float | None = None
    unit: str = ""
    """"%", "USD", "km" …; "" for a plain count and for dates."""
    qualifier: str = ""
    """"at least", "about", "more than" … in lower case, as printed."""
    what: str = ""
    """What is counted or dated, as printed ("North Koreans")."""
    where: str = ""
    when: str = ""
    """ISO date at its precision, resolved against the article's date; "" where that can't be done."""
    says: str = ""
    """Name of the speaker of the quote that encloses the figure; "" for the article itself."""
    paragraph: int = 1
    predicate: str = ""
    """What is said of those who are counted, in one word: "kill" ("27 people were killed"), "missing"."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom "he" or "the senator" means, as the subject of a sentence that does not print the name."""

    span: Span
    """Of the pronoun or the description."""
    name: str
    """In its fullest form."""


@dataclass(frozen=True, slots=True)
class Extraction:
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    """Everyone who speaks, and every named person or body with a role, fullest form, once each."""
    facts: tuple[Fact, ...] = ()
    referents: tuple[Referent, ...] = ()
    """In the order of the text."""
