"""What can be followed, and what is found of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from store.model import Passage


class FollowKind(StrEnum):
    SPEAKER = "speaker"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Followed:
    """A speaker, or words."""

    kind: FollowKind
    text: str
    """A speaker's name as the archive has it; words as they were typed, with ``"phrases"`` and ``-words``."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """An article that holds something new of what is followed."""

    followed: Followed
    article: int
    story: int
    """The first article of its story."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What some of an archive's changes bring."""

    until: int
    """The last of those changes: the next scan goes on from there."""
    sightings: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One story's news of what is followed."""

    passage: Passage
    more: int = 0
    """Statements of the same speaker in the same article that are not shown."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new of one thing that is followed."""

    followed: Followed
    entries: tuple[Entry, ...]
    """One a story, the newest first."""
    total: int
    """Stories in all, those that are not among the entries too."""
