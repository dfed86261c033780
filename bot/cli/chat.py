"""``dateline chat``: a prompt that takes the slash commands."""

from __future__ import annotations

import click

from bot.cli._options import archive_option, open_archive


@click.command(
    short_help="Ask at a prompt, as on Discord.",
    epilog="""\b
Examples:
  dateline chat
  echo "/said Erica Kang about:refugees" | dateline chat
""",
)
@archive_option
def command() -> None:
    """Ask at a prompt, as on Discord: /ask, /who-said, /said, /search, /speaker, /article, /digest."""
    from bot.chat import prompt

    prompt(open_archive())
