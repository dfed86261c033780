"""``dateline run``: the Discord bot."""

from __future__ import annotations

import click

from bot.cli._options import archive_option, settings_of_bot


@click.command(
    short_help="Run the Discord bot.",
    epilog="""\b
Examples:
  dateline run
  DATELINE_TOKEN=… dateline run --archive wire.db
""",
)
@archive_option
def command() -> None:
    """Run the Discord bot until it is told to stop (Ctrl-C or SIGTERM).

    Settings come from the environment and from .env; .env.example says what each is for.
    """
    settings = settings_of_bot()
    # Imported here: what is missing is said before the Discord library is loaded.
    from bot.client import start

    click.get_current_context().exit(start(settings))
