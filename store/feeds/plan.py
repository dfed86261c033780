"""How feeds are polled, and what came of it: values that travel between processes as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from store.extract.method import Method
from store.feeds.feed import Feed
from store.fetch.policy import Policy
from store.model import Unreadable


@dataclass(frozen=True, slots=True)
class Plan:
    """How feeds are polled."""

    policy: Policy = field(default_factory=Policy)
    minutes: int = 60
    """Between two polls of a feed that has no interval of its own."""
    pages: bool = True
    """Whether the pages of items that are summaries are fetched."""
    most_pages: int = 40
    """The most pages that one poll of a feed fetches; the rest waits for the next."""
    most_items: int = 1000
    """The most new items that one poll of a feed takes in; the rest waits as well."""
    method: Method = Method.PARSED
    workers: int | None = None
    """Processes for extraction, as in ``extract_all``."""

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Plan:
        values: dict[str, Any] = json.loads(text)
        policy, method = Policy(**values.pop("policy")), Method(values.pop("method"))
        return cls(policy=policy, method=method, **values)


@dataclass(frozen=True, slots=True)
class FeedReport:
    """What a poll of one feed came to."""

    feed: Feed
    """As it stands afterwards."""
    added: int = 0
    corrected: int = 0
    duplicates: int = 0
    """Added, each as a version of a story that another article tells."""
    unchanged: int = 0
    """Items that were new in the feed and not in the archive: it has them from elsewhere."""
    waiting: int = 0
    """Items that are left to the next poll: their pages are not to be had yet, or they are too many."""
    skipped: tuple[Unreadable, ...] = ()
    problem: str = ""
    """"" where all went well."""
    hopeless: bool = False
    """Whether asking again won't help: it is no feed, or may not be fetched."""

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> FeedReport:
        values: dict[str, Any] = json.loads(text)
        feed = Feed(**values.pop("feed"))
        skipped = tuple(Unreadable(**each) for each in values.pop("skipped"))
        return cls(feed=feed, skipped=skipped, **values)
