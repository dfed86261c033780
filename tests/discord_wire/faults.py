"""What may go wrong with a request, and how Discord limits the rate of requests."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

from tests.discord_wire.asked import Answer, Asked

SHORT_WAIT, LONG_WAIT = 0.01, 120.0


class Trouble(StrEnum):
    """What may happen to a request."""

    NONE = "none"
    REFUSED = "5xx before it was done"
    DROPPED = "connection lost before it was done"
    DONE_AND_REFUSED = "5xx after it was done"
    DONE_AND_DROPPED = "connection lost after it was done"
    DONE_AND_CUT = "connection lost in the middle of the answer"
    SLOW = "answered late"
    HELD = "done, and answered when the test lets it"
    LATE = "connection lost, done half a minute later"
    LIMITED = "429, soon over"
    LIMITED_GLOBALLY = "429 for all requests, soon over"
    LIMITED_LONG = "429 for minutes"


LOST = frozenset(
    {Trouble.DONE_AND_REFUSED, Trouble.DONE_AND_DROPPED, Trouble.DONE_AND_CUT, Trouble.LATE}
)
"""It took effect, and whoever asked does not know."""


def limited(wait: float, *, is_global: bool = False) -> Answer:
    """A 429. Discord's own come through its proxy, which discord.py looks for."""
    told = {"message": "You are being rate limited.", "code": 0}
    headers = {"Retry-After": str(wait), "Via": "1.1 google"}
    headers["X-RateLimit-Scope"] = "global" if is_global else "user"
    if is_global:
        headers["X-RateLimit-Global"] = "true"
    return Answer(told | {"retry_after": wait, "global": is_global}, 429, headers)


@dataclass
class Bucket:
    """Requests of one kind to one channel, interaction or application: so many within so many seconds."""

    most: int
    seconds: float
    name: str
    _times: deque[float] = field(default_factory=deque)

    def take(self) -> float:
        """Count a request; the seconds to wait where it is one too many, else 0."""
        now = time.monotonic()
        while self._times and self._times[0] <= now - self.seconds:
            self._times.popleft()
        if len(self._times) >= self.most:
            return self._times[0] + self.seconds - now
        self._times.append(now)
        return 0.0

    @property
    def headers(self) -> dict[str, str]:
        """What every answer says of the limit."""
        left = self._times[0] + self.seconds - time.monotonic() if self._times else self.seconds
        return {
            "X-RateLimit-Limit": str(self.most),
            "X-RateLimit-Remaining": str(self.most - len(self._times)),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": self.name,
        }


class Buckets:
    """All buckets. ``most`` requests of a kind in ``seconds``."""

    def __init__(self, most: int = 1000, seconds: float = 1.0) -> None:
        self.most = most
        self.seconds = seconds
        self._held: dict[tuple[str, ...], Bucket] = {}

    def of(self, asked: Asked, template: str) -> Bucket:
        """By method, path, and what Discord counts apart: channel, server, webhook with its token."""
        major = ("channel", "guild", "application", "token")
        key = (asked.method, template, *(asked.named.get(name, "") for name in major))
        if key not in self._held:
            if len(self._held) > 10_000:
                self._held.clear()
            name = f"{abs(hash(key[:2])):x}"
            self._held[key] = Bucket(self.most, self.seconds, name)
        return self._held[key]
