"""``dateline who-said``: who said these words."""

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
from bot.cli._words import WordsCommand


@click.command(
    cls=WordsCommand,
    short_help="Find who said these words.",
    epilog="""\b
Examples:
  dateline who-said "not getting any better"
  dateline who-said "reduse the numbr" --after 2002 --json
""",
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS")
@date_options
@limit_option(3)
@explain_option
@json_option
@archive_option
def command(
    words: tuple[str, ...], after: str, before: str, limit: int, explain: bool, as_json: bool
) -> None:
    """Find who said these words, misspelt or not."""
    from bot import lookups

    reply, value = lookups.who_said(
        open_archive(), " ".join(words), after=after, before=before, limit=limit
    )
    show_answer(reply, value, as_json=as_json, explain=explain)
    end_if_nothing(value)
