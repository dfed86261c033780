"""``dateline export``: articles and quotes out of the archive, as files for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Protocol

import click

from bot.cli._options import archive_option, archive_path, date_options, open_archive
from bot.cli._progress import progress_bar

if TYPE_CHECKING:
    from store.export.selection import Found

_ENDINGS = {".csv": "csv", ".xml": "rss", ".rss": "rss"}
_ITEMS = 100
"""Quotes of a feed where nobody says how many."""
_BOM = b"\xef\xbb\xbf"


class _Writable(Protocol):
    def write(self, data: bytes, /) -> object: ...


@click.command(
    short_help="Write articles or quotes to a file.",
    epilog="""\b
Examples:
  dateline export -o archive.jsonl
  dateline export --source reuters --after 2002 | gzip > reuters.jsonl.gz
  dateline export --format csv --speaker "Erica Kang" --about refugees -o kang.csv
  dateline export --format csv --bom -o for-excel.csv
  dateline export --format rss --speaker kang --url https://news.example/kang.xml -o kang.xml

\b
jsonl  an article a line, with its quotes and facts, in the order they came in;
       `dateline ingest` takes the articles in again as they were
csv    a quote a row, the newest first. A cell that a spreadsheet would run as a
       formula (= + - @ at its start) gets an apostrophe before it; --exact leaves it
rss    the newest quotes as a feed, 100 or --limit; each links to its words on the page

Exit status 1 when there is nothing of the kind.
""",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "rss"]),
    default=None,
    help="What to write.  [default: by the ending of FILE, else jsonl]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help="Where to: all of it or nothing.  [default: stdout]",
)
@click.option(
    "--speaker", default="", help="Only what this speaker said, and articles that quote them."
)
@click.option("--about", default="", help="Only what has these words in its paragraph or headline.")
@date_options
@click.option(
    "--source", default="", help="Only of a folder, file, agency or site with these words."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=None,
    help="How many articles or quotes at the most.",
)
@click.option(
    "--all",
    "unsure",
    is_flag=True,
    help="Quotes too that are not shown: unsure ones, and thoughts and acts.",
)
@click.option("--bom", is_flag=True, help="csv: mark it as UTF-8 for Excel.")
@click.option("--exact", is_flag=True, help="csv: no apostrophe before what looks like a formula.")
@click.option("--url", default="", help="rss: where the feed will be served.")
@archive_option
def command(
    form: str | None,
    output: Path | None,
    speaker: str,
    about: str,
    after: str,
    before: str,
    source: str,
    limit: int | None,
    unsure: bool,
    bom: bool,
    exact: bool,
    url: str,
) -> None:
    """Write articles or quotes to FILE or stdout: as JSON Lines, CSV or an RSS feed."""
    from store.export import feed, records, sheet
    from store.export.selection import Selection, quotes_of
    from store.export.walk import Order

    form = form or (_ENDINGS.get(output.suffix.lower(), "jsonl") if output else "jsonl")
    if form != "csv" and (bom or exact):
        raise click.UsageError("--bom and --exact are for --format csv.")
    if form == "rss" and (limit or 0) > feed.MOST:
        raise click.UsageError(
            f"A feed holds {feed.MOST} quotes at the most: give a lower --limit."
        )
    if output and output.exists() and output.samefile(archive_path()):
        raise click.UsageError("FILE is the archive itself: give another.")
    archive = open_archive()
    asked = archive.understood(Selection(speaker, about, after, before, source, unsure))
    if about and not asked.topic.words and not (asked.topic.phrases or asked.topic.excluded):
        raise click.BadParameter("there is no word in it.", param_hint="--about")
    for correction in asked.corrections:
        click.echo(f"Read {correction.typed!r} as {correction.read!r}.", err=True)

    number = 0

    def counted(chosen: Iterable[Found]) -> Iterator[Found]:
        nonlocal number
        for one in chosen:
            number += 1 if form == "jsonl" else len(one.quotes)
            yield one

    with progress_bar("Exporting", "articles") as progress, _opened(output) as file:
        order = Order.STORED if form == "jsonl" else Order.NEWEST
        found = archive.selected(asked, order, progress)
        if form == "jsonl":
            for line in records.lines(counted(islice(found, limit))):
                file.write(line.encode())
        elif form == "csv":
            file.write(_BOM if bom else b"")
            for rows in sheet.rows(counted(quotes_of(found, limit)), guarded=not exact):
                file.write(rows.encode())
        else:
            chosen = counted(quotes_of(found, limit or _ITEMS))
            now = datetime.now(UTC)
            file.write(feed.document(chosen, asked.selection, now=now, address=url))
    things = "articles" if form == "jsonl" else "quotes"
    click.echo(f"{output or 'stdout'}: {number} {things}.", err=True)
    if not number:
        click.get_current_context().exit(1)


@contextmanager
def _opened(path: Path | None) -> Iterator[_Writable]:
    """Where to write; a file has what was written when all of it was, and is left alone otherwise."""
    if path is None:
        stdout = sys.stdout.buffer
        yield stdout
        stdout.flush()
        return
    # Imported here: help should not wait for it.
    import safer

    target = path.resolve()
    try:
        if target.exists() and not target.is_file():  # a pipe or a device
            with target.open("wb") as file:
                yield file
            return
        # Named here, so that the file gets the rights that new files get.
        beside = target.with_name(f".{target.name}.{token_hex(4)}.part")
        with safer.open(target, "wb", temp_file=str(beside)) as file:
            yield file
    except OSError as error:
        raise click.ClickException(f"can't write {path} ({error.strerror or error}).") from error
