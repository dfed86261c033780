"""A language other than English: its sentences from a catalogue, the rest from babel's data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from functools import cached_property
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.replies.language import parts_of

_LEAP = 2000
"""A year that has every day."""


class Translated:
    """Of a code, with its texts."""

    def __init__(self, code: str, texts: NullTranslations) -> None:
        self._code = code
        self._texts = texts

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self._code)

    def sentence(self, template: str) -> str:
        return self._texts.gettext(template) if template else ""

    def counted(self, one: str, many: str, count: int) -> str:
        return self._texts.ngettext(one, many, count)

    def date(self, when: str, *, short: bool = False) -> str:
        year, month, day = parts_of(when)
        if not month:
            return when
        try:
            moment = Date(int(year or _LEAP), int(month), int(day or 1))
        except ValueError:
            return when
        if year and day and not short:
            return str(format_date(moment, "long", locale=self._locale))
        skeleton = ("y" if year else "") + ("MMM" if short else "MMMM") + ("d" if day else "")
        return str(format_skeleton(skeleton, moment, locale=self._locale))

    def weekday(self, number: int) -> str:
        return str(get_day_names("wide", "stand-alone", self._locale)[number - 1])

    def number(self, value: float, decimals: int = 0) -> str:
        pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        return format_decimal(value, pattern, locale=self._locale)

    def listed(self, parts: Sequence[str], *, either: bool = False) -> str:
        return format_list(parts, "or" if either else "standard", locale=self._locale)
