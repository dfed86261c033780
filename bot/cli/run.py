"""``dateline run``: the Discord bot."""

from __future__ import annotations

import click

from bot.cli._options import archive_option, settings_of_bot


def _shards(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from bot.shards import shards_from

        try:
            shards_from(value)
        except ValueError as error:
            raise click.BadParameter(f"{error}.", ctx, param) from error
    return value


@click.command(
    short_help="Run the Discord bot.",
    epilog="""\b
Examples:
  dateline run
  DATELINE_TOKEN=… dateline run --archive wire.db
  dateline run --shards 0-3/16
""",
)
@click.option(
    "--shards",
    callback=_shards,
    help="The part of Discord's servers that this process serves, of how many: 0-3/16.  "
    "[default: DATELINE_SHARDS, else all]",
)
@archive_option
def command(shards: str | None) -> None:
    """Run the Discord bot until it is told to stop (Ctrl-C or SIGTERM).

    With --shards, several processes share the servers, on the same archive and the same bot.db. The one
    with shard 0 registers the commands and polls the feeds; a digest is posted by whichever has its server.

    Settings come from the environment and from .env; .env.example says what each is for.
    """
    settings = settings_of_bot()
    if shards is not None:
        settings = settings.model_copy(update={"shards": shards})
    # Imported here: what is missing is said before the Discord library is loaded.
    from bot.running import start

    click.get_current_context().exit(start(settings))
