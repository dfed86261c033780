"""The bot's own texts: English as they stand, and able to be said again in another language.

An article's words are plain strings and are never translated. What is cut or joined to another string
is plain too: own texts are put together by the functions here, or as runs of a block.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Self

from bot.replies.blocks import Block, Button, Reply
from bot.replies.chart import Chart
from bot.replies.language import ENGLISH, Language


class Spoken(str):
    """A text that remembers what it was made of."""

    __slots__ = ("made_of",)

    made_of: tuple[Any, ...]

    def __new__(cls, *made_of: Any) -> Self:
        self = super().__new__(cls, cls._in(ENGLISH, *made_of))
        self.made_of = made_of
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.made_of

    def in_language(self, language: Language) -> str:
        """The same in another language."""
        return self._in(language, *self.made_of)

    @classmethod
    def _in(cls, language: Language, *made_of: Any) -> str:
        raise NotImplementedError


class Words(Spoken):
    """A sentence: its template, and what is filled into it."""

    __slots__ = ()

    @classmethod
    def _in(cls, language: Language, *made_of: Any) -> str:
        template, values = made_of
        return language.sentence(template).format_map(_filled(values, language))


class Counted(Spoken):
    """A sentence about so many things."""

    __slots__ = ()

    @classmethod
    def _in(cls, language: Language, *made_of: Any) -> str:
        one, many, count, values = made_of
        template = language.counted(one, many, count)
        return template.format_map({"count": language.number(count), **_filled(values, language)})


class Number(Spoken):
    __slots__ = ()

    @classmethod
    def _in(cls, language: Language, *made_of: Any) -> str:
        return language.number(*made_of)


class Day(Spoken):
    """A date, at its own precision."""

    __slots__ = ()

    @classmethod
    def _in(cls, language: Language, *made_of: Any) -> str:
        return language.date(*made_of)


class Weekday(Spoken):
    __slots__ = ()

    @classmethod
    def _in(cls, language: Language, *made_of: Any) -> str:
        return language.weekday(*made_of)


class Listed(Spoken):
    __slots__ = ()

    @classmethod
    def _in(cls, language: Language, *made_of: Any) -> str:
        parts, either = made_of
        return language.listed([said(part, language) for part in parts], either=either)


class Joined(Spoken):
    __slots__ = ()

    @classmethod
    def _in(cls, language: Language, *made_of: Any) -> str:
        between, parts = made_of
        return str(between).join(said(part, language) for part in parts)


def words(template: str, /, **values: Any) -> Words:
    """``template`` with its ``{names}`` filled in. The template must be literal, for it is collected."""
    return Words(template, values)


def counted(one: str, many: str, /, count: int, **values: Any) -> Counted:
    """``one`` or ``many`` with ``{count}`` and its other ``{names}`` filled in. Both must be literal."""
    return Counted(one, many, count, values)


def number(value: float, decimals: int = 0) -> Number:
    """``1,204``."""
    return Number(value, decimals)


def listed(parts: Iterable[str], *, either: bool = False) -> Listed:
    """``a, b and c``, or with ``either`` ``a, b or c``."""
    return Listed(tuple(parts), either)


def joined(between: str, parts: Iterable[str]) -> Joined:
    """Texts with the same marks between them in any language: ``a; b``."""
    return Joined(between, tuple(parts))


def said(text: str, language: Language) -> str:
    """A text in another language where it is the bot's own, with what is filled into it; else as it is."""
    return text.in_language(language) if isinstance(text, Spoken) else text


def reply_said(reply: Reply, language: Language) -> Reply:
    """The reply with every sentence and label of the bot's own in another language."""
    return replace(
        reply,
        blocks=tuple(_block(block, language) for block in reply.blocks),
        buttons=tuple(_button(button, language) for button in reply.buttons),
        picture=_picture(reply.picture, language) if reply.picture else None,
    )


def _filled(values: Mapping[str, Any], language: Language) -> dict[str, Any]:
    return {
        name: said(value, language) if isinstance(value, str) else value
        for name, value in values.items()
    }


def _block(block: Block, language: Language) -> Block:
    return replace(
        block,
        runs=tuple(replace(run, text=said(run.text, language)) for run in block.runs),
        button=_button(block.button, language) if block.button else None,
    )


def _picture(chart: Chart, language: Language) -> Chart:
    return replace(
        chart,
        title=said(chart.title, language),
        summary=said(chart.summary, language),
        alt=said(chart.alt, language),
    )


def _button(button: Button, language: Language) -> Button:
    return replace(button, label=said(button.label, language))
