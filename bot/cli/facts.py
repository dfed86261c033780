"""``dateline facts``: the figures on a subject."""

from __future__ import annotations

import click

from bot.cli._options import (
    archive_option,
    date_options,
    end_if_nothing,
    json_option,
    limit_option,
    open_archive,
    show,
)
from bot.cli._words import WordsCommand


@click.command(
    cls=WordsCommand,
    short_help="Show figures on a subject.",
    epilog="""\b
Examples:
  dateline facts asylum seekers
  dateline facts "flood deaths" --after 2022 --json
""",
)
@click.argument("subject", nargs=-1, required=True, metavar="SUBJECT")
@date_options
@limit_option(4)
@json_option
@archive_option
def command(subject: tuple[str, ...], after: str, before: str, limit: int, as_json: bool) -> None:
    """Show counts, shares and amounts on a subject: who says them, where, when, and what contradicts them."""
    from bot import lookups

    reply, value = lookups.facts(
        open_archive(), " ".join(subject), after=after, before=before, limit=limit
    )
    show(reply, value, as_json=as_json)
    end_if_nothing(value)
