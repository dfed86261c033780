"""Whom a role was taken to mean that was asked for in the place of a name: everybody who is printed in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.replies.blocks import Block, BlockKind, Run
from bot.replies.dates import span_in_words
from bot.replies.passage import each_once, headline_text
from bot.replies.words import counted, joined, words
from store.model import Holder

_SHOWN = 5


def holders_blocks(holders: Sequence[Holder], *, is_sure: bool = True) -> Iterator[Block]:
    """Each with the role as printed and when; unless ``is_sure``, none is quite in the one asked for."""
    if not holders:
        return
    told = joined("; ", map(_told, holders[:_SHOWN]))
    if is_sure:
        yield _note(words("Taken to mean, as printed: {holders}", holders=told))
    else:
        yield _note(words("Who may be meant, as printed: {holders}", holders=told))
    more = len(holders) - _SHOWN
    if more > 0:
        yield _note(counted("{count} more holds that role", "{count} more hold that role", more))


def _told(holder: Holder) -> str:
    """``Mara Oss (mayor, Lund, 3 May 2001 to 11 September 2002)``."""
    role = each_once(holder.role, holder.organisation, holder.place)
    days = span_in_words(holder.first, holder.last)
    inside = [part for part in (headline_text(role) if role else "", days) if part]
    name = headline_text(holder.name)
    return joined("", (name, " (", joined(", ", inside), ")")) if inside else name


def _note(text: str) -> Block:
    return Block(BlockKind.NOTE, (Run(text),))
