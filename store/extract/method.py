"""How an article's quotes were found, so that an archive knows what a later pass would find better."""

from __future__ import annotations

from enum import StrEnum

VERSION = 7
"""Raised whenever extraction finds something else: what an earlier version found is stale then."""


class Method(StrEnum):
    """Ways to look for quotes, from none at all to the deepest."""

    NONE = "none"  # stored for search alone
    FAST = "fast"  # without the parser: quotes and speakers, no facts
    PARSED = "parsed"
