"""The values that cross the house's doors: frozen, plain, and free of the database and of Discord.

Offsets are Python string indices into the article's stored ``body``, end exclusive. A date is an ISO
8601 string cut to its precision (``2002-09-11``, ``2002-09`` or ``2002``): what is not known is absent,
never filled in. Strings that may be missing are ``""``; spans that may be missing are empty tuples.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

Span = tuple[int, int]
"""``(start, end)`` string indices, end exclusive."""


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
class Draft:
    """What a reader found in a source, before cleaning. Every text is as it was found."""

    source: str
    """Where it was read: a path relative to what was asked for, ``#`` and the record in it if many."""
    text: str
    title: str = ""
    date: str = ""
    byline: str = ""
    url: str = ""
    doc_id: str = ""
    """The id the source gave, or the file's name without its suffix."""
    form: str = "text"
    """The reader's name."""
    clean: bool = False
    """True when the text is known to be the body alone (a JSON record), so no line is boilerplate."""
    final: bool = False
    """True for what an archive exported: every field is as it is stored, and nothing is looked for in it."""
    dateline: str = ""
    """Of a final draft, as in ``credit``; of any other it is found in the text."""
    credit: str = ""
    head: tuple[str, ...] = ()
    """Lines that a page prints around its headline (byline, date, place) and that are not in its text."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source, or a record in it, that gave no article."""

    source: str
    reason: str
    """One sentence that a person understands: what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    ordinal: int
    """1 for the first: what a citation calls ¶1."""
    start: int
    end: int


def _start_of(paragraph: Paragraph) -> int:
    return paragraph.start


@dataclass(frozen=True, slots=True)
class Article:
    headline: str
    body: str
    paragraphs: tuple[Paragraph, ...]
    published: str = ""
    """ISO date at its own precision, ``""`` where the source has none."""
    byline: str = ""
    dateline: str = ""
    """The place an article opens with ("AUBURN, Wash.")."""
    credit: str = ""
    """The agency that is credited (AP, AFP, Reuters), whose text is not the archive's own."""
    url: str = ""
    doc_id: str = ""
    source: str = ""
    id: int = 0
    """The archive's number, 0 before it is stored."""

    def paragraph_at(self, offset: int) -> int:
        """The ordinal of the paragraph that holds ``offset``, or of the last one that starts before it."""
        place = bisect_right(self.paragraphs, offset, key=_start_of) - 1
        return self.paragraphs[place].ordinal if place >= 0 else 1


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
class Extraction:
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    """Everyone who speaks, and every named person or body with a role, fullest form, once each."""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one record of an ingest."""

    source: str
    outcome: str
    """"added", "unchanged", "corrected", "duplicate" (a version of a story that is there) or "skipped"."""
    article_id: int = 0
    """The stored article that holds its words; 0 for what was skipped or not read again."""
    headline: str = ""
    published: str = ""
    reason: str = ""
    """Why it was skipped."""
    in_future: bool = False
    """Whether its date is yet to come: it is kept as it was printed."""
    articles: int = 1
    """How many this stands for: all that a file gave which was not read again."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of the records of one ingest."""

    added: int = 0
    unchanged: int = 0
    corrected: int = 0
    duplicates: int = 0
    """Added, each as a version of a story that another article tells."""
    skipped: tuple[Unreadable, ...] = ()
    """The first thousand."""
    skipped_in_all: int = 0
    in_future: int = 0
    """Of those that were added or corrected."""
    barren: tuple[str, ...] = ()
    """Paths that were named and gave no article at all."""
    stopped: bool = False
    """Whether it was ended before all was read."""


# --- reading: Question -> Answer ---------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that was read as another."""

    typed: str
    read: str


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
class ArticleView:
    """A stored article with what was extracted from it."""

    article: Article
    quotes: tuple[Quote, ...] = ()
    facts: tuple[Fact, ...] = ()
    revisions: int = 0
    """How many earlier bodies are kept."""
    versions: tuple[Headline, ...] = ()
    """Other articles that tell the same story in nearly the same words, newest first."""


class EditKind(StrEnum):
    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that stand in both of two versions, or in one of them."""

    kind: EditKind
    text: str


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    ordinal: int
    """In the later version; 0 for a paragraph that is gone from it."""
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier version of an article, and how the one after it differs."""

    replaced: str
    """When the later version came in: ISO, UTC."""
    headline: tuple[Edit, ...]
    """Empty where it stayed the same; so are the two below."""
    published: tuple[Edit, ...]
    paragraphs: tuple[ChangedParagraph, ...]
    earlier: Article
    """The version that was replaced, whole."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What was corrected in an article, newest first."""

    article: Headline
    revisions: tuple[Revision, ...]


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
class Verdict:
    """A claim beside what the archive prints."""

    claim: Claim
    kind: VerdictKind
    explanation: str
    """Why, in one sentence."""
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


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An autocomplete choice."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Headline:
    article_id: int
    headline: str
    published: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """A named speaker, as a digest sees them."""

    name: str
    quotes: int
    """In the whole archive."""
    is_new: bool = False
    """Quoted for the first time."""


@dataclass(frozen=True, slots=True)
class Story:
    """What a digest shows of one story: all its new versions are one."""

    headline: Headline
    """Of the newest version."""
    versions: int = 1
    """New articles that tell it."""
    is_update: bool = False
    """An earlier version of it is not new."""
    quote: Passage | None = None
    """What was said in it that tells most."""
    voice: Voice | None = None
    """Who said that; None where they are not named."""
    others: tuple[str, ...] = ()
    """Who else is quoted on it by name, most quoted first."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What came in, and what stood on this day in other years."""

    day: str
    stories: tuple[Story, ...] = ()
    """Those that matter most first."""
    total: int = 0
    """All new stories."""
    articles: int = 0
    """All new articles."""
    on_this_day: tuple[Headline, ...] = ()
    most_quoted: tuple[tuple[str, int], ...] = ()
    """``(name, statements in the new articles)``."""


@dataclass(frozen=True, slots=True)
class ArchiveStats:
    articles: int
    quotes: int
    facts: int
    speakers: int
    first: str
    last: str
    newest: Headline | None = None
    most_quoted: tuple[tuple[str, int], ...] = field(default=())
