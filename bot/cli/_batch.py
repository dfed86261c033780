"""``--batch FILE``: many questions from JSON Lines, one answer a line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from bot.cli._options import Command, to_json


def batch_option(command: Command) -> Command:
    return click.option(
        "--batch",
        default="",
        metavar="FILE",
        help="Questions from JSON Lines {question_id,question}, gzipped or not.",
    )(command)


def run_batch(file: str, answered: Callable[[str], dict[str, object]]) -> None:
    """Answer each line of ``file`` on stdout; bad lines are named on stderr, and end in status 1."""
    from store.read.decode import decode
    from store.read.opened import open_source

    bad = 0
    try:
        with open_source(Path(file), file) as opened:
            for number, line in enumerate(opened.stream, 1):
                if not line.strip():
                    continue
                try:
                    record = json.loads(decode(line))
                    question_id, question = record["question_id"], str(record["question"])
                except (ValueError, KeyError, TypeError, RecursionError):
                    bad += 1
                    click.echo(f"Skipped {file}:{number}: not {{question_id,question}}.", err=True)
                    continue
                click.echo(to_json({"question_id": question_id, **answered(question)}))
    except (OSError, EOFError) as error:
        raise click.ClickException(
            f"{file} can't be read ({getattr(error, 'strerror', None) or error})."
        ) from error
    if bad:
        click.get_current_context().exit(1)
