"""``dateline sync``: what changes is shown first, and whoever sits at the terminal decides."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from terminal import Terminal

from tests.discord_wire.process import Dateline
from tests.discord_wire.server import Discord

at_a_terminal = pytest.mark.skipif(
    not hasattr(os, "login_tty"), reason="this system has no pseudo-terminals"
)


async def test_sync_shows_the_difference_first(discord: Discord, start: Any) -> None:
    sync = await start("sync", wait=())
    assert await sync.ended() == 2 and "--yes" in sync.logged()

    sync = await start("sync", "--dry-run", wait=())
    assert await sync.ended() == 0, sync.logged()
    assert "+ /ask\n" in sync.printed() and "+ /digest\n" in sync.printed()
    assert not discord.rest.registrations

    sync = await start("sync", "--yes", wait=())
    assert await sync.ended() == 0, sync.logged()
    there = discord.rest.commands[0]
    assert {"ask", "who-said", "said", "digest"} <= {each["name"] for each in there}

    there = [each for each in there if each["name"] != "ask"]
    there[0]["description"] = "What it did once"
    discord.rest.commands[0] = [*there, there[0] | {"name": "old"}]
    sync = await start("sync", "--yes", wait=())
    await sync.ended()
    marks = [line for line in sync.printed().splitlines() if line[0] in "+~-"]
    assert marks == ["+ /ask", f"~ /{there[0]['name']}: description", "- /old"]

    sync = await start("sync", "--yes", wait=())
    await sync.ended()
    assert sync.printed().endswith("unchanged\n") and "~" not in sync.printed()
    assert discord.rest.registrations == 2
    assert not discord.gateway.counts["connections"]


async def sync_at_a_terminal(discord: Discord, folder: Path) -> Terminal:
    return await Terminal.start("sync", env=Dateline(discord, folder).environment)


async def asked(discord: Discord, folder: Path) -> Terminal:
    terminal = await sync_at_a_terminal(discord, folder)
    shown = await terminal.until("Register them? [y/N]:")
    assert "+ /ask\n" in shown and not discord.rest.registrations
    return terminal


@at_a_terminal
@pytest.mark.parametrize(
    ("typed", "times"), [("y\n", 1), ("n\n", 0), ("\n", 0), ("what\nyes\n", 1)]
)
async def test_the_answer_at_a_terminal_decides(
    discord: Discord, folder: Path, typed, times
) -> None:
    terminal = await asked(discord, folder)
    terminal.type(typed)
    status, shown = await terminal.end()
    assert (status, discord.rest.registrations) == (0, times), shown
    assert ("invalid input" in shown) is ("what" in typed)


@at_a_terminal
@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl+C", "Ctrl+D"])
async def test_a_question_that_is_left_registers_nothing(
    discord: Discord, folder: Path, key
) -> None:
    terminal = await asked(discord, folder)
    status, shown = await terminal.leave(key)
    assert (status, discord.rest.registrations) == (1, 0)
    assert "Aborted!" in shown and "Traceback" not in shown


@at_a_terminal
async def test_nothing_is_asked_where_nothing_changes(
    discord: Discord, folder: Path, start: Any
) -> None:
    assert await (await start("sync", "--yes", wait=())).ended() == 0
    terminal = await sync_at_a_terminal(discord, folder)
    status, shown = await terminal.end()
    assert status == 0 and "unchanged" in shown and "Register" not in shown
