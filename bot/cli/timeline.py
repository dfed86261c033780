"""``dateline timeline``: how a speaker's words changed."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli._chart import chart_option, save_chart
from bot.cli._options import (
    archive_option,
    end_if_nothing,
    json_option,
    limit_option,
    open_archive,
    show,
)


@click.command(
    short_help="Show how a speaker's words changed.",
    epilog="""\b
Examples:
  dateline timeline "Erica Kang" --topic refugees
  dateline timeline kang --chart kang.png
""",
)
@click.argument("name", nargs=-1, required=True, metavar="SPEAKER")
@click.option("--topic", default="", help="Only what is about these words.")
@limit_option(6)
@chart_option
@json_option
@archive_option
def command(
    name: tuple[str, ...], topic: str, limit: int, chart: Path | None, as_json: bool
) -> None:
    """Show a speaker's first statement, the last, and those between that differ most, in order of date."""
    from bot import lookups

    reply, value = lookups.timeline(open_archive(), " ".join(name), topic, limit=limit)
    show(reply, value, as_json=as_json)
    save_chart(reply, chart)
    end_if_nothing(value)
