"""What became of the records that were taken in."""

from __future__ import annotations

from dataclasses import dataclass

from store.model.article import Unreadable


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
