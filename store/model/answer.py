"""What is shown, each piece with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from store.model.article import Article, Span
from store.model.extraction import Fact, Quote, QuoteKind, Referent, Speaker, SpeakerKind
from store.model.question import Question


@dataclass(frozen=True, slots=True)
class Citation:
    """Where words stand in the archive."""

    article_id: int
    headline: str
    published: str
    paragraph: int
    start: int
    end: int
    url: str = ""
    doc_id: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Verbatim words: ``text == body[start:end]`` of the cited article."""

    text: str
    start: int
    end: int
    emphasis: tuple[Span, ...] = ()
    """The words that answer, as indices into ``text``, in order, not overlapping."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing found: a quote with its fragments, or a sentence of an article."""

    fragments: tuple[Fragment, ...]
    citation: Citation
    score: float = 0.0
    speaker: Speaker | None = None
    """Of the quote; None for a sentence that nobody is quoted in."""
    kind: QuoteKind | None = None
    """None for a plain sentence."""
    confidence: float = 1.0
    reason: str = ""
    also_in: tuple[Citation, ...] = ()
    """Other articles that print the same words."""
    referents: tuple[Referent, ...] = ()
    """Who is asked about and meant in a plain sentence that does not name them; spans index its text."""
    scored: tuple[tuple[str, float], ...] = ()
    """What the score is the sum of: what speaks for the passage, and how much."""


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """A figure of the same thing that does not fit the one that answers."""

    text: str
    """Verbatim, with its qualifier and unit: ``body[start:end]`` of the citation."""
    says: str
    """Name of the speaker of the quote that encloses it; "" for the article itself."""
    citation: Citation


class Certainty(StrEnum):
    FOUND = "found"
    CLOSEST = "closest"  # "the closest I found"
    UNKNOWN = "unknown"  # the archive does not know


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a role was taken to mean that a question asks by."""

    name: str
    """Of somebody whom articles describe and do not name, the description."""
    named: bool
    role: str
    """As the newest article of them prints it, in the articles below."""
    organisation: str = ""
    place: str = ""
    first: str = ""
    """ISO date of the earliest article that prints the role."""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    question: Question
    certainty: Certainty
    passages: tuple[Passage, ...] = ()
    total: int = 0
    """How many there are in all, for paging."""
    offset: int = 0
    nearest: tuple[str, ...] = ()
    """Names of speakers, then headlines, offered where nothing was found."""
    profile: SpeakerProfile | None = None
    """For "who is": the person asked about."""
    namesakes: tuple[str, ...] = ()
    """Other speakers that the name may mean which was asked for."""
    holders: tuple[Holder, ...] = ()
    """Whom the role was taken to mean that was asked for in the place of a name, the newest first."""
    other_figures: tuple[OtherFigure, ...] = ()
    """For "how many" and "how much": what contradicts the first passage's figure, newest first."""


@dataclass(frozen=True, slots=True)
class RoleAt:
    """A role as one article gave it."""

    role: str
    organisation: str
    place: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class SpeakerProfile:
    name: str
    kind: SpeakerKind
    named: bool
    aliases: tuple[str, ...] = ()
    roles: tuple[RoleAt, ...] = ()
    """Newest first."""
    quotes: int = 0
    articles: int = 0
    first: str = ""
    """ISO date of the earliest article that quotes them."""
    last: str = ""
    id: int = 0
    several: int = 1
    """How many sources go by this description ("police"), where nothing says that they are one."""


@dataclass(frozen=True, slots=True)
class Headline:
    article_id: int
    headline: str
    published: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A stored article with what was extracted from it."""

    article: Article
    quotes: tuple[Quote, ...] = ()
    facts: tuple[Fact, ...] = ()
    revisions: int = 0
    """How many earlier bodies are kept."""
    versions: tuple[Headline, ...] = ()
    """Other articles that tell the same story in nearly the same words, newest first."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An autocomplete choice."""

    label: str
    value: str
