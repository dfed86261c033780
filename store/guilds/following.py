"""Values of what is followed: where, what, and what goes there in one message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.follows import Followed


@dataclass(frozen=True, slots=True)
class Place:
    """Where news go."""

    guild: int
    """0 for direct messages."""
    channel: int
    """0 for direct messages."""
    member: int
    """Who is told there; 0 for everybody in the channel."""


@dataclass(frozen=True, slots=True)
class Follow:
    """Something that is followed."""

    id: int
    place: Place
    followed: Followed
    daily: bool
    """Once a day instead of at once; for a channel as a whole, in its server's digest."""
    since: int
    """The highest article number when it began: later articles are new."""
    paused: str = ""
    """Why its place is told nothing, for a person; "" while it is."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What goes to a place in one message."""

    place: Place
    number: int
    """Of that place's batches: with it the message can be told from others."""
    sighted: Mapping[Followed, tuple[int, ...]]
    """The articles of each thing that is followed."""
    holder: str
    channel: int = 0
    """Where it was sent to: the channel of direct messages has a number of its own."""
    anchor: int | None = None
    """The newest message there before it was sent, 0 for none; None: it was never sent."""
    language: str = ""
    """Of whom it is told by direct message; "" where their server's counts, or none is known."""


class TooMany(Exception):
    """Nothing more can be followed."""

    def __init__(self, most: int, *, server: bool) -> None:
        super().__init__(most)
        self.most = most
        self.server = server
