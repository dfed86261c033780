"""The values that cross the house's doors: frozen, plain, and free of the database and of Discord.

Offsets are Python string indices into the article's stored ``body``, end exclusive. A date is an ISO
8601 string cut to its precision (``2002-09-11``, ``2002-09`` or ``2002``): what is not known is absent,
never filled in. Strings that may be missing are ``""``; spans that may be missing are empty tuples.
"""

from __future__ import annotations

from store.model.answer import (
    Answer,
    ArticleView,
    Certainty,
    Citation,
    Fragment,
    Headline,
    Holder,
    OtherFigure,
    Passage,
    RoleAt,
    SpeakerProfile,
    Suggestion,
)
from store.model.article import Article, Draft, Paragraph, Span, Unreadable
from store.model.changes import (
    ChangedParagraph,
    Changes,
    Edit,
    EditKind,
    Revision,
    changed_words,
)
from store.model.check import Checked, Claim, Grounds, Verdict, VerdictKind
from store.model.digest import ArchiveStats, Digest, Story, Voice
from store.model.extraction import (
    Extraction,
    Fact,
    FactKind,
    Quote,
    QuoteKind,
    Referent,
    Speaker,
    SpeakerKind,
)
from store.model.ingest import IngestReport, Taken
from store.model.question import (
    Correction,
    Fault,
    FaultKind,
    Period,
    Question,
    QuestionKind,
)
from store.model.reason import Reason, Where, read_reason

__all__ = [
    "Answer",
    "ArchiveStats",
    "Article",
    "ArticleView",
    "Certainty",
    "ChangedParagraph",
    "Changes",
    "Checked",
    "Citation",
    "Claim",
    "Correction",
    "Digest",
    "Draft",
    "Edit",
    "EditKind",
    "Extraction",
    "Fact",
    "FactKind",
    "Fault",
    "FaultKind",
    "Fragment",
    "Grounds",
    "Headline",
    "Holder",
    "IngestReport",
    "OtherFigure",
    "Paragraph",
    "Passage",
    "Period",
    "Question",
    "QuestionKind",
    "Quote",
    "QuoteKind",
    "Reason",
    "Referent",
    "Revision",
    "RoleAt",
    "Span",
    "Speaker",
    "SpeakerKind",
    "SpeakerProfile",
    "Story",
    "Suggestion",
    "Taken",
    "Unreadable",
    "Verdict",
    "VerdictKind",
    "Voice",
    "Where",
    "changed_words",
    "read_reason",
]
