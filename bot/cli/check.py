"""``dateline check``: is a quote what was printed?"""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING, Any

import click

from bot.cli._options import archive_option, end_if_nothing, json_option, open_archive, show

if TYPE_CHECKING:
    from store.model import Checked, Verdict


@click.command(
    short_help="Check a quote against what was printed.",
    epilog="""\b
Examples:
  dateline check '"The situation is not getting any better," said Erica Kang.'
  dateline check "the situation is getting better" --speaker kang
  dateline check - --json < message.txt
""",
)
@click.argument("quote", nargs=-1, required=True, metavar="QUOTE")
@click.option("--speaker", default="", help="Who is said to have said it.")
@json_option
@archive_option
def command(quote: tuple[str, ...], speaker: str, as_json: bool) -> None:
    """Check a quote, or a message with several, against what the archive prints; - reads it from stdin.

    Each quote is verbatim, altered (with the words that differ), given to another speaker than printed, a
    paraphrase, or not found, which does not mean that it was not said. Exit status 1 where none was found.
    """
    from bot import lookups

    text = sys.stdin.read() if quote == ("-",) else " ".join(quote)
    reply, value = lookups.check(open_archive(), text, speaker, limit=None)
    show(reply, _as_json(value) if as_json else value, as_json=as_json)
    end_if_nothing(value)


def _as_json(checked: Checked) -> dict[str, Any]:
    verdicts = [_verdict(each) for each in checked.verdicts]
    return {**dataclasses.asdict(checked), "verdicts": verdicts}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    """With a sentence in the place of what it rests on."""
    from bot.replies.verdict import explained

    value = dataclasses.asdict(verdict)
    del value["grounds"]
    kind = {name: value.pop(name) for name in ("claim", "kind")}
    return {**kind, "explanation": explained(verdict), **value}
