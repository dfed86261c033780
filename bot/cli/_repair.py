"""``dateline doctor --repair``: damaged databases, and what became of them in words."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from bot.cli._options import archive_path
from bot.cli._progress import progress_bar, progress_of_work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from store.repair import GoneArticle, Repaired, TableReport


def repair_databases() -> tuple[Repaired, ...]:
    """Repair whichever of the archive and bot.db is there and damaged. Raises ArchiveError."""
    from store.guilds import GUILDS
    from store.places import is_file
    from store.repair import problems_of, repair
    from store.replacing import settle
    from store.schema import ARCHIVE

    undone(settle([archive_path(), _bot_db()]))
    done = []
    for path, kind in ((archive_path(), ARCHIVE), (_bot_db(), GUILDS)):
        if not is_file(path):
            continue
        with progress_bar(f"Checking {path.name}", "bytes") as checked:
            problems = problems_of(path, kind, checked)
        if problems:
            with progress_of_work(f"Repairing {path.name}", "pages") as progress:
                done.append(repair(path, kind, now=datetime.now(UTC), progress=progress))
    return tuple(done)


def bot_problems() -> tuple[str, ...]:
    """What is wrong with bot.db, where there is one."""
    from store.errors import HalfReplaced, NoArchive
    from store.guilds import GUILDS
    from store.repair import problems_of

    path = _bot_db()
    try:
        return problems_of(path, GUILDS)
    except NoArchive:
        return ()
    except HalfReplaced as error:
        return (str(error),)


def undone(paths: Sequence[Path]) -> None:
    """Print at which databases something was cut off before, on stderr."""
    for path in paths:
        click.echo(f"A restore or repair of {path} was cut off: it is undone.", err=True)


def kept_files() -> list[Path]:
    """What restores and repairs have kept of both."""
    from store.replacing import kept

    return [file for path in (archive_path(), _bot_db()) for file in kept(path)]


def told(one: Repaired) -> None:
    """Print what was saved and what is gone."""
    found = one.found
    click.echo(
        f"{one.path} was damaged: {found.saved:,} rows saved, {found.gone:,} known to be gone."
    )
    for table in found.tables:
        if table.gone or table.bad_pages:
            click.echo(f"  {_table(table)}")
    for article in found.articles:
        click.echo(f"  gone: {_article(article)}")
    if found.unknown:
        click.echo(f"  {found.unknown:,} rows of which no table can be told were left out")
    if found.incomplete:
        click.echo(
            f"Of {found.incomplete:,} articles some quotes or facts are gone: `dateline extract --again`"
            " finds them again."
        )
    if found.articles:
        click.echo("Articles that are gone come back with an ingest of their sources.")
    click.echo(f"The damaged file is kept as {one.aside}")


def as_values(one: Repaired) -> dict[str, Any]:
    """The same for JSON."""
    return {"path": str(one.path), "aside": str(one.aside), **asdict(one.found)}


def _table(table: TableReport) -> str:
    pages = "1 page" if table.bad_pages == 1 else f"{table.bad_pages:,} pages"
    unread = f", {pages} of it can't be read" if table.bad_pages else ""
    return f"{table.name}: {table.saved:,} rows saved, {table.gone:,} known to be gone{unread}"


def _article(article: GoneArticle) -> str:
    known = (article.headline, article.published, article.record or article.url)
    return ", ".join([f"article {article.number}", *filter(None, known)])


def _bot_db() -> Path:
    # Imported here: settings are validated by a library that help should not wait for.
    from bot.settings import load

    return load().bot_db
