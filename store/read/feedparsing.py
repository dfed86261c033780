"""feedparser for bytes that are not trusted: it fetches nothing, and takes no longer for hostile names."""

from __future__ import annotations

import functools
import io
from typing import Any

_LONGEST_NAME = 500
_MOST_TAGS = 200


def parse_feed(data: bytes) -> Any:
    """What ``feedparser.parse`` gives, its HTML as it was written."""
    # As a stream: feedparser takes bare bytes or text for a file's name, or an address to fetch.
    return _feedparser().parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)


@functools.cache
def _feedparser() -> Any:
    """The library, imported here: the command line starts without it.

    It looks for an e-mail address in an author's name with a pattern whose time grows with the square of
    the name's length (half a minute for 100 kB), and compares each tag of an item with all before it.
    Nothing public bounds either.
    """
    import feedparser
    from feedparser.mixin import _FeedParserMixin

    unbounded = _FeedParserMixin._sync_author_detail
    unbounded_tag = _FeedParserMixin._add_tag

    def _sync_author_detail(self: Any, key: str = "author") -> None:
        context = self._get_context()
        name = context.get(key)
        if isinstance(name, str) and len(name) > _LONGEST_NAME:
            context[key] = name[:_LONGEST_NAME]
        unbounded(self, key)

    def _add_tag(self: Any, *tag: str | None) -> None:
        if len(self._get_context().get("tags", ())) < _MOST_TAGS:
            unbounded_tag(self, *tag)

    _FeedParserMixin._add_tag = _add_tag
    _FeedParserMixin._sync_author_detail = _sync_author_detail
    return feedparser
