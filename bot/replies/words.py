"""The bot's own sentences: English as they stand, and able to be said again in another language.

An article's words are plain strings and are never translated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Self

from bot.replies.blocks import Block, Button, Reply
from bot.replies.chart import Chart

Say = Callable[[str], str]
"""An English template → the template in another language, itself where it has none."""


class Words(str):
    """A sentence that remembers its template and what was filled into it."""

    __slots__ = ("template", "values")

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, values: dict[str, Any]) -> Self:
        self = super().__new__(cls, template.format_map(values))
        self.template = template
        self.values = values
        return self

    def __getnewargs__(self) -> tuple[str, dict[str, Any]]:  # type: ignore[override]
        return self.template, self.values


def words(template: str, /, **values: Any) -> Words:
    """``template`` with its ``{names}`` filled in. The template must be literal, for it is collected."""
    return Words(template, values)


def said(text: str, say: Say) -> str:
    """A text in another language where it is the bot's own, with what is filled into it; else as it is."""
    if not isinstance(text, Words):
        return text
    values = {
        name: said(value, say) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return say(text.template).format_map(values)


def reply_said(reply: Reply, say: Say) -> Reply:
    """The reply with every sentence and label of the bot's own in another language."""
    return replace(
        reply,
        blocks=tuple(_block(block, say) for block in reply.blocks),
        buttons=tuple(_button(button, say) for button in reply.buttons),
        picture=_picture(reply.picture, say) if reply.picture else None,
    )


def _block(block: Block, say: Say) -> Block:
    return replace(
        block,
        runs=tuple(replace(run, text=said(run.text, say)) for run in block.runs),
        button=_button(block.button, say) if block.button else None,
    )


def _picture(chart: Chart, say: Say) -> Chart:
    return replace(
        chart,
        title=said(chart.title, say),
        summary=said(chart.summary, say),
        alt=said(chart.alt, say),
    )


def _button(button: Button, say: Say) -> Button:
    # A label is never an article's, so that it may also be a plain string.
    return replace(button, label=str(say(button.label)))
