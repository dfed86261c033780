"""What an archive holds, in all and of a day."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.model.answer import Headline, Passage


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
