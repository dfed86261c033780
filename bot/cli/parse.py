"""``dateline parse``: what a reader makes of a source, without storing it."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli._formats import CommandWithFormats
from bot.cli._options import to_json


@click.command(
    cls=CommandWithFormats,
    short_help="Show what would be stored.",
    epilog="""\b
Examples:
  dateline parse articles/ > parsed.jsonl
  dateline parse page.html crawl.warc.gz feed.xml
  dateline parse export.dat --format csv
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "format_name", default="", help="Read every file as this format.")
def command(paths: tuple[str, ...], format_name: str) -> None:
    """Show what would be stored, as JSON Lines {source,title,date,byline,body,url}.

    A source is called as in the archive: the path within the folder that was named, and what is in a file
    of many by its place there (feed.xml#LINK, crawl.warc.gz#ADDRESS, table.csv#ROW, dump.jsonl#ID,
    pages.zip#PATH). A source that can't be read gives {source,error} with the path to open, and exit
    status 1 when nothing could be.
    """
    from store.clean import clean
    from store.model import Draft, Unreadable
    from store.read import printable, read, walk

    good = 0
    for path in map(Path, paths):
        for file in walk(path):
            name = printable(file.relative_to(path) if path.is_dir() else file.name)
            for draft in read(file, name=name, format_name=format_name):
                result = clean(draft) if isinstance(draft, Draft) else draft
                if isinstance(result, Unreadable):
                    place = f"{printable(file)}{result.source.removeprefix(name)}"
                    click.echo(to_json({"source": place, "error": result.reason}))
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
