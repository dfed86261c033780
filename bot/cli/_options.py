"""Options that several commands share, and the two ways a result leaves: for a person, or as JSON."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from bot.replies.blocks import Reply
    from bot.settings import Settings
    from store import Archive

Command = TypeVar("Command", bound=Callable[..., Any])


class IsoDate(click.ParamType[str]):
    """YYYY, YYYY-MM or YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).strip()
        if not text:
            return ""
        try:
            if re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
                date.fromisoformat((text + "-01-01")[:10])
                return text
        except ValueError:
            pass
        raise click.BadParameter(
            f"{value!r} is not a date: write 2002-09-11, 2002-09 or 2002.", ctx, param
        )


def archive_option(command: Command) -> Command:
    """``--archive``, taken before the command's name and after it alike."""

    def keep(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
        if value is not None:
            ctx.find_root().obj = value

    return click.option(
        "--archive",
        type=click.Path(path_type=Path, dir_okay=False),
        expose_value=False,
        callback=keep,
        help="The archive's file.  [default: DATELINE_ARCHIVE, else archive.db]",
    )(command)


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")(
        command
    )


def fast_option(command: Command) -> Command:
    return click.option(
        "--fast",
        is_flag=True,
        help="Without the parser, some fifty times as fast: quotes and speakers with less certainty, no facts.",
    )(command)


def workers_option(command: Command) -> Command:
    return click.option(
        "--workers",
        type=click.IntRange(1, 256),
        default=None,
        help="Processes to work in.  [default: all cores where there is much to read]",
    )(command)


def date_options(command: Command) -> Command:
    command = click.option("--before", type=IsoDate(), default="", help="Printed on or before.")(
        command
    )
    return click.option("--after", type=IsoDate(), default="", help="Printed on or after.")(command)


def limit_option(default: int) -> Callable[[Command], Command]:
    return click.option(
        "--limit",
        type=click.IntRange(1, 1000),
        default=default,
        show_default=True,
        help="How many at the most.",
    )


def chosen_archive() -> Path | None:
    """The archive that ``--archive`` named."""
    chosen = click.get_current_context().find_root().obj
    return chosen if isinstance(chosen, Path) else None


def archive_path() -> Path:
    """The archive that this run is about."""
    chosen = chosen_archive()
    if chosen:
        return chosen
    # Imported here: settings are validated by a library that help should not wait for.
    from bot.settings import load

    return load().archive


def settings_of_bot() -> Settings:
    """What the Discord bot runs with. Raises SettingsError where the token or another is missing."""
    from bot.settings import load

    settings = load(need_token=True)
    chosen = chosen_archive()
    return settings.model_copy(update={"archive": chosen}) if chosen else settings


def semantic_option(command: Command) -> Command:
    return click.option(
        "--semantic",
        is_flag=True,
        help="Rank by meaning too: needs the extra, pip install 'dateline-bot[semantic]'.",
    )(command)


def open_archive(*, semantic: bool = False) -> Archive:
    """The archive, to be closed when the command ends."""
    from store import Archive

    return click.get_current_context().with_resource(
        Archive.open(archive_path(), semantic=semantic)
    )


def show(reply: Reply, value: Any, *, as_json: bool) -> None:
    """The reply for a person, or the value behind it as JSON. What was refused is wrong usage."""
    if as_json:
        click.echo(to_json(value, indent=2))
        if reply.refused:
            click.get_current_context().exit(2)
    elif reply.refused:
        raise click.UsageError(one_line(" ".join(block.text for block in reply.blocks)))
    else:
        from bot.terminal import print_reply

        print_reply(reply)


def to_json(value: Any, *, indent: int | None = None) -> str:
    """A value of the store as JSON."""
    from store.as_json import as_json

    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = dataclasses.asdict(value)
    return as_json(value, indent=indent)


def end_if_nothing(value: Any) -> None:
    """End with exit status 1 where nothing was found."""
    from bot.lookups import is_found

    if not is_found(value):
        click.get_current_context().exit(1)


def one_line(text: str) -> str:
    """What somebody else wrote, without anything that acts on a terminal or begins another line."""
    from bot.replies.markup import visible

    return visible(text).replace("\n", " ")
