"""``dateline ingest``: add sources to the archive."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli._options import archive_option, archive_path, json_option, to_json

if TYPE_CHECKING:
    from store.intake import Progress
    from store.model import Unreadable

_SHOWN_REASONS = 20
_QUIET_SECONDS = 60.0


@click.command(
    short_help="Add articles to the archive.",
    epilog="""\b
Examples:
  dateline ingest articles/
  dateline ingest dump.jsonl.gz more/*.txt --archive wire.db
  dateline ingest notes.txt --format text

Exit status 1 when a path that was named gave no article at all.
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "format_name", default="", help="Read every file as this format.")
@click.option("--search-only", is_flag=True, help="Fast: no quotes or facts, search alone.")
@json_option
@archive_option
def command(paths: tuple[str, ...], format_name: str, search_only: bool, as_json: bool) -> None:
    """Add articles: text dumps, web pages, JSON Lines, folders of them, gzipped or not.

    The format is found by content. What is stored already is left alone; an article that was
    corrected keeps its earlier text as a revision.
    """
    from store import ingest

    totals: dict[str, int] = {"added": 0, "unchanged": 0, "corrected": 0}
    skipped: list[Unreadable] = []
    barren = False
    with _progress() as progress:
        for path in paths:
            report = ingest(
                archive_path(),
                [Path(path)],
                format_name=format_name,
                parse=not search_only,
                progress=progress,
            )
            got = {
                "added": report.added,
                "unchanged": report.unchanged,
                "corrected": report.corrected,
            }
            barren = barren or not any(got.values())
            totals = {name: totals[name] + number for name, number in got.items()}
            skipped += report.skipped
    if as_json:
        reasons = [{"source": one.source, "reason": one.reason} for one in skipped]
        click.echo(to_json({**totals, "skipped": reasons}, indent=2))
    for one in skipped[:_SHOWN_REASONS]:
        click.echo(f"Skipped {one.source}: {one.reason}.", err=True)
    if len(skipped) > _SHOWN_REASONS:
        click.echo(f"… and {len(skipped) - _SHOWN_REASONS} more (see --json).", err=True)
    click.echo(
        f"{archive_path()}: "
        + ", ".join(f"{number} {name}" for name, number in totals.items())
        + f", {len(skipped)} skipped.",
        err=True,
    )
    if barren:
        click.get_current_context().exit(1)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal; elsewhere a line a minute."""
    if not sys.stderr.isatty():
        last = time.monotonic()

        def say(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last >= _QUIET_SECONDS:
                last = time.monotonic()
                click.echo(f"{done} of {total} files read", err=True)

        yield say
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("files", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
