"""What can go wrong with a fetch, each with one sentence for a person."""

from __future__ import annotations

from store.errors import ArchiveError


class FetchError(ArchiveError):
    """An address could not be fetched. The message names it, without credentials."""


class Refused(FetchError):
    """The address, or one that it leads to, may not be fetched: nothing was sent there."""


class RobotsForbid(Refused):
    """The site's robots.txt does not let programs fetch the page."""


class Unreachable(FetchError):
    """No whole answer came: no such host, no connection, too slow, cut off. Later it may."""


class TooLarge(FetchError):
    """The answer is larger than the limit, as sent or decompressed."""


class BadStatus(FetchError):
    """The server answered, and not with what was asked for."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status
        """The HTTP status."""
