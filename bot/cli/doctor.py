"""``dateline doctor``: what is missing or wrong, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli._options import archive_option, archive_path, json_option, to_json
from bot.cli._progress import progress_bar
from bot.cli._repair import as_values, bot_problems, kept_files, repair_databases, told

if TYPE_CHECKING:
    from bot.settings import Settings


@click.command(
    short_help="Check the archive and the settings.",
    epilog="""\b
Examples:
  dateline doctor
  dateline doctor --online
  dateline doctor --repair
""",
)
@click.option("--online", is_flag=True, help="Ask Discord whether the token is good.")
@click.option(
    "--repair",
    is_flag=True,
    help="Where the archive or bot.db is damaged, save what can be read of it.",
)
@json_option
@archive_option
def command(as_json: bool, online: bool, repair: bool) -> None:
    """Check the archive word by word, and the settings that `dateline run` needs.

    Proves that every stored quote is the text at its offsets and that the models are the files that were
    measured, and prints the link that invites the bot to a server with the least permissions. Exit status
    1 where the archive or a model fails, or Discord with --online; a missing token is only said, for the
    terminal needs none.

    With --repair, a damaged archive or bot.db is replaced by a new one of all that can be read of it and
    passes these checks; the damaged file is kept beside it, and what is gone is listed. Stop the bot first.
    A good backup has more: `dateline restore`.
    """
    from bot.settings import SettingsError, load
    from store import Archive
    from store.measured import differences

    repaired = repair_databases() if repair else ()
    if not as_json:
        for one in repaired:
            told(one)
    with Archive.open(archive_path()) as archive:
        with progress_bar("Checking", "articles") as progress:
            checked, problems = archive.check(progress)
        articles = archive.stats().articles
    altered = differences()
    in_bot_db = bot_problems()
    invite = discord_says = ""
    accepted = not online
    try:
        settings = load(need_token=True)
        wrong = ""
    except SettingsError as error:
        wrong = str(error)
    else:
        accepted, discord_says, invite = _invite(settings, online=online)
    if as_json:
        click.echo(
            to_json(
                {
                    "archive": str(archive_path()),
                    "articles": articles,
                    "spans_checked": checked,
                    "repaired": [as_values(one) for one in repaired],
                    "problems": [*problems, *in_bot_db],
                    "kept": [str(path) for path in kept_files()],
                    "models": altered,
                    "settings": wrong,
                    "invite": invite,
                    "discord": discord_says,
                },
                indent=2,
            )
        )
    else:
        for problem in (*problems, *in_bot_db, *altered):
            click.echo(f"Problem: {problem}")
        verdict = (
            f"{len(problems)} problems" if problems else "every quote is the text at its offsets"
        )
        click.echo(f"{archive_path()}: {articles} articles, {checked} spans checked: {verdict}.")
        for path in kept_files():
            click.echo(f"Kept from before a restore or a repair: {path}")
        if not altered:
            click.echo("Models: every file is the one that was measured.")
        click.echo(f"Settings for `dateline run`: {wrong or 'complete'}")
        if discord_says:
            click.echo(f"Discord: {discord_says}")
        if invite:
            click.echo(f"Invite the bot to a server: {invite}")
    if problems or in_bot_db or altered or not accepted:
        click.get_current_context().exit(1)


def _invite(settings: Settings, *, online: bool) -> tuple[bool, str, str]:
    """Whether nothing is wrong, what Discord says, and the link; both empty where they aren't known."""
    # Imported here: the Discord library is loaded only where there is a token.
    from bot.application import NotAccepted, ask, number_in
    from bot.needs import invite_link

    token = settings.token.get_secret_value()
    if not online:
        number = number_in(token)
        return True, "", invite_link(number) if number else ""
    try:
        found = ask(settings)
    except NotAccepted as error:
        return False, str(error), ""
    return True, f"the token is that of {found.name}.", invite_link(found.number)
