"""What a repair saved, and exactly what is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from store.repair.cells import Value


@dataclass(frozen=True, slots=True)
class TableReport:
    """One table."""

    name: str
    saved: int
    gone: int
    """Rows that are known to have been there and are not saved."""
    bad_pages: int
    """Pages of it that can't be read. Where no index of the table tells, how many rows they had is not known."""


@dataclass(frozen=True, slots=True)
class GoneArticle:
    """An article that could not be saved, and what is still known of it: "" where nothing is."""

    number: int
    headline: str = ""
    published: str = ""
    record: str = ""
    """Where it was read: the file or feed, "#" and the record."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What could be read."""

    tables: tuple[TableReport, ...]
    articles: tuple[GoneArticle, ...]
    """Those that are gone."""
    incomplete: int
    """Articles of which quotes or the like are gone: `dateline extract --again` finds them again."""
    unknown: int
    """Rows on pages of which no table can be told."""

    @property
    def saved(self) -> int:
        """Rows of all tables."""
        return sum(table.saved for table in self.tables)

    @property
    def gone(self) -> int:
        """Rows of all tables that are known to be gone."""
        return sum(table.gone for table in self.tables)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A database that was put in the place of a damaged one."""

    path: Path
    aside: Path | None
    """Where the damaged one is kept."""
    found: Found


def gone_article(number: int, known: Mapping[str, Value]) -> GoneArticle:
    """An article by what is known of its row."""

    def text(column: str) -> str:
        value = known.get(column)
        return value if isinstance(value, str) else ""

    return GoneArticle(number, text("headline"), text("published"), text("record"), text("url"))
