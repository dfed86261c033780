"""``/archive add``: from a file or a link, by those who may change the archive."""

from __future__ import annotations

import json

import discord
import pytest
from served import ALLOWED, Served

from bot.adding import is_owner
from bot.commands import archive as archive_command

STORY = {
    "id": "gull-1",
    "title": "Ferry launched",
    "date": "2021-07-01",
    "text": 'TARN — The ferry Gull was launched on Sunday.\n\n"She will cross the sound in forty '
    'minutes," said Mara Oss, the harbour master.',
}


@pytest.fixture
async def open_stage(stage, desks):
    """A bot whose servers' admins may add."""
    path = desks.folder / "archive.db"
    client = desks.client(adding="admins", archive=path, private_networks=ALLOWED)
    await stage.env.restart_bot(client)
    # The process starts and reads by the clock on the wall.
    stage.env.settle_timeout = 120
    return stage


async def add(stage, **options):
    return await stage.admin.slash(stage.channel, "archive add", **options)


async def test_a_file_is_added_once(open_stage, shown) -> None:
    data = f"{json.dumps(STORY)}\nno record\n".encode()
    result = await add(open_stage, file=("../wire.jsonl", data))
    text = shown(result.response)
    assert result.ephemeral
    assert "### Added from wire.jsonl" in text
    assert "1 added, 0 unchanged, 0 corrected, 0 versions" in text and "1 skipped" in text
    assert "Skipped wire.jsonl" in text
    found = await open_stage.ann.slash(
        open_stage.channel, "who-said", words="cross the sound in forty minutes"
    )
    assert "Mara Oss" in shown(found.response)
    again = await add(open_stage, file=("wire.jsonl", data))
    assert "0 added, 1 unchanged" in shown(again.response)


async def test_a_link_is_added(open_stage, shown, served: Served) -> None:
    served.give("/wire.jsonl", json.dumps(STORY))
    result = await add(open_stage, link=served.url("/wire.jsonl"))
    assert "1 added" in shown(result.response)


async def test_a_link_that_can_not_be_fetched_says_why(open_stage, shown, served: Served) -> None:
    result = await add(open_stage, link=served.url("/none"))
    assert "0 added" in shown(result.response) and "404" in shown(result.response)
    inner = served.url("/x").replace("127.0.0.1", "127.0.0.2")
    result = await add(open_stage, link=inner)
    assert "0 added" in shown(result.response) and "Skipped" in shown(result.response)
    assert "/x" not in served.paths()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "Give a file or a link."),
        ({"link": "https://a.example", "file": ("a.txt", b"a")}, "Give a file or a link."),
        ({"link": "file:///etc/passwd"}, "Give a link that begins with"),
        ({"file": ("big.txt", b"x" * 1_001)}, "The file has more than"),
    ],
)
async def test_wrong_input(open_stage, shown, options, said, monkeypatch) -> None:
    monkeypatch.setattr(archive_command, "LARGEST", 1_000)
    result = await add(open_stage, **options)
    assert result.ephemeral and said in shown(result.response)
    assert len(open_stage.env.errors) == 1


async def test_what_is_no_article_is_told(open_stage, shown) -> None:
    result = await add(open_stage, file=("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100)))
    text = shown(result.response)
    assert "0 added" in text and "Skipped picture.png" in text


async def test_only_the_owner_where_nothing_else_is_set(stage, shown) -> None:
    result = await add(stage, link="https://a.example")
    text = shown(result.response)
    assert "only the bot's owner" in text and "ADDING=admins" in text
    assert len(stage.env.errors) == 1


async def test_an_admin_needs_the_permission(open_stage, shown) -> None:
    result = await open_stage.ann.slash(open_stage.channel, "archive add", link="https://a.example")
    assert shown(result.response) == "For this you need the permission Manage Server."
    result = await open_stage.admin.user.slash("archive add", link="https://a.example")
    assert shown(result.response) == "This works in a server only."
    assert len(open_stage.env.errors) == 2


async def test_the_owner_may_also_in_a_direct_message(stage, desks, shown) -> None:
    await stage.env.restart_bot(desks.client(archive=desks.folder / "archive.db"))
    stage.env.settle_timeout = 120
    stage.env.bot.application.owner = stage.ann.user
    result = await stage.ann.user.slash("archive add", file=("w.jsonl", json.dumps(STORY).encode()))
    assert "1 added" in shown(result.response)


async def test_nobody_owns_an_unknown_application(stage) -> None:
    assert not is_owner(None, discord.Object(1))
