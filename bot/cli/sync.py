"""``dateline sync``: register the slash commands with Discord."""

from __future__ import annotations

import click

from bot.cli._options import archive_option, settings_of_bot


@click.command(
    short_help="Register the slash commands with Discord.",
    epilog="""\b
Examples:
  dateline sync
  DATELINE_DEV_GUILD=123456789012345678 dateline sync
""",
)
@archive_option
def command() -> None:
    """Register the slash commands anew and end.

    `dateline run` does it by itself when a command has changed; this is for when Discord lost them,
    or where DATELINE_SYNC is off.
    """
    settings = settings_of_bot()
    # Imported here: what is missing is said before the Discord library is loaded.
    from bot.client import start, sync

    click.get_current_context().exit(start(settings, sync))
