"""The formats that can be read, in the help of the commands that read."""

from __future__ import annotations

import click


class CommandWithFormats(click.Command):
    """A command whose help lists the formats: what ``--format`` takes, found in the readers themselves."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from store.read import formats

        with formatter.section("Formats, found by content"):
            formatter.write_dl([(one.name, one.about) for one in formats()])
        super().format_epilog(ctx, formatter)
