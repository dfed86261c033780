"""How an article was corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from store.model.answer import Headline
from store.model.article import Article


class EditKind(StrEnum):
    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that stand in both of two versions, or in one of them."""

    kind: EditKind
    text: str


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    ordinal: int
    """In the later version; 0 for a paragraph that is gone from it."""
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier version of an article, and how the one after it differs."""

    replaced: str
    """When the later version came in: ISO, UTC."""
    headline: tuple[Edit, ...]
    """Empty where it stayed the same; so are the two below."""
    published: tuple[Edit, ...]
    paragraphs: tuple[ChangedParagraph, ...]
    earlier: Article
    """The version that was replaced, whole."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What was corrected in an article, newest first."""

    article: Headline
    revisions: tuple[Revision, ...]


def changed_words(found: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """``(printed, claimed)`` of each change, "" for none: "harbour" became "port"."""
    taken = ""
    for edit in found:
        if edit.kind is EditKind.DELETED:
            if taken:
                yield taken, ""
            taken = edit.text
        elif edit.kind is EditKind.INSERTED:
            yield taken, edit.text
            taken = ""
        elif taken:
            yield taken, ""
            taken = ""
    if taken:
        yield taken, ""
