"""``dateline doctor``: what is missing or wrong, and what to do about it."""

from __future__ import annotations

import click

from bot.cli._options import archive_option, archive_path, json_option, to_json


@click.command(short_help="Check the archive and the settings.")
@json_option
@archive_option
def command(as_json: bool) -> None:
    """Check the archive word by word, and the settings that `dateline run` needs.

    Proves that every stored quote is the text at its offsets. Exit status 1 where the archive fails;
    a missing token is only said, for the terminal needs none.
    """
    from bot.settings import SettingsError, load
    from store import Archive

    with Archive.open(archive_path()) as archive:
        checked, problems = archive.check()
        articles = archive.stats().articles
    try:
        load(need_token=True)
        settings = ""
    except SettingsError as error:
        settings = str(error)
    if as_json:
        click.echo(
            to_json(
                {
                    "archive": str(archive_path()),
                    "articles": articles,
                    "spans_checked": checked,
                    "problems": list(problems),
                    "settings": settings,
                },
                indent=2,
            )
        )
    else:
        for problem in problems:
            click.echo(f"Problem: {problem}")
        verdict = (
            f"{len(problems)} problems" if problems else "every quote is the text at its offsets"
        )
        click.echo(f"{archive_path()}: {articles} articles, {checked} spans checked: {verdict}.")
        click.echo(f"Settings for `dateline run`: {settings or 'complete'}")
    if problems:
        click.get_current_context().exit(1)
