"""``dateline extract``: who said what in texts from a pipe, or anew in the articles of an archive."""

from __future__ import annotations

import json
import re
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli._options import (
    archive_option,
    archive_path,
    fast_option,
    one_line,
    to_json,
    workers_option,
)
from bot.cli._progress import progress_bar

if TYPE_CHECKING:
    from store.model import Article, Extraction, Span

_PARAGRAPH = re.compile(r"[^\n]+")


@click.command(
    short_help="Find quotes in texts from a pipe, or anew in an archive.",
    epilog="""\b
Examples:
  echo '{"id": "1", "text": "\\"It rained,\\" Ada Obe said."}' | dateline extract
  dateline extract --fast huge.jsonl.gz > quotes.jsonl
  dateline extract --again --archive wire.db
""",
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@fast_option
@workers_option
@click.option("--again", "deepen", is_flag=True, help="Read the archive's own articles anew.")
@click.option("--all", "everything", is_flag=True, help="With --again: all of them.")
@archive_option
def command(
    files: tuple[str, ...], fast: bool, workers: int | None, deepen: bool, everything: bool
) -> None:
    """Find quotes and facts in JSON Lines {id,title?,date?,text}, gzipped or not; stdin by default.

    One line out for each line in: {id,quotes:[{content,cue,source,speaker,kind,confidence,statement,reason}],facts},
    offsets into its text. A line that can't be read is named on stderr, and the exit status is 1.

    --again takes no files: it replaces what was found in the archive's articles by --fast, by
    --search-only or by an earlier version. The articles stay as they are, and an interrupted run is
    carried on by the next one.
    """
    if everything and not deepen:
        raise click.UsageError("--all goes with --again.")
    if deepen and files:
        raise click.UsageError("--again reads the archive: it takes no files.")
    if deepen:
        _again(fast, everything, workers)
    else:
        _from_lines(files or ("-",), fast, workers)


def _again(fast: bool, everything: bool, workers: int | None) -> None:
    from store.again import again

    with progress_bar("Reading anew", "articles") as progress:
        number = again(
            archive_path(), fast=fast, everything=everything, workers=workers, progress=progress
        )
    click.echo(f"{archive_path()}: {number} articles read anew.", err=True)


def _from_lines(files: tuple[str, ...], fast: bool, workers: int | None) -> None:
    from store.extract import extract_all

    bad: list[str] = []
    articles = _articles(files, bad)
    # The ids run beside the extractions: both come out in the order of the lines.
    ids: deque[Any] = deque()

    def noting() -> Iterator[Article]:
        for given_id, article in articles:
            ids.append(given_id)
            yield article

    for extraction in extract_all(noting(), fast=fast, workers=workers):
        click.echo(to_json({"id": ids.popleft(), **_as_json(extraction)}))
    for complaint in bad:
        click.echo(one_line(f"Skipped {complaint}"), err=True)
    if bad:
        click.get_current_context().exit(1)


def _articles(files: tuple[str, ...], bad: list[str]) -> Iterator[tuple[Any, Article]]:
    from store.dates import iso_date
    from store.model import Article, Paragraph

    for place, line in _lines(files, bad):
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            bad.append(f"{place}: not JSON ({error}).")
            continue
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            bad.append(f'{place}: no "text" in it: each line is {{id,title?,date?,text}}.')
            continue
        text = record["text"]
        yield (
            record.get("id"),
            Article(
                headline=str(record.get("title") or ""),
                body=text,
                paragraphs=tuple(
                    Paragraph(ordinal, *found.span())
                    for ordinal, found in enumerate(_PARAGRAPH.finditer(text), 1)
                ),
                published=iso_date(str(record.get("date") or "")),
            ),
        )


def _lines(files: tuple[str, ...], bad: list[str]) -> Iterator[tuple[str, str]]:
    from store.read.decode import as_written
    from store.read.opened import open_source

    for name in files:
        if name == "-":
            for number, line in enumerate(sys.stdin.buffer, 1):
                if line.strip():
                    yield f"stdin:{number}", as_written(line)
            continue
        try:
            with open_source(Path(name), name) as opened:
                for number, line in enumerate(opened.stream, 1):
                    if line.strip():
                        yield f"{name}:{number}", as_written(line)
        except (OSError, EOFError) as error:
            bad.append(f"{name}: {getattr(error, 'strerror', None) or error}.")


def _as_json(extraction: Extraction) -> dict[str, Any]:
    from store.figures import bound_of

    return {
        "quotes": [
            {
                "content": _lists(quote.content),
                "cue": _lists(quote.cue),
                "source": _lists(quote.source) or None,
                "speaker": quote.speaker.name if quote.speaker else None,
                "kind": str(quote.kind),
                "confidence": round(quote.confidence, 3),
                "statement": quote.is_statement,
                "reason": quote.reason,
            }
            for quote in extraction.quotes
        ],
        "facts": [
            {
                "kind": str(fact.kind),
                "span": list(fact.span),
                "value": fact.value,
                "unit": fact.unit,
                "qualifier": fact.qualifier,
                "bound": str(bound_of(fact.qualifier)),
                "what": fact.what,
                "predicate": fact.predicate,
                "where": fact.where,
                "when": fact.when or None,
                "says": fact.says or None,
            }
            for fact in extraction.facts
        ],
    }


def _lists(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]
