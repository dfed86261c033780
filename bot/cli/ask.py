"""``dateline ask``: a question in plain words."""

from __future__ import annotations

from datetime import date

import click

from bot.cli._batch import batch_option, run_batch
from bot.cli._explain import answer_value, explain_option, show_answer
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
    short_help="Answer a question with what was printed.",
    epilog="""\b
Examples:
  dateline ask "How many North Koreans have sought asylum this year?"
  dateline ask "Who is Erica Kang?" --json
  dateline ask "What did Kang say last week about refugees?" --explain
  dateline ask --batch questions.jsonl > answers.jsonl
""",
)
@click.argument("question", nargs=-1, metavar="QUESTION")
@date_options
@limit_option(3)
@batch_option
@explain_option
@semantic_option
@json_option
@archive_option
def command(
    question: tuple[str, ...],
    after: str,
    before: str,
    limit: int,
    batch: str,
    explain: bool,
    semantic: bool,
    as_json: bool,
) -> None:
    """Answer a question with the words that were printed, who said them, and where.

    A question may hold "exact phrases", -word, speaker:NAME, after:DATE, before:DATE, in:DATE and
    source:NAME (a folder, file, feed or site); dates may be words: after:september-2002, since:yesterday.

    Exit status 1 where the archive does not know. With --batch, {question_id,question} lines in,
    {question_id,answer} lines out.
    """
    from bot import lookups

    archive = open_archive(semantic=semantic)
    if batch:
        today = date.today()

        def answered(text: str) -> dict[str, object]:
            answer = archive.ask(text, limit=limit, after=after, before=before, today=today)
            return {"answer": answer_value(answer, explain=explain)}

        run_batch(batch, answered)
        return
    if not question:
        raise click.UsageError("Missing QUESTION: ask something, or give --batch FILE.")
    reply, value = lookups.ask(archive, " ".join(question), after=after, before=before, limit=limit)
    show_answer(reply, value, as_json=as_json, explain=explain)
    end_if_nothing(value)
