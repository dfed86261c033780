"""What was corrected in an article: one correction a page, words taken out struck and words put in underlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.replies.blocks import Action, Block, BlockKind, Button, Reply, Run
from bot.replies.cut import cut_text
from bot.replies.dates import in_words
from bot.replies.paging import Lookup, page_buttons
from bot.replies.passage import headline_text
from bot.replies.words import Spoken, counted, joined, words
from store.model import ChangedParagraph, Changes, Edit, EditKind, Revision

_BESIDE = 12
"""Words kept on either side of a change, for its place to be known."""
_PARAGRAPHS = 25
"""Changed paragraphs shown of one correction."""
_LONGEST = 1_500
"""Characters shown of what was taken out, or put in, in one stretch."""


def changes_reply(changes: Changes, page: int = 0) -> Reply:
    """One correction of an article (0 for the newest), or that there was none."""
    article = changes.article
    to_article = Button(words("Article"), Action.ARTICLE, (str(article.article_id),))
    heading = Block(
        BlockKind.HEADING,
        (Run(words("Changes: {headline}", headline=headline_text(article.headline))),),
    )
    if not changes.revisions:
        never = Run(words("It stands as it was first taken in: no correction is known."))
        return Reply((heading, Block(BlockKind.TEXT, (never,))), (to_article,))
    total = len(changes.revisions)
    page = max(0, min(page, total - 1))
    revision = changes.revisions[page]
    blocks = (
        heading,
        Block(BlockKind.CITATION, (Run(_which(revision, page, total)),)),
        *_changed(revision),
        Block(BlockKind.NOTE, _LEGEND),
    )
    lookup = Lookup("changes", (str(article.article_id),), 1)
    return Reply(blocks, (*page_buttons(lookup, page, total), to_article))


_LEGEND = (
    Run(words("like this"), deleted=True),
    Run(words(" was printed before, ")),
    Run(words("like this"), inserted=True),
    Run(words(" is printed since")),
)


def _which(revision: Revision, page: int, total: int) -> Spoken:
    which = words("Corrected once")
    if total > 1:
        which = words("Correction {number} of {total}", number=total - page, total=total)
    day = words("taken in on {day}", day=in_words(revision.replaced[:10]))
    return joined(" · ", (which, day))


def _changed(revision: Revision) -> Iterator[Block]:
    if revision.headline:
        yield _line(words("Headline: "), revision.headline)
    if revision.published:
        yield _line(words("Date: "), revision.published)
    for paragraph in revision.paragraphs[:_PARAGRAPHS]:
        yield _paragraph(paragraph)
    more = len(revision.paragraphs) - _PARAGRAPHS
    if more > 0:
        told = counted(
            "and {count} more changed paragraph", "and {count} more changed paragraphs", more
        )
        yield Block(BlockKind.NOTE, (Run(told),))


def _paragraph(paragraph: ChangedParagraph) -> Block:
    place = f"¶{paragraph.ordinal} " if paragraph.ordinal else words("gone: ")
    return _line(place, paragraph.edits)


def _line(label: str, edits: Sequence[Edit]) -> Block:
    runs = [Run(label)]
    for number, edit in enumerate(edits):
        if number:
            runs.append(Run(" "))
        if edit.kind is EditKind.KEPT:
            runs.append(Run(_beside(edit.text, number > 0, number + 1 < len(edits))))
        else:
            text = cut_text(edit.text, _LONGEST)
            gone = edit.kind is EditKind.DELETED
            runs.append(Run(text, deleted=gone, inserted=not gone))
    return Block(BlockKind.TEXT, tuple(runs))


def _beside(text: str, after: bool, before: bool) -> str:
    """The words next to the changes that stand before and behind them, with "…" for the others."""
    parts = text.split()
    first = parts[:_BESIDE] if after else []
    last = parts[-_BESIDE:] if before else []
    if len(first) + len(last) + 1 >= len(parts):
        return text
    return " ".join([*first, "…", *last])
