"""``dateline`` = ``python -m bot``: the command line. Each command is a file in ``bot/cli/``.

Exit status: 0 done, 1 failed or nothing found, 2 wrong usage.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

import click

import bot.cli
from bot.cli._options import archive_option
from bot.secret_files import withhold

_SPEAKING_TO_DISCORD = frozenset({"run", "sync", "doctor"})


class Commands(click.Group):
    """Commands found by walking ``bot/cli``, each loaded when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(bot.cli.__path__))
        return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"bot.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean {near[0]!r}?", ctx) from error


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  dateline demo
  dateline ingest articles/
  dateline ask "How many people were rescued this year?"
  dateline said "Erica Kang" --about refugees
  dateline who-said "getting any better"
""",
)
@click.version_option(package_name="dateline-bot", prog_name="dateline")
@archive_option
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Ask a news archive who said what: verbatim quotes, with citations."""
    if ctx.invoked_subcommand not in _SPEAKING_TO_DISCORD:
        withhold()


def main() -> None:
    """The console script. Every failure ends in one sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    try:
        cli(prog_name=Path(sys.argv[0]).name if "dateline" in sys.argv[0] else "dateline")
    except Exception as error:
        # Imported here: settings are validated by a library that help should not wait for.
        from bot.cli._options import one_line
        from bot.settings import SettingsError
        from store.errors import ArchiveError

        if not isinstance(error, ArchiveError | SettingsError):
            raise
        click.echo(f"Error: {one_line(str(error))}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
