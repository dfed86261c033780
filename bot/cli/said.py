"""``dateline said``: what a speaker said."""

from __future__ import annotations

import click

from bot.cli._explain import explain_option, show_answer
from bot.cli._options import (
    archive_option,
    date_options,
    end_if_nothing,
    json_option,
    limit_option,
    open_archive,
)


@click.command(
    short_help="Show what a speaker said.",
    epilog="""\b
Examples:
  dateline said "Erica Kang"
  dateline said kang --about refugees --before 2003
  dateline said the prime minister --about taxes
""",
)
@click.argument("name", nargs=-1, required=True, metavar="SPEAKER")
@click.option("--about", default="", help="Only what is about these words.")
@date_options
@limit_option(5)
@explain_option
@json_option
@archive_option
def command(
    name: tuple[str, ...],
    about: str,
    after: str,
    before: str,
    limit: int,
    explain: bool,
    as_json: bool,
) -> None:
    """Show what a speaker said, the newest first; any of their names will do.

    A role ("the mayor of Lund") means whoever articles print in it, in those; it is said who they are.
    """
    from bot import lookups

    reply, value = lookups.said(
        open_archive(), " ".join(name), about=about, after=after, before=before, limit=limit
    )
    show_answer(reply, value, as_json=as_json, explain=explain)
    end_if_nothing(value)
