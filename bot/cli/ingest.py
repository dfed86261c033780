"""``dateline ingest``: add sources to the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli._options import (
    archive_option,
    archive_path,
    fast_option,
    json_option,
    to_json,
    workers_option,
)
from bot.cli._progress import progress_bar

if TYPE_CHECKING:
    from store.model import Unreadable

_SHOWN_REASONS = 20


@click.command(
    short_help="Add articles to the archive.",
    epilog="""\b
Examples:
  dateline ingest articles/
  dateline ingest dump.jsonl.gz more/*.txt --archive wire.db
  dateline ingest notes.txt --format text
  dateline ingest huge.jsonl.gz --fast && dateline extract --again

Exit status 1 when a path that was named gave no article at all.
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "format_name", default="", help="Read every file as this format.")
@click.option("--search-only", is_flag=True, help="No quotes or facts: for search alone.")
@fast_option
@workers_option
@json_option
@archive_option
def command(
    paths: tuple[str, ...],
    format_name: str,
    search_only: bool,
    fast: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Add articles: text dumps, web pages, JSON Lines, folders of them, gzipped or not.

    The format is found by content. What is stored already is left alone; an article that was
    corrected keeps its earlier text as a revision. After --fast or --search-only the rest is found by
    `dateline extract --again`, and the archive can be asked meanwhile.
    """
    from store import ingest
    from store.extract.method import Method

    if fast and search_only:
        raise click.UsageError("--fast and --search-only exclude each other.")
    method = Method.NONE if search_only else Method.FAST if fast else Method.PARSED

    totals: dict[str, int] = {"added": 0, "unchanged": 0, "corrected": 0}
    skipped: list[Unreadable] = []
    barren = False
    with progress_bar("Reading", "files") as progress:
        for path in paths:
            report = ingest(
                archive_path(),
                [Path(path)],
                format_name=format_name,
                method=method,
                workers=workers,
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
