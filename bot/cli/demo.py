"""``dateline demo``: the bundled archive, a few questions, a prompt."""

from __future__ import annotations

import click


@click.command(short_help="Try it on the bundled archive.")
@click.option("--rebuild", is_flag=True, help="Build the demo's archive anew.")
def command(rebuild: bool) -> None:
    """Open the bundled archive of an invented country, ask it a few questions, then take yours.

    Needs no token and no server. The first run builds the archive; later ones answer at once.
    """
    import sys

    from bot.chat import prompt, show_line
    from bot.demo import demo_archive
    from store import Archive
    from store.sample import DEMO_QUESTIONS

    with Archive.open(demo_archive(rebuild=rebuild)) as archive:
        for line in DEMO_QUESTIONS:
            click.secho(f"dateline> {line}", fg="cyan", bold=True)
            show_line(archive, line)
            click.echo()
        if sys.stdin.isatty():
            click.echo(
                "Ask it something yourself (/help lists the commands, Ctrl-D ends).", err=True
            )
            prompt(archive)
