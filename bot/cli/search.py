"""``dateline search``: passages that hold some words."""

from __future__ import annotations

import dataclasses

import click

from bot.cli._batch import batch_option, run_batch
from bot.cli._explain import explain_option, show_answer
from bot.cli._options import (
    archive_option,
    date_options,
    end_if_nothing,
    json_option,
    limit_option,
    open_archive,
    semantic_option,
)
from bot.cli._words import WordsCommand


@click.command(
    cls=WordsCommand,
    short_help="Find passages by their words.",
    epilog="""\b
Examples:
  dateline search asylum seekers
  dateline search '"foreign missions" -Seoul' --after 2002
  dateline search harbor -storm
  dateline search --batch questions.jsonl > hits.jsonl
""",
)
@click.argument("words", nargs=-1, metavar="WORDS")
@date_options
@limit_option(10)
@batch_option
@explain_option
@semantic_option
@json_option
@archive_option
def command(
    words: tuple[str, ...],
    after: str,
    before: str,
    limit: int,
    batch: str,
    explain: bool,
    semantic: bool,
    as_json: bool,
) -> None:
    """Find passages: words, "exact phrases", -word, speaker:NAME, after:DATE, before:DATE, in:DATE,
    source:NAME.

    With --batch, {question_id,question} lines in, {question_id,hits} lines out.
    """
    from bot import lookups

    archive = open_archive(semantic=semantic)
    if batch:

        def hits(text: str) -> dict[str, object]:
            return {"hits": [dataclasses.asdict(hit) for hit in archive.hits(text, limit=limit)]}

        run_batch(batch, hits)
        return
    if not words:
        raise click.UsageError("Missing WORDS: say what to look for, or give --batch FILE.")
    reply, value = lookups.search(archive, " ".join(words), after=after, before=before, limit=limit)
    show_answer(reply, value, as_json=as_json, explain=explain)
    end_if_nothing(value)
