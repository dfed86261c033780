"""Logs for people or, by a setting, a JSON object a line: ids, and neither tokens nor what anybody wrote."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

import aiohttp
import discord
from pythonjsonlogger.json import JsonFormatter

from bot.delivery import is_lost

if TYPE_CHECKING:
    from bot.settings import Settings

_IN_ADDRESSES = re.compile(r"(/(?:webhooks|interactions)/\d{1,20}/)[^\s/?'\"]+")
"""The right to answer an interaction stands in the address that the answer goes to."""
_HIDDEN = "[hidden]"
_SAID = (
    OSError,
    aiohttp.ClientError,
    discord.HTTPException,
    discord.ConnectionClosed,
    discord.GatewayNotFound,
)
"""Errors whose messages speak of the program's surroundings. Others may repeat what somebody typed."""
_QUIET = ("discord", "aiohttp", "asyncio")
"""Libraries whose debug messages are whole payloads."""


class _Discreet(logging.Formatter):
    """What both forms of a log line have in common."""

    secrets: tuple[str, ...] = ()

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have kept its own wording of the error.
        record.exc_text = None
        text = _IN_ADDRESSES.sub(rf"\1{_HIDDEN}", super().format(record))
        for secret in self.secrets:
            text = text.replace(secret, _HIDDEN)
        return text

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        if ei[1] is None:
            return ""
        if is_lost(ei[1]):
            # On the way to Discord, wherever in the code: the place says nothing.
            return _named(ei[1])
        return "".join(_lines(ei[1])).rstrip()


class _Text(_Discreet):
    """A record begins with "[", and nothing in it begins another: the lines of a traceback are indented."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return _on_one_line(super().formatMessage(record))

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return "\n".join(
            f"  {_on_one_line(each)}" for each in super().formatException(ei).split("\n")
        )


def _on_one_line(text: str) -> str:
    """What a message repeats, its line breaks and controls written as escapes."""
    if text.isprintable():
        return text
    return "".join(ch if ch.isprintable() else repr(ch)[1:-1] for ch in text)


class _Json(_Discreet, JsonFormatter):
    pass


def set_up(settings: Settings) -> None:
    """Log to stderr as the settings say."""
    formatter = formatter_of(settings)
    level: int = getattr(logging, settings.log_level)
    discord.utils.setup_logging(formatter=formatter, level=level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.INFO))


def formatter_of(settings: Settings) -> logging.Formatter:
    """The form of a line: text, or JSON with ``time``, ``level``, ``logger``, ``message`` and ids."""
    formatter: _Discreet
    if settings.log_format == "json":
        formatter = _Json(
            ("asctime", "levelname", "name", "message"),
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            datefmt="%Y-%m-%dT%H:%M:%S%z",
        )
    else:
        formatter = _Text(
            "[{asctime}] [{levelname:<8}] {name}: {message}", "%Y-%m-%d %H:%M:%S", style="{"
        )
    secrets = (settings.token, settings.proxy)
    formatter.secrets = tuple(
        each.get_secret_value() for each in secrets if each.get_secret_value()
    )
    return formatter


def _lines(error: BaseException) -> list[str]:
    """A traceback, the causes first, with messages only where they can't hold somebody's words."""
    lines: list[str] = []
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
    for each in reversed(chain):
        lines += ["Traceback (most recent call last):\n"] if each.__traceback__ else []
        lines += traceback.format_tb(each.__traceback__)
        lines.append(f"{_named(each)}\n")
    return lines


def _named(error: BaseException) -> str:
    kind = type(error)
    said = f": {error}" if isinstance(error, _SAID) else ""
    return f"{kind.__module__}.{kind.__qualname__}{said}"
