"""``dateline restore``: a backup in the place of what is there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli._options import archive_option, archive_path, json_option, to_json
from bot.cli._progress import progress_bar
from bot.cli._repair import undone

if TYPE_CHECKING:
    from store.backup.restore import Restored

_NAMES = {"archive": ("archive.db",), "bot": ("bot.db",), None: ("archive.db", "bot.db")}


@click.command(
    short_help="Put a backup back.",
    epilog="""\b
Examples:
  dateline restore /mnt/backups
  dateline restore /mnt/backups --dry-run
  dateline restore /mnt/backups/dateline-000012-20300102T030405Z --only archive
  dateline restore /mnt/backups/dateline-000012-20300102T030405Z/bot.db
""",
)
@click.argument(
    "source", metavar="[DIR|FILE]", type=click.Path(path_type=Path), required=False, default=None
)
@click.option("--only", type=click.Choice(["archive", "bot"]), default=None, help="One of the two.")
@click.option("--dry-run", is_flag=True, help="Only check, and say what would be put back.")
@json_option
@archive_option
def command(source: Path | None, only: str | None, dry_run: bool, as_json: bool) -> None:
    """Put the newest good backup of DIR, one backup of it, or a database file back.

    It is checked first, and what was there is kept beside it under another name. Nothing is done while the
    bot or anything else has one of the files open. Both are put back or none: one that was cut off in
    between is undone by the next. The index is built anew when the archive is next opened. What was taken
    in, chosen or posted since the backup is not known any more.
    """
    from bot.settings import load
    from store.backup.restore import find, put_back
    from store.replacing import kept, settle

    settings = load()
    source = source or settings.backup_dir
    if source is None:
        raise click.UsageError("Say where the backups are: DIR, or DATELINE_BACKUP_DIR.")
    with progress_bar("Checking", "bytes") as progress:
        good = find(source, _NAMES[only], progress)
    restored: tuple[Restored, ...] = ()
    if not dry_run:
        databases = {"archive.db": archive_path(), "bot.db": settings.bot_db}
        undone(settle(list(databases.values())))
        with progress_bar("Restoring", "bytes") as progress:
            restored = put_back(good, databases, now=datetime.now(UTC), progress=progress)
    asides = {each.aside for each in restored}
    earlier = [path for each in restored for path in kept(each.path) if path not in asides]
    if as_json:
        values = {
            "backup": str(good.path),
            "taken": good.taken.isoformat() if good.taken else "",
            "files": sorted(good.files),
            "passed_over": list(good.passed_over),
            "restored": [
                {"path": str(each.path), "aside": str(each.aside) if each.aside else ""}
                for each in restored
            ],
            "kept": [str(path) for path in earlier],
        }
        click.echo(to_json(values, indent=2))
        return
    for reason in good.passed_over:
        click.echo(f"Passed over {reason}.")
    taken = f" of {good.taken:%Y-%m-%d %H:%M} UTC" if good.taken else ""
    click.echo(f"Good: {good.path}{taken} ({' and '.join(sorted(good.files))})")
    for each in restored:
        aside = f"; what was there is {each.aside}" if each.aside else ""
        click.echo(f"Restored {each.path}{aside}")
    for path in earlier:
        click.echo(f"Kept from earlier: {path}")
