"""``dateline article``: an article as it was printed."""

from __future__ import annotations

import click

from bot.cli._options import archive_option, end_if_nothing, json_option, open_archive, show


@click.command(
    short_help="Show an article as it was printed.",
    epilog="""\b
Examples:
  dateline article 12
  dateline article "Asylum Seekers Allowed to Leave China" --page 2
  dateline article 12 --changes             what was corrected since it was first taken in
""",
)
@click.argument("id_or_headline", nargs=-1, required=True, metavar="ID|HEADLINE")
@click.option(
    "--page",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Which page; of changes, which correction, the newest first.",
)
@click.option(
    "--changes", is_flag=True, help="What was corrected, word by word, instead of the text."
)
@json_option
@archive_option
def command(id_or_headline: tuple[str, ...], page: int, changes: bool, as_json: bool) -> None:
    """Show an article by its number, its source's id, or words of its headline."""
    from bot import lookups

    look_up = lookups.changes if changes else lookups.article
    reply, value = look_up(open_archive(), " ".join(id_or_headline), offset=page - 1)
    show(reply, value, as_json=as_json)
    end_if_nothing(value)
