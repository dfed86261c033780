"""``dateline on-this-day``: what was printed on a day of any year."""

from __future__ import annotations

from typing import Any

import click

from bot.cli._options import (
    archive_option,
    end_if_nothing,
    json_option,
    limit_option,
    open_archive,
    show,
)


class Day(click.ParamType[str]):
    """A day of the year, with or without a year."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from store.dates import day_of_year

        day = day_of_year(str(value))
        if not day:
            self.fail(
                f"{value!r} is not a day: write 09-11, 2002-09-11 or '11 September'.", param, ctx
            )
        return day


@click.command(
    short_help="Show what was printed on a day of any year.",
    epilog="""\b
Examples:
  dateline on-this-day
  dateline on-this-day 09-11
  dateline on-this-day "11 September" --limit 20
""",
)
@click.argument("day", type=Day(), required=False, metavar="[DATE]")
@limit_option(5)
@json_option
@archive_option
def command(day: str | None, limit: int, as_json: bool) -> None:
    """Show what was printed on this day, or on DATE, in any year: one story of each year first."""
    from bot import lookups

    reply, value = lookups.on_this_day(open_archive(), day or "", limit=limit)
    show(reply, value, as_json=as_json)
    end_if_nothing(value)
