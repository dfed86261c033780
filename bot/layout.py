"""A reply drawn with Discord's components: a container of texts, each citation with its button."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import discord
from discord import ui

from bot.buttons.article import ArticleButton
from bot.buttons.context import ContextButton
from bot.buttons.feedback import FeedbackButton, feedback_id
from bot.buttons.forget import ForgetButton
from bot.buttons.page import PageButton, page_id
from bot.buttons.show import ShowButton, show_id
from bot.replies.blocks import Action, Block, BlockKind, Button, Reply
from bot.replies.cut import cut_text
from bot.replies.fit import fit
from bot.replies.limits import ALT_TEXT, BUTTON_LABEL, LAYOUT_COMPONENTS, ROW_BUTTONS
from bot.replies.markup import markdown, visible

_BESIDE = 3
"""Components of a text with a button: section, text, button."""
_MOST_ROWS = 2
_OPENING = (BlockKind.QUOTE, BlockKind.HEADING, BlockKind.HEADLINE)


class LayoutReply(ui.LayoutView):
    """A message that shows ``reply``. Its buttons carry their state and never time out.

    ``keys`` holds the stored key of each page button whose question is too long for it
    (``bot.respond.drawn`` stores them). ``picture`` is the reply's, drawn as a PNG; it has to be sent along
    as ``files()``.
    """

    def __init__(
        self, reply: Reply, keys: Mapping[Button, str], picture: bytes | None = None
    ) -> None:
        super().__init__(timeout=None)
        reply = fit(reply)
        self._picture = (reply.picture, picture) if reply.picture and picture else None
        container: ui.Container[LayoutReply] = ui.Container()
        seen: set[str] = set()
        room = LAYOUT_COMPONENTS - 1 - bool(self._picture) - _MOST_ROWS * (ROW_BUTTONS + 1)
        for number, (shown, button) in enumerate(_texts(reply.blocks)):
            # Discord refuses a text that shows nothing, as of words that nobody can see.
            text = shown if shown.strip() else "…"
            item = _item(button, keys) if button else None
            cost = (_BESIDE if item else 1) + (1 if number else 0)
            if cost > room:
                break
            room -= cost
            if number:
                container.add_item(ui.Separator(visible=bool(item)))
            if item is not None and item.custom_id not in seen:
                seen.add(item.custom_id)
                container.add_item(ui.Section(ui.TextDisplay(text), accessory=item))
            else:
                container.add_item(ui.TextDisplay(text))
        if self._picture:
            chart, _ = self._picture
            alt = cut_text(visible(chart.alt), ALT_TEXT)
            item_shown = discord.MediaGalleryItem(f"attachment://{chart.name}.png", description=alt)
            container.add_item(ui.MediaGallery(item_shown))
        self.add_item(container)
        items = []
        for button in reply.buttons[: _MOST_ROWS * ROW_BUTTONS]:
            item = _item(button, keys)
            if item.custom_id not in seen:
                seen.add(item.custom_id)
                items.append(item)
        for first in range(0, len(items), ROW_BUTTONS):
            self.add_item(ui.ActionRow(*items[first : first + ROW_BUTTONS]))
        # Its buttons answer by their ids alone: else discord.py keeps each private reply for a quarter of an hour.
        self.stop()

    def files(self) -> list[discord.File]:
        """The picture as a file to send with the message, made anew for each time it is sent."""
        if self._picture is None:
            return []
        chart, drawn = self._picture
        alt = cut_text(visible(chart.alt), ALT_TEXT)
        return [discord.File(io.BytesIO(drawn), f"{chart.name}.png", description=alt)]


def _texts(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Button | None]]:
    """Blocks joined into texts: a text ends with a citation, for its button stands beside it."""
    lines: list[str] = []
    before: BlockKind | None = None
    for block in blocks:
        opens = block.kind in _OPENING and before is not BlockKind.HEADLINE
        if opens and lines and not _only_small(lines):
            yield "\n".join(lines), None
            lines = []
        lines.append(markdown(block))
        before = block.kind
        if block.button is not None:
            yield "\n".join(lines), block.button
            lines = []
    if lines:
        yield "\n".join(lines), None


def _only_small(lines: list[str]) -> bool:
    return all(line.startswith("-# ") for line in lines)


def _item(button: Button, keys: Mapping[Button, str]) -> ui.DynamicItem[ui.Button[ui.LayoutView]]:
    custom_id = button_id(button, keys.get(button, ""))
    label = cut_text(" ".join(visible(button.label).split()), BUTTON_LABEL) or "…"
    match button.action:
        case Action.CONTEXT:
            article, start, end = map(int, button.args)
            return ContextButton(article, start, end, label=label)
        case Action.ARTICLE:
            return ArticleButton(int(button.args[0]), label=label)
        case Action.PAGE:
            return PageButton(custom_id, label=label)
        case Action.SHOW:
            return ShowButton(custom_id, label=label)
        case Action.FEEDBACK:
            return FeedbackButton(custom_id, label=label)
        case Action.FORGET:
            return ForgetButton(label=label)


def button_id(button: Button, key: str = "") -> str:
    """The id of a button that repeats a question, with the question or its stored key; "" for others."""
    make = _REPEATING.get(button.action)
    return make[0](button.args, key) if make else ""


def button_question(button: Button) -> tuple[str, ...]:
    """The part of a button's arguments that may be too long for its id."""
    make = _REPEATING.get(button.action)
    return button.args[make[1] :] if make else ()


_REPEATING = {
    Action.PAGE: (page_id, 2),
    Action.SHOW: (show_id, 2),
    Action.FEEDBACK: (feedback_id, 4),
}
"""How the id of each is made, and where in its arguments the question begins."""
