"""A checked message: each quote in it with its verdict, what is printed, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.replies.blocks import Action, Block, BlockKind, Button, Reply, Run
from bot.replies.cut import cut_text
from bot.replies.faults import refused_reply
from bot.replies.paging import Lookup, page_buttons, position_blocks
from bot.replies.passage import headline_text, passage_blocks
from bot.replies.typed import typed_text
from bot.replies.verdict import explained
from bot.replies.words import Words, counted, words
from store.model import Checked, Edit, EditKind, Fault, FaultKind, Verdict, VerdictKind

A_PAGE = 4
"""Quotes that fit into one message of Discord's with their citations."""
_LABELS = {
    VerdictKind.VERBATIM: words("✓ Verbatim"),
    VerdictKind.ALTERED: words("≠ Altered"),
    VerdictKind.OTHER_SPEAKER: words("⇄ Right words, other speaker"),
    VerdictKind.PARAPHRASE: words("≈ Paraphrase"),
    VerdictKind.NOT_FOUND: words("? Not found"),
}
_BESIDE = 25
"""Words kept on either side of a change, for its place to be known."""
_LONGEST = 1_000
"""Characters shown of what was left out, or put in, in one stretch."""
_LABEL = 60
_ARTICLES = 4


def check_reply(checked: Checked, offset: int = 0, lookup: Lookup | None = None) -> Reply:
    """The verdicts from ``offset`` on; for the asker alone where none of the quotes was found.

    ``lookup`` is what its page buttons repeat; without it all verdicts are shown.
    """
    total = len(checked.verdicts)
    if not total:
        return refused_reply((Fault(FaultKind.NO_WORDS),))
    step = lookup.step if lookup else total
    shown = checked.verdicts[offset : offset + step]
    blocks = [
        block
        for number, verdict in enumerate(shown, offset + 1)
        for block in _verdict(verdict, number if total > 1 else 0)
    ]
    if any(verdict.edits for verdict in shown):
        blocks.append(Block(BlockKind.NOTE, _LEGEND))
    blocks.extend(position_blocks(offset, len(shown), total))
    blocks.extend(_left(checked))
    buttons = (*page_buttons(lookup, offset, total), *_articles(shown))
    found = any(verdict.kind is not VerdictKind.NOT_FOUND for verdict in checked.verdicts)
    return Reply(tuple(blocks), buttons, private=not found)


_LEGEND = (
    Run(words("like this"), deleted=True),
    Run(words(" is printed and was left out, ")),
    Run(words("like this"), bold=True, inserted=True),
    Run(words(" was put in")),
)


def _verdict(verdict: Verdict, number: int) -> Iterator[Block]:
    """``number``: of the quote among several, 0 for the only one."""
    label = _LABELS[verdict.kind]
    numbered = (Run(f"{number}. "), Run(label)) if number else (Run(label),)
    yield Block(BlockKind.HEADING, numbered)
    yield Block(BlockKind.NOTE, (Run(_claimed(verdict)),))
    yield Block(BlockKind.TEXT, (Run(explained(verdict)),))
    if verdict.passage is None:
        return
    printed, *rest = passage_blocks(verdict.passage)
    if verdict.edits:
        printed = replace(printed, runs=tuple(_edited(verdict.edits)))
    yield printed
    yield from rest


def _claimed(verdict: Verdict) -> Words:
    claimed = typed_text(verdict.claim.text)
    named = typed_text(verdict.claim.speaker)
    if named:
        return words("In the message: {claimed} (given to {named})", claimed=claimed, named=named)
    return words("In the message: {claimed}", claimed=claimed)


def _edited(edits: Sequence[Edit]) -> Iterator[Run]:
    """The printed words with what was left out of them struck, and what was put in marked."""
    before = ""
    for number, edit in enumerate(edits):
        kept = edit.kind is EditKind.KEPT
        text = edit.text
        if kept:
            text = _beside(text, number > 0, number + 1 < len(edits))
        else:
            text = cut_text(text, _LONGEST)
        if before and _touch(before, text):
            yield Run(" ")
        put_in = edit.kind is EditKind.INSERTED
        yield Run(text, bold=put_in, deleted=edit.kind is EditKind.DELETED, inserted=put_in)
        before = text


def _touch(before: str, after: str) -> bool:
    """Whether two words would run together."""
    return bool(after) and before[-1].isalnum() and (after[0].isalnum() or after[0] in "“‘\"'(")


def _beside(text: str, after: bool, before: bool) -> str:
    """The words next to the changes that stand before and behind them, with "…" for the others."""
    parts = text.split(" ")
    first = parts[:_BESIDE] if after else []
    last = parts[-_BESIDE:] if before else []
    if len(first) + len(last) + 1 >= len(parts) or not (after or before):
        return text
    return " ".join([*first, "…", *last])


def _left(checked: Checked) -> Iterator[Block]:
    if checked.more:
        text = counted(
            "Quotes that were not looked for: {count}. Check it alone.",
            "Quotes that were not looked for: {count}. Check them alone.",
            checked.more,
        )
        yield Block(BlockKind.NOTE, (Run(text),))
    if checked.unread:
        text = counted(
            "The last character was not read.",
            "The last {count} characters were not read.",
            checked.unread,
        )
        yield Block(BlockKind.NOTE, (Run(text),))


def _articles(shown: Sequence[Verdict]) -> tuple[Button, ...]:
    cited = {
        verdict.passage.citation.article_id: verdict.passage.citation.headline
        for verdict in shown
        if verdict.passage
    }
    if len(cited) == 1:
        return tuple(Button(words("Article"), Action.ARTICLE, (str(number),)) for number in cited)
    return tuple(
        Button(cut_text(headline_text(headline), _LABEL), Action.ARTICLE, (str(number),))
        for number, headline in list(cited.items())[:_ARTICLES]
    )
