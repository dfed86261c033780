"""``--explain``: how the question was read, and what each passage scored and why."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import click

from bot.cli._options import Command, show

if TYPE_CHECKING:
    from bot.replies.blocks import Reply
    from store.model import Answer


def explain_option(command: Command) -> Command:
    return click.option(
        "--explain",
        is_flag=True,
        help="Show how it was read, and what each passage scored and why.",
    )(command)


def show_answer(reply: Reply, answer: Answer, *, as_json: bool, explain: bool) -> None:
    """The reply or, as JSON, the answer; with ``explain`` what the scores are made of, too."""
    if as_json:
        show(reply, answer_value(answer, explain=explain), as_json=True)
        return
    show(reply, answer, as_json=False)
    if explain:
        _print(answer)


def answer_value(answer: Answer, *, explain: bool) -> dict[str, Any]:
    """The answer as JSON has it; what its scores are made of with ``explain`` alone."""
    value = dataclasses.asdict(answer)
    if not explain:
        for passage in value["passages"]:
            del passage["scored"]
    return value


def _print(answer: Answer) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from bot.replies.explain import explanation
    from bot.replies.markup import visible

    told = explanation(answer)
    console = Console(highlight=False)
    read = Table("read", "as", title="The question", title_justify="left")
    for name, value in told.read:
        read.add_row(name, Text(visible(value)))
    console.print()
    console.print(read)
    if told.passages:
        ranked = Table("score", "passage", "why", title="The passages", title_justify="left")
        for one in told.passages:
            ranked.add_row(one.score, Text(visible(one.what)), Text(visible("\n".join(one.parts))))
        console.print(ranked)
