"""What the archive holds."""

from __future__ import annotations

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.dates import span_in_words
from bot.replies.passage import headline_runs
from bot.replies.words import words
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
                Run(words("{articles} articles", articles=f"{stats.articles:,}"), bold=True),
                Run(
                    words(
                        ", {quotes} statements by {speakers} speakers, {facts} figures and dates",
                        quotes=f"{stats.quotes:,}",
                        speakers=f"{stats.speakers:,}",
                        facts=f"{stats.facts:,}",
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
        names = ", ".join(f"{name} ({times:,})" for name, times in stats.most_quoted[:_SPEAKERS])
        blocks.append(Block(BlockKind.TEXT, (Run(words("Quoted most: {names}", names=names)),)))
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
