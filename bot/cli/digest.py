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
  dateline digest --since 2002-09-01 --topic "refugees camp" --speaker "Erica Kang"
""",
)
@click.option("--day", type=IsoDate(), default="", help="[default: the archive's newest day]")
@click.option("--since", type=IsoDate(), default="", help="All days from this one to --day.")
@click.option(
    "--topic",
    "topics",
    multiple=True,
    metavar="WORDS",
    help="Only what holds these words; repeatable.",
)
@click.option(
    "--speaker", "speakers", multiple=True, help="Only where this speaker is quoted; repeatable."
)
@click.option(
    "--length",
    type=click.Choice(["short", "medium", "long"]),
    default="medium",
    show_default=True,
)
@json_option
@archive_option
def command(
    day: str,
    since: str,
    topics: tuple[str, ...],
    speakers: tuple[str, ...],
    length: str,
    as_json: bool,
) -> None:
    """Show what was published on a day, what was said in it, and the same day of other years."""
    from bot import lookups

    reply, value = lookups.digest(
        open_archive(), day, topics=topics, speakers=speakers, since=since, length=length
    )
    show(reply, value, as_json=as_json)
    if not value.stories:
        click.get_current_context().exit(1)
