"""What the archive holds."""

from __future__ import annotations

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.dates import span_in_words
from bot.replies.most_quoted import most_quoted
from bot.replies.passage import headline_runs
from bot.replies.words import counted, words
from store.model import ArchiveStats

_SPEAKERS = 8


def about_reply(stats: ArchiveStats, version: str = "", invite: str = "") -> Reply:
    """Sizes, dates, the newest article and who is quoted most.

    ``version`` is the program's; ``invite`` a link that adds the bot to a server; "" for neither.
    """
    blocks = [
        Block(BlockKind.HEADING, (Run(words("This archive")),)),
        Block(
            BlockKind.TEXT,
            (
                Run(counted("{count} article", "{count} articles", stats.articles), bold=True),
                Run(
                    counted(
                        ", {quotes} by {count} speaker, {facts}",
                        ", {quotes} by {count} speakers, {facts}",
                        stats.speakers,
                        quotes=counted("{count} statement", "{count} statements", stats.quotes),
                        facts=counted(
                            "{count} figure or date", "{count} figures and dates", stats.facts
                        ),
                    )
                ),
            ),
        ),
    ]
    dates = span_in_words(stats.first, stats.last)
    if dates:
        blocks.append(Block(BlockKind.TEXT, (Run(words("Published {dates}", dates=dates)),)))
    if stats.newest is not None:
        blocks.append(Block(BlockKind.TEXT, (Run(words("Newest: ")), *headline_runs(stats.newest))))
    if stats.most_quoted:
        blocks.append(Block(BlockKind.TEXT, (Run(most_quoted(stats.most_quoted[:_SPEAKERS])),)))
    blocks.append(
        Block(
            BlockKind.NOTE,
            (
                Run(
                    words(
                        "Dateline answers with words that are printed in the archive and says where "
                        "they stand; it makes up none."
                    )
                ),
            ),
        )
    )
    if version:
        runs = [Run(words("Dateline {version}", version=version))]
        if invite:
            runs.extend((Run(" · "), Run(words("Add it to a server"), url=invite)))
        blocks.append(Block(BlockKind.NOTE, tuple(runs)))
    return Reply(tuple(blocks))
