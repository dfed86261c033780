"""What the archive holds."""

from __future__ import annotations

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.dates import span_in_words
from bot.replies.passage import headline_runs
from store.model import ArchiveStats

_SPEAKERS = 8


def about_reply(stats: ArchiveStats) -> Reply:
    """Sizes, dates, the newest article and who is quoted most."""
    blocks = [
        Block(BlockKind.HEADING, (Run("This archive"),)),
        Block(
            BlockKind.TEXT,
            (
                Run(f"{stats.articles:,} articles", bold=True),
                Run(
                    f", {stats.quotes:,} statements by {stats.speakers:,} speakers, "
                    f"{stats.facts:,} figures and dates"
                ),
            ),
        ),
    ]
    dates = span_in_words(stats.first, stats.last)
    if dates:
        blocks.append(Block(BlockKind.TEXT, (Run(f"Published {dates}"),)))
    if stats.newest is not None:
        blocks.append(Block(BlockKind.TEXT, (Run("Newest: "), *headline_runs(stats.newest))))
    if stats.most_quoted:
        names = ", ".join(f"{name} ({times:,})" for name, times in stats.most_quoted[:_SPEAKERS])
        blocks.append(Block(BlockKind.TEXT, (Run(f"Quoted most: {names}"),)))
    blocks.append(
        Block(
            BlockKind.NOTE,
            (
                Run(
                    "Dateline answers with words that are printed in the archive and says where "
                    "they stand; it makes up none."
                ),
            ),
        )
    )
    return Reply(tuple(blocks))
