"""``dateline sync``: register the slash commands with Discord."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import click

from bot.cli._options import archive_option, settings_of_bot

if TYPE_CHECKING:
    from bot.registration import Difference


@click.command(
    short_help="Register the slash commands with Discord.",
    epilog="""\b
Examples:
  dateline sync --dry-run
  dateline sync --yes
  DATELINE_DEV_GUILD=123456789012345678 dateline sync
""",
)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@archive_option
def command(dry_run: bool, yes: bool) -> None:
    """Show which slash commands are new, changed or gone against what Discord has, ask, and register them.

    `dateline run` registers them by itself when a command has changed; this is for looking first, for
    when Discord lost them, or where DATELINE_SYNC is off.
    """
    if not (dry_run or yes or sys.stdin.isatty()):
        raise click.UsageError("There is nobody to ask: say --yes or --dry-run.")
    settings = settings_of_bot()
    # Imported here: what is missing is said before the Discord library is loaded.
    from bot.running import start, syncing

    def approve(found: Difference) -> bool:
        click.echo(str(found))
        if dry_run or not found:
            return False
        return yes or _asked("Register them?")

    click.get_current_context().exit(start(settings, syncing(approve)))


def _asked(question: str) -> bool:
    # asyncio has taken Ctrl+C over, and would hear of it only after the answer.
    earlier = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return click.confirm(question)
    finally:
        signal.signal(signal.SIGINT, earlier)
