"""Where an article is from, in words: what ``source:`` asks for."""

from __future__ import annotations

from urllib.parse import urlsplit

from store.search.text import folded

MOST_PARTS = 2
"""Parts of a source's path that name it: the rest says where it lay on a disk."""


def origin(source: str, record: str, credit: str, url: str) -> str:
    """The words of a source's name, the folders and the file in it, the agency credited, and the site.

    ``record`` is the article's place in the source (``articles.record``): a file, and ``#`` and a number
    where the file holds many.
    """
    path = record.partition("#")[0]
    named = source.replace("\\", "/").rstrip("/").split("/")[-MOST_PARTS:]
    return " ".join([*named, path, credit, _site(url)])


def is_from(wanted: str, held: str) -> bool:
    """Whether an origin is the one asked for: it has all words of it."""
    return set(folded(wanted)) <= set(folded(held))


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return ""
