"""DATELINE_PROXY: all that goes to Discord goes through it, and its password nowhere else."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import trustme
from forward import Forward, forwarding

from tests.discord_wire.asked import BASE
from tests.discord_wire.conftest import NEWS
from tests.discord_wire.driver import Member
from tests.discord_wire.server import Discord

HOST = "discord.example"
"""Nobody but the proxy knows where that is: what does not go through it goes nowhere."""
USER, PASSWORD = "dateline", "p4ss:w@rd"
TYPED = "dateline:p4ss%3Aw%40rd"


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@asynccontextmanager
async def behind_a_proxy(discord: Discord) -> AsyncIterator[Forward]:
    """Discord is where only the proxy finds it."""
    async with forwarding(discord.port, USER, PASSWORD) as proxy:
        discord.origin = discord.origin.replace("127.0.0.1", HOST)
        yield proxy


async def log_in_and_answer(discord: Discord, proxy: Forward, start: Any, **more: Any) -> None:
    bot = await start(proxy=f"http://{TYPED}@127.0.0.1:{proxy.port}", **more)
    asked = await (await Member(discord, NEWS).slash("about")).answered()
    assert await bot.stop() == 0, bot.logged()
    assert asked.kind == 4 and discord.rest.registrations == 1
    assert "p4ss" not in bot.said() and proxy.turned_away == 0


async def test_plain_requests_and_the_gateway_go_through_it(discord: Discord, start: Any) -> None:
    async with behind_a_proxy(discord) as proxy:
        await log_in_and_answer(discord, proxy, start)
    addresses = [urlsplit(line.split(" ")[1]) for line in proxy.asked]
    assert {each.hostname for each in addresses} == {HOST}
    paths = {each.path.removeprefix(BASE) for each in addresses}
    assert {"/users/@me", "/gateway/bot", "/gateway", "/applications/6/commands"} <= paths
    assert any(path.startswith("/interactions/") for path in paths)


async def test_encrypted_ones_through_tunnels(
    discord: Discord, start: Any, authority: trustme.CA, tmp_path: Path
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(tls)
    trusted = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(trusted)
    await discord.listen(tls)
    async with behind_a_proxy(discord) as proxy:
        await log_in_and_answer(discord, proxy, start, trusted=trusted)
    assert set(proxy.asked) == {f"CONNECT {HOST}:{discord.port} HTTP/1.1"}
    assert len(proxy.asked) > 1


async def test_a_wrong_password_is_a_sentence(discord: Discord, start: Any) -> None:
    async with behind_a_proxy(discord) as proxy:
        bot = await start(wait=(), proxy=f"http://dateline:wr0ng@127.0.0.1:{proxy.port}")
        assert await bot.ended() == 1
    assert "Discord can't be reached" in bot.logged() and "407" in bot.logged()
    assert "wr0ng" not in bot.said()
    assert proxy.turned_away and not proxy.asked


async def test_no_proxy_there_is_a_sentence(
    discord: Discord, start: Any, unused_tcp_port: int
) -> None:
    discord.origin = f"http://{HOST}"
    bot = await start(wait=(), proxy=f"http://{TYPED}@127.0.0.1:{unused_tcp_port}")
    assert await bot.ended() == 1
    assert "Discord can't be reached" in bot.logged() and str(unused_tcp_port) in bot.logged()
    assert "p4ss" not in bot.said()
