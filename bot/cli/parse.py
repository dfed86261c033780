"""``dateline parse``: what a reader makes of a source, without storing it."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli._options import to_json


@click.command(
    short_help="Show what would be stored.",
    epilog="""\b
Examples:
  dateline parse articles/ > parsed.jsonl
  dateline parse page.html --format html
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "format_name", default="", help="Read every file as this format.")
def command(paths: tuple[str, ...], format_name: str) -> None:
    """Show what would be stored, as JSON Lines {source,title,date,byline,body,url}.

    A source that can't be read gives {source,error}, and exit status 1 when nothing could be.
    """
    from store.clean import clean
    from store.model import Draft, Unreadable
    from store.read import files_under, read

    good = 0
    for path in map(Path, paths):
        for file in files_under(path):
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            for draft in read(file, name=name, format_name=format_name):
                result = clean(draft) if isinstance(draft, Draft) else draft
                if isinstance(result, Unreadable):
                    click.echo(to_json({"source": result.source, "error": result.reason}))
                    continue
                good += 1
                click.echo(
                    to_json(
                        {
                            "source": result.source,
                            "title": result.headline,
                            "date": result.published or None,
                            "byline": result.byline,
                            "body": result.body,
                            "url": result.url,
                        }
                    )
                )
    if not good:
        click.get_current_context().exit(1)
