"""DATELINE_PROXY: all that goes to Discord goes through it, and its password nowhere else."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme
from forward import Forward, forwarding
from program import Discord, end, listening, started, until_ready

HOST = "discord.example"
"""Nobody but the proxy knows where that is: what does not go through it goes nowhere."""
USER, PASSWORD = "dateline", "p4ss:w@rd"
TYPED = "dateline:p4ss%3Aw%40rd"


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@asynccontextmanager
async def behind_a_proxy(
    tls: ssl.SSLContext | None = None,
) -> AsyncIterator[tuple[Discord, Forward]]:
    async with listening(tls=tls) as discord, forwarding(discord.port, USER, PASSWORD) as proxy:
        discord.url = f"{'https' if tls else 'http'}://{HOST}:{discord.port}"
        yield discord, proxy


async def log_in_and_answer(discord: Discord, proxy: Forward, folder: Path, **more: str) -> None:
    address = f"http://{TYPED}@127.0.0.1:{proxy.port}"
    process = await started(discord.url, folder, proxy=address, sync="true", **more)
    await until_ready(discord, process)
    discord.may_answer.set()
    await discord.ask("about")
    await discord.answering.wait()
    process.terminate()
    _, logged = await end(process)
    assert process.returncode == 0, logged
    assert discord.answer["type"] == 4 and discord.puts == 1
    assert "p4ss" not in logged and proxy.turned_away == 0


async def test_plain_requests_and_the_gateway_go_through_it(desks) -> None:
    async with behind_a_proxy() as (discord, proxy):
        await log_in_and_answer(discord, proxy, desks.folder)
        addresses = [urlsplit(line.split(" ")[1]) for line in proxy.asked]
        assert {each.hostname for each in addresses} == {HOST}
        paths = {each.path for each in addresses}
        assert {"/users/@me", "/gateway/bot", "/gateway", "/applications/6/commands"} <= paths
        assert any(path.startswith("/interactions/") for path in paths)


async def test_encrypted_ones_through_tunnels(desks, authority, tmp_path: Path) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(tls)
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    async with behind_a_proxy(tls) as (discord, proxy):
        trusted = str(tmp_path / "authority.pem")
        await log_in_and_answer(discord, proxy, desks.folder, trusted=trusted)
        assert set(proxy.asked) == {f"CONNECT {HOST}:{discord.port} HTTP/1.1"}
        assert len(proxy.asked) > 1


async def test_a_wrong_password_is_a_sentence(desks) -> None:
    async with behind_a_proxy() as (discord, proxy):
        address = f"http://dateline:wr0ng@127.0.0.1:{proxy.port}"
        process = await started(discord.url, desks.folder, proxy=address)
        _, logged = await end(process)
        assert process.returncode == 1
        assert "Discord can't be reached" in logged and "407" in logged
        assert "Traceback" not in logged and "wr0ng" not in logged
        assert proxy.turned_away and not proxy.asked


async def test_no_proxy_there_is_a_sentence(desks, unused_tcp_port: int) -> None:
    address = f"http://{TYPED}@127.0.0.1:{unused_tcp_port}"
    process = await started(f"http://{HOST}", desks.folder, proxy=address)
    _, logged = await end(process)
    assert process.returncode == 1
    assert "Discord can't be reached" in logged and str(unused_tcp_port) in logged
    assert "Traceback" not in logged and "p4ss" not in logged
