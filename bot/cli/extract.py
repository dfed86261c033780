"""``dateline extract``: who said what in texts from a pipe, without an archive."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli._options import to_json

if TYPE_CHECKING:
    from store.model import Article, Extraction, Span

_PARAGRAPH = re.compile(r"[^\n]+")


@click.command(
    short_help="Find quotes in texts from a pipe.",
    epilog="""\b
Example:
  echo '{"id": "1", "text": "\\"It rained,\\" Ada Obe said."}' | dateline extract
""",
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
def command(files: tuple[str, ...]) -> None:
    """Find quotes and facts in JSON Lines {id,title?,date?,text}, gzipped or not; stdin by default.

    One line out for each line in: {id,quotes:[{content,cue,source,speaker,kind,confidence}],facts},
    offsets into its text. A line that can't be read is named on stderr, and the exit status is 1.
    """
    from store.extract import extract_all

    bad: list[str] = []
    articles = _articles(files or ("-",), bad)
    # The ids run beside the extractions: both come out in the order of the lines.
    ids: list[Any] = []

    def noting() -> Iterator[Article]:
        for given_id, article in articles:
            ids.append(given_id)
            yield article

    for number, extraction in enumerate(extract_all(noting())):
        click.echo(to_json({"id": ids[number], **_as_json(extraction)}))
    for complaint in bad:
        click.echo(f"Skipped {complaint}", err=True)
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
    from store.read.decode import decode
    from store.read.opened import open_source

    for name in files:
        if name == "-":
            for number, line in enumerate(sys.stdin.buffer, 1):
                if line.strip():
                    yield f"stdin:{number}", decode(line)
            continue
        try:
            with open_source(Path(name), name) as opened:
                for number, line in enumerate(opened.stream, 1):
                    if line.strip():
                        yield f"{name}:{number}", decode(line)
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
