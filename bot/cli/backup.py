"""``dateline backup``: a checked copy of both databases, while they are in use."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli._options import archive_option, archive_path, json_option, to_json
from bot.cli._progress import progress_bar


@click.command(
    short_help="Copy the archive and bot.db, while they are in use.",
    epilog="""\b
Examples:
  dateline backup /mnt/backups
  dateline backup /mnt/backups --keep 7
  dateline --archive wire.db backup backups --json

The bot does this by its own clock where DATELINE_BACKUP_DIR is set. `dateline restore` puts one back.
""",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    default=None,
    help="Remove all but so many of the newest afterwards.  [default: keep all]",
)
@json_option
@archive_option
def command(folder: Path, keep: int | None, as_json: bool) -> None:
    """Copy the archive and bot.db into a new folder in DIR, as they are at this moment.

    The bot and an ingest may go on meanwhile. Each copy is checked (pages, references, and the words of 300
    articles) before it counts; a backup that was killed is removed by the next one. The index is not copied:
    it is built from the archive. Without bot.db, or without an archive, the other one is saved alone.
    """
    from bot.settings import load
    from store.backup import take

    databases = {"archive.db": archive_path(), "bot.db": load().bot_db}
    with progress_bar("Backing up", "bytes") as progress:
        taken = take(folder, databases, now=datetime.now(UTC), keep=keep, progress=progress)
    if as_json:
        values = asdict(taken.backup.manifest) | {
            "taken": taken.backup.manifest.taken.isoformat(timespec="seconds"),
            "path": str(taken.backup.path),
            "missing": [str(path) for path in taken.missing],
            "removed": [str(path) for path in taken.removed],
            "cleared": taken.cleared,
        }
        click.echo(to_json(values, indent=2))
        return
    for saved in taken.backup.manifest.files:
        checked = f", {saved.spans:,} spans compared" if saved.spans else ""
        click.echo(f"{saved.name}: {saved.rows:,} rows, {saved.bytes:,} bytes{checked}.")
    for path in taken.missing:
        click.echo(f"There is no {path}: it was left out.")
    if taken.cleared:
        click.echo(f"Removed {taken.cleared} that were not finished.")
    if taken.removed:
        click.echo(f"Removed {len(taken.removed)} older than the newest {keep}.")
    click.echo(f"Saved in {taken.backup.path}")
