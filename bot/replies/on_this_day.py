"""What was printed on one day of the year, in any year."""

from __future__ import annotations

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.dates import day_in_words
from bot.replies.digest import story_blocks
from bot.replies.notice import notice_reply
from bot.replies.paging import Lookup, page_buttons, position_blocks
from bot.replies.words import counted, words
from store.overview.model import DayOfYears


def on_this_day_reply(found: DayOfYears, lookup: Lookup | None = None) -> Reply:
    """Stories with what was said in them, one of each year first; privately, that there are none."""
    day = day_in_words(found.day)
    if not found.stories:
        return notice_reply(words("Nothing in this archive was printed on {day}.", day=day))
    blocks = [Block(BlockKind.HEADING, (Run(words("On {day}", day=day)),))]
    if len(found.years) > 1:
        told = counted(
            "{stories} in {count} year, {first} to {last}",
            "{stories} in {count} years, {first} to {last}",
            len(found.years),
            stories=counted("{count} story", "{count} stories", found.total),
            first=found.years[0],
            last=found.years[-1],
        )
        blocks.append(Block(BlockKind.TEXT, (Run(told),)))
    for story in found.stories:
        blocks.extend(story_blocks(story))
    blocks.extend(position_blocks(found.offset, len(found.stories), found.total))
    return Reply(tuple(blocks), page_buttons(lookup, found.offset, found.total))
