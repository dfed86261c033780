"""``dateline stats``: how much the archive holds."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli._chart import chart_option, save_chart
from bot.cli._options import archive_option, json_option, open_archive, show


@click.command(short_help="Show what the archive holds.")
@chart_option
@json_option
@archive_option
def command(chart: Path | None, as_json: bool) -> None:
    """Show the archive's size, its first and last day, and who is quoted most."""
    from bot import lookups

    reply, value = lookups.stats(open_archive())
    show(reply, value, as_json=as_json)
    save_chart(reply, chart)
