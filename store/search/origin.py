"""Where an article is from, in words: what ``source:`` asks for."""

from __future__ import annotations

from urllib.parse import urlsplit

from store.search.text import folded

MOST_PARTS = 2
"""Parts of a source's path that name it: the rest says where it lay on a disk."""


def origin(source: str, record: str, credit: str, url: str) -> str:
    """The words of a source's name, the folders or the file in it, the agency credited, and the site.

    ``record`` is the article's place in the source (``articles.record``); a file of its own is the article
    itself, and no source.
    """
    path, numbered, _ = record.partition("#")
    parts = path.split("/")
    folders = parts if numbered else parts[:-1]
    named = source.replace("\\", "/").rstrip("/").split("/")[-MOST_PARTS:]
    return " ".join([*named, *folders, credit, _site(url)])


def is_from(wanted: str, held: str) -> bool:
    """Whether an origin is the one asked for: it has all words of it."""
    return set(folded(wanted)) <= set(folded(held))


def _site(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
