"""What Discord would refuse is found, each rule by a request that breaks it alone, and what it takes is let through."""

from __future__ import annotations

from typing import Any

import pytest

from tests.discord_wire.document import why_absent
from tests.discord_wire.limits import EPHEMERAL, LAYOUT, Upload
from tests.discord_wire.spec import violations

CALLBACK = "/interactions/11/token/callback"
MESSAGES = "/channels/7/messages"
COMMANDS = "/applications/6/commands"
TEXT = {"type": 10, "content": "words"}
BUTTON = {"type": 2, "style": 1, "label": "More", "custom_id": "more"}
LINK = {"type": 2, "style": 5, "label": "There", "url": "https://wire.example/1"}
documented = pytest.mark.skipif(bool(why_absent()), reason=why_absent())


def layout(*components: Any, **more: Any) -> dict[str, Any]:
    return {"flags": LAYOUT, "components": list(components), **more}


def row(*components: Any) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def menu(count: int = 2, **more: Any) -> dict[str, Any]:
    options = [{"label": f"{n}", "value": f"{n}"} for n in range(count)]
    return {"type": 3, "custom_id": "menu", "options": options, **more}


def answer(data: dict[str, Any], kind: int = 4) -> dict[str, Any]:
    return {"type": kind, "data": data}


def choices(*pairs: tuple[str, str]) -> dict[str, Any]:
    return answer({"choices": [{"name": name, "value": value} for name, value in pairs]}, 8)


def option(name: str = "words", **more: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "Some words", **more}


def command(*options: Any, **more: Any) -> list[dict[str, Any]]:
    return [{"name": "ask", "description": "Ask", "options": list(options), **more}]


GALLERY = {"type": 12, "items": [{"media": {"url": "attachment://chart.png"}}]}
CHART = Upload("files[0]", "chart.png", b"png")
ATTACHED = [{"id": 0, "filename": "chart.png", "description": "a chart"}]


@pytest.mark.parametrize(
    ("method", "path", "body", "files"),
    [
        ("POST", CALLBACK, answer(layout(TEXT, flags=LAYOUT | EPHEMERAL)), ()),
        ("POST", CALLBACK, answer({"flags": EPHEMERAL}, 5), ()),
        ("POST", CALLBACK, {"type": 6}, ()),
        ("POST", CALLBACK, choices(("Mara Oss", "1")), ()),
        ("POST", "/webhooks/6/token", layout(row(BUTTON, LINK)), ()),
        ("PATCH", "/webhooks/6/token/messages/@original", {"components": [TEXT]}, ()),
        ("POST", MESSAGES, {"content": "x" * 2000, "nonce": "n" * 25, "enforce_nonce": True}, ()),
        ("POST", MESSAGES, layout(row(menu())), ()),
        ("PUT", COMMANDS, command(option(autocomplete=True)), ()),
        ("POST", "/channels/7/threads", {"name": "Day", "message": layout(TEXT)}, ()),
        ("GET", "/users/@me", None, ()),
    ],
)
def test_what_discord_takes(method: str, path: str, body: Any, files: Any) -> None:
    assert violations(method, path, body, files) == []


BROKEN: list[tuple[str, str, Any, str]] = [
    ("POST", CALLBACK, answer({}), "/data: an empty message"),
    ("POST", CALLBACK, answer(layout(TEXT, content="x")), "/data/content: nothing but"),
    ("POST", CALLBACK, answer(layout(*[TEXT] * 41)), "/data/components: 41 with nested"),
    ("POST", CALLBACK, answer(layout({**TEXT, "content": "x" * 2001}, {**TEXT, "content": "x" * 2000})), "4001 characters of text"),
    ("POST", CALLBACK, answer(layout({**TEXT, "content": " "})), "/data/components/0/content: blank"),
    ("POST", CALLBACK, answer(layout(row(BUTTON), row(BUTTON))), "custom_id 'more' 2 times"),
    ("POST", CALLBACK, answer(layout(row({**BUTTON, "custom_id": "x" * 101}))), "/custom_id: 101"),
    ("POST", CALLBACK, answer(layout(row({**BUTTON, "label": ""}))), "neither a label nor"),
    ("POST", CALLBACK, answer(layout(row({**LINK, "custom_id": "a"}))), "a link button has"),
    ("POST", CALLBACK, answer(layout(row({**LINK, "url": "ftp://wire.example"}))), "/url: only http"),
    ("POST", CALLBACK, answer(layout(row(BUTTON, menu()))), "a menu stands alone"),
    ("POST", CALLBACK, answer(layout(row(menu(max_values=3)))), "/max_values: 3, of 2"),
    ("POST", CALLBACK, answer({"components": [TEXT]}), "needs the flag of layouts"),
    ("POST", CALLBACK, answer({"content": "a", "flags": 1}), "/data/flags: 1 may not be set"),
    ("POST", CALLBACK, answer({"content": "\ud800"}), "/data/content: a lone surrogate"),
    ("POST", CALLBACK, answer(layout(GALLERY)), "attachment://chart.png is not attached"),
    ("POST", CALLBACK, answer(layout(TEXT), 5), "a deferred answer is ephemeral or not"),
    ("POST", CALLBACK, choices(("", "1")), "/data/choices/0/name: blank"),
    ("POST", CALLBACK, choices(("a", "x" * 101)), "/data/choices/0/value: 101"),
    ("POST", MESSAGES, {"content": "x" * 2001}, "/content: 2001 characters"),
    ("POST", MESSAGES, {"content": "x", "flags": EPHEMERAL}, "/flags: 64 may not be set"),
    ("POST", MESSAGES, {"content": "x", "attachments": ATTACHED}, "there is no files[0]"),
    ("POST", MESSAGES, {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "users both parsed"),
    ("POST", MESSAGES, {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}, "6001 characters in all"),
    ("PUT", COMMANDS, command() * 2, "the name 'ask' 2 times"),
    ("PUT", COMMANDS, command(name="Ask"), "/0/name: 'Ask' is no name"),
    ("PUT", COMMANDS, command(option(), option()), "/0/options: the name 'words' 2 times"),
    ("PUT", COMMANDS, command(option(), option("b", required=True)), "behind an optional one"),
    ("PUT", COMMANDS, command(option(description="")), "/0/options/0/description: 0 characters"),
    ("PUT", COMMANDS, command(option(name_localizations={"xx": "a"})), "no language of Discord's"),
    ("PUT", COMMANDS, command(option(choices=[{"name": f"{n:100}", "value": f"{n:300}"} for n in range(25)])), "10021 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body", "said"), BROKEN)
def test_what_the_limits_refuse(method: str, path: str, body: Any, said: str) -> None:
    found = violations(method, path, body)
    assert any(said in each for each in found), found
    assert all(each.startswith(f"{method} {path}") for each in found)


@pytest.mark.parametrize(
    ("files", "attachments", "said"),
    [
        ((CHART,), ATTACHED, None),
        ((CHART, CHART._replace(field="chart")), ATTACHED, "a file is named files[0]"),
        ((CHART._replace(data=bytes(11_000_000)),), ATTACHED, "11000000 bytes"),
        ((CHART._replace(name="other.png"),), ATTACHED, "the file is called 'other.png'"),
        ([Upload(f"files[{n}]", "chart.png") for n in range(11)], ATTACHED, "11 files"),
    ],
)
def test_files(files: Any, attachments: Any, said: str | None) -> None:
    found = violations("POST", MESSAGES, layout(GALLERY, attachments=attachments), files)
    assert (said in " ".join(found)) if said else found == []


@documented
@pytest.mark.parametrize(
    ("method", "path", "body", "said"),
    [
        ("GET", "/guilds/1/quotes", None, "there is no such request"),
        ("GET", "/channels/ten/messages", None, "path parameter channel_id"),
        ("GET", "/users/@me", {"a": 1}, "a body is sent where none is taken"),
        ("POST", CALLBACK, answer(layout({**TEXT, "content": "x" * 4001})), "/data/components/0/content: this is longer than 4000"),
        ("POST", CALLBACK, choices(*[("a", "a")] * 26), "/data/choices: this has more than 25"),
        ("POST", CALLBACK, choices(("x" * 101, "a")), "/data/choices/0/name: this is longer than 100"),
        ("POST", MESSAGES, {"content": "x", "nonce": "n" * 26}, "/nonce: this is longer than 25"),
        ("POST", MESSAGES, {"content": "x", "tts": "no"}, "/tts: this is not of type"),
        ("POST", MESSAGES, layout(row({**LINK, "url": "https://a b"})), "/components/0/components/0/url: this is not a"),
    ],
)  # fmt: skip
def test_what_the_document_refuses(method: str, path: str, body: Any, said: str) -> None:
    found = violations(method, path, body)
    assert any(said in each for each in found), found


@documented
def test_parameters_of_the_query() -> None:
    assert violations("GET", MESSAGES, query={"limit": "100", "after": "12"}) == []
    assert "limit" in violations("GET", MESSAGES, query={"limit": "101"})[0]
    assert "no name" not in violations("POST", CALLBACK, {"type": 6}, query={"with_response": "1"})
    assert "of this name" in violations("GET", MESSAGES, query={"since": "12"})[0]
