"""Whose a token is, told without asking, and the link that invites it."""

from __future__ import annotations

import base64
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.application import number_in
from bot.needs import NEEDED, invite_link

NUMBER = 123456789012345678


def test_the_number_stands_in_the_token() -> None:
    token = base64.urlsafe_b64encode(str(NUMBER).encode()).decode().rstrip("=") + ".Xyz.signed"
    assert number_in(token) == NUMBER


@pytest.mark.parametrize("token", ["", "s3cret", "MTIz.a.b", "ä.b", "????.b.c", "=" * 9])
def test_there_may_be_none(token: str) -> None:
    assert number_in(token) is None


def test_the_link_asks_for_what_is_needed_and_no_more() -> None:
    asked = parse_qs(urlsplit(invite_link(NUMBER)).query)
    assert asked["client_id"] == [str(NUMBER)]
    assert set(asked["scope"][0].split()) == {"bot", "applications.commands"}
    allowed = discord.Permissions(int(asked["permissions"][0]))
    assert {name for name, given in allowed if given} == {
        name for name, given in discord.Permissions(**dict.fromkeys(NEEDED, True)) if given
    }
