"""``dateline digest``: a day's digest, as a server would get it."""

from __future__ import annotations

import click

from bot.cli._options import IsoDate, archive_option, json_option, open_archive, show


@click.command(
    short_help="Show a day's digest.",
    epilog="""\b
Examples:
  dateline digest
  dateline digest --day 2002-09-11
""",
)
@click.option("--day", type=IsoDate(), default="", help="[default: the archive's newest day]")
@json_option
@archive_option
def command(day: str, as_json: bool) -> None:
    """Show what was published on a day, its notable quotes, and the same day of other years."""
    from bot import lookups

    reply, value = lookups.digest(open_archive(), day)
    show(reply, value, as_json=as_json)
    if not value.articles:
        click.get_current_context().exit(1)
