"""``dateline speaker``: who a speaker is."""

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
    short_help="Show who a speaker is.",
    epilog="""\b
Examples:
  dateline speaker "Erica Kang"
  dateline speaker kang --json
""",
)
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@limit_option(3)
@chart_option
@json_option
@archive_option
def command(name: tuple[str, ...], limit: int, chart: Path | None, as_json: bool) -> None:
    """Show who a speaker is: roles over time, other names, what they said last."""
    from bot import lookups

    reply, value = lookups.speaker(open_archive(), " ".join(name), limit=limit)
    show(reply, value, as_json=as_json)
    save_chart(reply, chart)
    end_if_nothing(value)
