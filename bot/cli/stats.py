"""``dateline stats``: how much the archive holds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from bot.cli._chart import chart_option, save_chart
from bot.cli._options import archive_option, json_option, open_archive, show


@click.command(short_help="Show what the archive holds.")
@click.option("--feedback", is_flag=True, help="What members think of the bot's answers instead.")
@chart_option
@json_option
@archive_option
def command(feedback: bool, chart: Path | None, as_json: bool) -> None:
    """Show the archive's size, its first and last day, and who is quoted most."""
    from bot import lookups

    if feedback:
        _show_feedback(as_json)
        return
    reply, value = lookups.stats(open_archive())
    show(reply, value, as_json=as_json)
    save_chart(reply, chart)


def _show_feedback(as_json: bool) -> None:
    from bot.replies.feedback import feedback_reply
    from bot.settings import load
    from store.guilds import Guilds

    path = load().bot_db
    if not path.exists():
        raise click.ClickException(f"There is no {path}: the bot has not run here.")
    with Guilds.open(path) as guilds:
        good, poor = guilds.judgements()
        judged = guilds.judged()
    archive = open_archive()
    views = {each.article: archive.article(each.article) for each in judged}
    headlines = {number: view.article.headline for number, view in views.items() if view}
    value = {"good": good, "poor": poor, "answers": [asdict(each) for each in judged]}
    show(feedback_reply((good, poor), judged, headlines), value, as_json=as_json)
