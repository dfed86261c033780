"""Slash commands as lines of text: ``/said Erica Kang about:refugees``. A line without a slash is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import lookups
from bot.replies.blocks import Block, BlockKind, Reply, Run
from store.dates import day_of_year, iso_date

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent, Completion
    from prompt_toolkit.document import Document

    from bot.lookups import Result
    from store import Archive


class BadLine(Exception):
    """A line that can't be carried out; the message says why."""


@dataclass(frozen=True, slots=True)
class Usage:
    argument: str
    """What the command takes; "" for nothing."""
    options: tuple[str, ...]
    does: str


USAGES = {
    "ask": Usage("question", (), "answer a question"),
    "who-said": Usage("words", ("after", "before"), "find who said these words"),
    "said": Usage("speaker", ("about", "after", "before"), "show what a speaker said"),
    "search": Usage("words", (), "find passages"),
    "check": Usage("quote", ("speaker",), "check a quote against what was printed"),
    "speaker": Usage("name", (), "show who a speaker is"),
    "article": Usage("id or headline", ("page",), "show an article"),
    "facts": Usage("subject", ("after", "before"), "show figures about a subject"),
    "on-this-day": Usage("", ("date",), "show what was printed on a day of any year"),
    "timeline": Usage("speaker", ("topic",), "show how a speaker's words changed"),
    "digest": Usage("", ("day", "since", "topic", "speaker"), "show a day's digest"),
    "about": Usage("", (), "show what the archive holds"),
    "help": Usage("", (), "show this list"),
}


def run_line(archive: Archive, line: str) -> Result:
    """Carry out one line. Raises BadLine."""
    name, argument, options = parse_line(line)
    usage = USAGES[name]
    if usage.argument and not argument:
        raise BadLine(f"/{name} needs a {usage.argument}: {_usage_line(name)}")
    for option in ("after", "before", "day", "since"):
        if option in options:
            date = iso_date(options[option])
            if not date:
                raise BadLine(
                    f"{options[option]} is not a date: write 2002-09-11, 2002-09 or 2002."
                )
            options[option] = date
    after, before = options.get("after", ""), options.get("before", "")
    match name:
        case "ask":
            return lookups.ask(archive, argument)
        case "who-said":
            return lookups.who_said(archive, argument, after, before)
        case "said":
            return lookups.said(archive, argument, options.get("about", ""), after, before)
        case "search":
            return lookups.search(archive, argument)
        case "check":
            quote = argument.removeprefix("quote ")
            return lookups.check(archive, quote, options.get("speaker", ""), limit=None)
        case "speaker":
            return lookups.speaker(archive, argument)
        case "article":
            return lookups.article(archive, argument, offset=_page(options))
        case "facts":
            return lookups.facts(archive, argument, after, before)
        case "on-this-day":
            return lookups.on_this_day(archive, _day(argument or options.get("date", "")))
        case "timeline":
            return lookups.timeline(archive, argument, options.get("topic", ""))
        case "digest":
            return lookups.digest(
                archive,
                options.get("day", ""),
                topics=tuple(filter(None, [options.get("topic")])),
                speakers=tuple(filter(None, [options.get("speaker")])),
                since=options.get("since", ""),
            )
        case "about":
            return lookups.stats(archive)
    return help_reply(), ""


def parse_line(line: str) -> tuple[str, str, dict[str, str]]:
    """``(command, argument, options)`` of a line. Raises BadLine for a command there is not."""
    line = line.strip()
    if not line.startswith("/"):
        return "ask", line, {}
    name, _, rest = line[1:].partition(" ")
    if name not in USAGES:
        from rapidfuzz import process

        near = process.extractOne(name, USAGES.keys(), score_cutoff=60)
        hint = f"did you mean /{near[0]}?" if near else "/help lists what there is."
        raise BadLine(f"There is no /{name}: {hint}")
    known = USAGES[name].options
    if not known:
        return name, rest.strip(), {}
    parts = re.split(rf"(?:^|\s)({'|'.join(known)}):", rest)
    options = {
        option: value.strip() for option, value in zip(parts[1::2], parts[2::2], strict=True)
    }
    return name, parts[0].strip(), options


def help_reply() -> Reply:
    """What can be typed."""
    blocks = [
        Block(BlockKind.TEXT, (Run(_usage_line(name), bold=True), Run(f"  {usage.does}")))
        for name, usage in USAGES.items()
    ]
    return Reply((*blocks, Block(BlockKind.NOTE, (Run("Ctrl-D ends."),))))


def _usage_line(name: str) -> str:
    usage = USAGES[name]
    argument = f" <{usage.argument}>" if usage.argument else ""
    return f"/{name}{argument}" + "".join(f" [{option}:…]" for option in usage.options)


def _day(text: str) -> str:
    day = day_of_year(text)
    if text and not day:
        raise BadLine(f"{text} is not a day: write 11 September, 09-11 or 2002-09-11.")
    return day


def _page(options: dict[str, str]) -> int:
    text = options.get("page", "1")
    if not text.isdigit() or not 1 <= int(text[:6]) <= 100_000:
        raise BadLine(f"{text} is not a page: write a number from 1.")
    return int(text) - 1


def prompt(archive: Archive) -> None:
    """Read lines from a terminal until it ends, with history and completion; from a pipe plainly."""
    for line in _lines(archive):
        if line.strip() in ("/quit", "/exit", "quit", "exit"):
            return
        if line.strip():
            show_line(archive, line)


def show_line(archive: Archive, line: str) -> None:
    """Carry out a line and print its reply, or what is wrong with it."""
    import click

    from bot.cli._options import one_line
    from bot.terminal import print_reply

    try:
        reply, _ = run_line(archive, line)
    except BadLine as error:
        click.echo(one_line(str(error)), err=True)
    else:
        print_reply(reply)


def _lines(archive: Archive) -> Iterator[str]:
    import sys

    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    from pathlib import Path

    from platformdirs import user_state_path
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.completion import Completion as Choice
    from prompt_toolkit.history import FileHistory

    class Commands(Completer):
        """Command names, then the archive's own speakers and headlines."""

        def get_completions(
            self, document: Document, complete_event: CompleteEvent
        ) -> Iterator[Completion]:
            typed = document.text_before_cursor
            name, space, rest = typed[1:].partition(" ")
            if not typed.startswith("/"):
                return
            if not space:
                for one in USAGES:
                    if one.startswith(name):
                        yield Choice(one, -len(name), display_meta=USAGES[one].does)
            elif name in ("said", "speaker", "timeline"):
                for suggestion in archive.suggest_speakers(rest, limit=10):
                    yield Choice(suggestion.value, -len(rest), display=suggestion.label)
            elif name == "article":
                for suggestion in archive.suggest_headlines(rest, limit=10):
                    yield Choice(suggestion.value, -len(rest), display=suggestion.label)

    folder: Path = user_state_path("dateline", ensure_exists=True)
    session: PromptSession[str] = PromptSession(
        "dateline> ",
        history=FileHistory(str(folder / "chat-history")),
        completer=Commands(),
        complete_in_thread=True,
    )
    while True:
        try:
            yield session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
