"""What a person is told of an error: what is missing, by its name."""

from __future__ import annotations

from types import SimpleNamespace

import discord
import pytest
from discord import app_commands

from bot.cooldowns import too_often
from bot.errors import explain, is_known
from bot.needs import lacking
from store.errors import ArchiveBusy, DiskFailure, NewerArchive, NoArchive, NotAnArchive


def forbidden() -> discord.Forbidden:
    answer = SimpleNamespace(status=403, reason="Forbidden")
    return discord.Forbidden(answer, {"code": 50013, "message": "Missing Permissions"})


def test_what_the_bot_lacks_is_named() -> None:
    few = discord.Permissions(view_channel=True, send_messages=True)
    told = explain(forbidden(), missing=lacking(few))
    assert told == (
        "Discord does not let me do that here: I need the permission "
        "Send Messages in Threads, Embed Links, Attach Files and Read Message History."
    )
    assert explain(forbidden()) == (
        "Discord does not let me do that here: check my permissions in this channel."
    )


def test_in_a_thread_send_messages_is_not_what_counts() -> None:
    here = discord.Permissions.all()
    here.send_messages = False
    assert lacking(here) == ("send_messages",)
    assert lacking(here, thread=True) == ()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            app_commands.MissingPermissions(["manage_guild", "manage_channels"]),
            "For this you need the permission Manage Server and Manage Channels.",
        ),
        (
            app_commands.BotMissingPermissions(["attach_files"]),
            "For this I need the permission Attach Files.",
        ),
        (app_commands.NoPrivateMessage(), "This works in a server only."),
        (
            too_often(12.3, 5, server=False),
            "Slow down: you have used your 5 commands a minute. Try again in 13 seconds.",
        ),
    ],
)
def test_known_errors_are_told_and_not_logged(error, told) -> None:
    assert explain(error) == told
    assert is_known(error)


def test_anything_else_has_a_number_and_no_details() -> None:
    told = explain(ValueError("secret"), "42")
    assert told == "Something went wrong on my side; it has been noted under 42. Try again."
    assert not is_known(ValueError("secret"))


@pytest.mark.parametrize("kind", [NoArchive, NotAnArchive, NewerArchive, DiskFailure])
def test_what_is_wrong_with_a_database_is_for_the_log(kind) -> None:
    error = kind("There is no archive at /srv/dateline/archive.db: make one.")
    assert explain(error, "77") == (
        "Something went wrong on my side; it has been noted under 77. Try again."
    )
    assert not is_known(error)


def test_a_busy_database_is_to_be_tried_again() -> None:
    error = ArchiveBusy("/srv/dateline/archive.db is in use by another program.")
    assert explain(error) == "The archive is busy: try again in a few seconds."
    assert is_known(error)
