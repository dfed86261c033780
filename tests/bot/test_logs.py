"""Log lines: ids and errors, and neither tokens nor what anybody wrote."""

from __future__ import annotations

import json
import logging

import pytest

from bot.logs import formatter_of
from bot.settings import Settings

TOKEN = "MTIz.abc.s3cret"


def line(log_format: str, message: str, *args: object, **more: object) -> str:
    settings = Settings(
        _env_file=None, token=TOKEN, proxy="http://u:passw0rd@p:1", log_format=log_format
    )
    record = logging.getLogger("bot.test").makeRecord(
        "bot.test", logging.ERROR, "here.py", 1, message, args, more.pop("exc_info", None), **more
    )
    return formatter_of(settings).format(record)


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_tokens_are_hidden(log_format: str) -> None:
    address = "https://discord.example/api/v10/webhooks/6/aW50ZXJhY3Rpb24/messages/@original"
    written = line(log_format, "%s with %s over %s", address, TOKEN, "http://u:passw0rd@p:1")
    assert "webhooks/6/[hidden]/messages" in written
    for secret in ("aW50", "s3cret", "passw0rd"):
        assert secret not in written


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_an_error_is_told_without_what_it_was_about(log_format: str) -> None:
    typed = " ".join(["who", "burned"])
    try:
        try:
            int(typed)
        except ValueError as error:
            raise OSError(28, "No space left on device") from error
    except OSError as error:
        written = line(log_format, "failed", exc_info=(type(error), error, error.__traceback__))
    assert "builtins.ValueError" in written and "No space left on device" in written
    assert "test_logs.py" in written
    assert typed not in written


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_a_record_is_one_line_whatever_is_in_it(log_format: str) -> None:
    forged = "a\r\n[2026-01-01 00:00:00] [INFO    ] bot: all is well\x1b[2J\u2028\x85b\u202e"
    written = line(log_format, "feed %s failed", forged)
    assert len(written.splitlines()) == 1 and written.isprintable()
    error = OSError(5, forged)
    written = line(log_format, "failed", exc_info=(OSError, error, None))
    assert not any(each.startswith("[") for each in written.splitlines()[1:])
    assert "\x1b" not in written


def test_json_has_the_ids_as_fields() -> None:
    told = json.loads(line("json", "done in %d ms", 12, extra={"guild": 5, "command": "ask"}))
    assert told["message"] == "done in 12 ms"
    assert (told["guild"], told["command"]) == (5, "ask")
    assert (told["level"], told["logger"]) == ("ERROR", "bot.test")
    assert told["time"]
