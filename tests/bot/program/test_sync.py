"""``dateline sync``: what changes is shown first, and whoever sits at the terminal decides."""

from __future__ import annotations

import os

import pytest
from program import Discord, end, environment, started
from terminal import Terminal

at_a_terminal = pytest.mark.skipif(
    not hasattr(os, "login_tty"), reason="this system has no pseudo-terminals"
)


async def test_sync_shows_the_difference_first(discord: Discord, desks) -> None:
    process = await started(discord.url, desks.folder, "sync")
    _, logged = await end(process)
    assert process.returncode == 2 and "--yes" in logged

    process = await started(discord.url, desks.folder, "sync", "--dry-run")
    shown, logged = await end(process)
    assert process.returncode == 0, logged
    assert "+ /ask\n" in shown and "+ /digest\n" in shown
    assert not discord.puts

    process = await started(discord.url, desks.folder, "sync", "--yes")
    await end(process)
    assert {"ask", "who-said", "said", "digest"} <= {each["name"] for each in discord.there}

    discord.there = [each for each in discord.there if each["name"] != "ask"]
    discord.there[0]["description"] = "What it did once"
    discord.there.append(discord.there[0] | {"name": "old"})
    process = await started(discord.url, desks.folder, "sync", "--yes")
    shown, _ = await end(process)
    changed = discord.there[0]["name"]
    marks = [line for line in shown.splitlines() if line[0] in "+~-"]
    assert marks == ["+ /ask", f"~ /{changed}: description", "- /old"]

    process = await started(discord.url, desks.folder, "sync", "--yes")
    shown, _ = await end(process)
    assert shown.endswith("unchanged\n") and "~" not in shown
    assert discord.puts == 2
    assert not discord.ready.is_set()


async def sync(discord: Discord, desks) -> Terminal:
    terminal = await Terminal.start("sync", env=environment(discord.url, desks.folder))
    shown = await terminal.until("Register them? [y/N]:")
    assert "+ /ask\n" in shown and not discord.puts
    return terminal


@at_a_terminal
@pytest.mark.parametrize(("typed", "puts"), [("y\n", 1), ("n\n", 0), ("\n", 0), ("what\nyes\n", 1)])
async def test_the_answer_at_a_terminal_decides(discord: Discord, desks, typed, puts) -> None:
    terminal = await sync(discord, desks)
    terminal.type(typed)
    status, shown = await terminal.end()
    assert (status, discord.puts) == (0, puts), shown
    assert ("invalid input" in shown) is ("what" in typed)


@at_a_terminal
@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl+C", "Ctrl+D"])
async def test_a_question_that_is_left_registers_nothing(discord: Discord, desks, key) -> None:
    terminal = await sync(discord, desks)
    terminal.type(key)
    status, shown = await terminal.end()
    assert (status, discord.puts) == (1, 0)
    assert "Aborted!" in shown and "Traceback" not in shown


@at_a_terminal
async def test_nothing_is_asked_where_nothing_changes(discord: Discord, desks) -> None:
    await end(await started(discord.url, desks.folder, "sync", "--yes"))
    terminal = await Terminal.start("sync", env=environment(discord.url, desks.folder))
    status, shown = await terminal.end()
    assert status == 0 and "unchanged" in shown and "Register" not in shown
