"""``--chart FILE.png``: the picture that Discord shows with a reply, as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from bot.replies.blocks import Reply

Command = TypeVar("Command", bound=Callable[..., Any])


def chart_option(command: Command) -> Command:
    return click.option(
        "--chart",
        type=click.Path(path_type=Path, dir_okay=False, writable=True),
        callback=_png_alone,
        metavar="FILE.png",
        help="Save the chart to a file.",
    )(command)


def save_chart(reply: Reply, path: Path | None) -> None:
    """Draw the reply's chart into a file; says on stderr where there is nothing to draw."""
    if path is None:
        return
    if reply.picture is None:
        click.echo("There is no chart: nothing in it has a date.", err=True)
        return
    from bot.charts.draw import png

    try:
        path.write_bytes(png(reply.picture))
    except OSError as error:
        raise click.FileError(str(path), error.strerror or str(error)) from error


def _png_alone(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() != ".png":
        raise click.BadParameter(f"{value} does not end in .png.", ctx, param)
    return value
