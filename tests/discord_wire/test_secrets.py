"""Where a token and a proxy's password may come to light: searched in all that real processes say and leave."""

from __future__ import annotations

import asyncio
import base64
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from served import ALLOWED, FEED, Served

from store.feeds.book import FeedBook
from store.fetch.addresses import networks_of
from tests.discord_wire.conftest import NEWS
from tests.discord_wire.driver import Member
from tests.discord_wire.process import TOKEN, Dateline
from tests.discord_wire.server import Discord

PASSWORD = "pr0xy-passw0rd"
WRONG = "wr0ng-t0ken.of-a.bot"
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


def forms(secret: str) -> set[bytes]:
    """A secret as it may stand in a file: itself, and within a header."""
    return {secret.encode(), base64.b64encode(secret.encode()).rstrip(b"=")}


SECRETS = forms(TOKEN) | forms(WRONG) | forms(PASSWORD) | forms(f"u:{PASSWORD}")


def assert_untold(text: bytes, where: object) -> None:
    found = [secret for secret in SECRETS if secret in text]
    assert not found, f"{found} in {where}"


def assert_left_nowhere(folder: Path, *held: Path) -> int:
    """Nothing of a secret is in any file but in those that hold it; how many were read."""
    files = [each for each in folder.rglob("*") if each.is_file() and each not in held]
    for each in files:
        assert_untold(each.read_bytes(), each)
    return len(files)


def below(process: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == process:
            found += [int(folder.name), *below(int(folder.name))]
    return found


def seen(process: int) -> dict[str, bytes]:
    """What others on the machine may see of a process."""
    try:
        return {
            what: Path(f"/proc/{process}/{what}").read_bytes() for what in ("cmdline", "environ")
        }
    except OSError:
        return {}


@pytest.fixture
def slow_feed(folder: Path, served: Served) -> None:
    """A feed that is due, and takes as long as it takes to look at the process that polls it."""

    async def answer(request: web.Request) -> web.Response:
        await asyncio.sleep(2)
        return web.Response(text=FEED)

    served.routes["/rss"] = answer
    with FeedBook(folder / "archive.db") as book:
        book.add(served.url("/rss"), now=datetime.now(UTC), networks=networks_of(ALLOWED))


@on_linux
@pytest.mark.parametrize("given", ["by a file", "by the environment"])
async def test_nothing_is_told_while_it_runs(
    discord: Discord, start, folder: Path, slow_feed, given: str
) -> None:
    held = folder / "token"
    held.write_text(f"{TOKEN}\n", "utf-8")
    by_file = given == "by a file"
    how = {"token": "", "token_file": str(held)} if by_file else {}
    bot: Dateline = await start(
        **how,
        log_level="DEBUG",
        log_format="json" if by_file else "text",
        feeds="true",
        private_networks=ALLOWED,
        backup_dir=str(folder / "backups"),
    )
    children: dict[int, dict[str, bytes]] = {}
    async with asyncio.timeout(60):
        while not any(b"store.feeds" in each["cmdline"] for each in children.values()):
            for child in below(bot.process.pid):
                now = seen(child)
                # Until a process has become another program it looks like the one that started it.
                if b"store." in now.get("cmdline", b""):
                    children[child] = now
            await asyncio.sleep(0.02)
    for child in children.values():
        assert b"DATELINE_ARCHIVE" in child["environ"]
        assert_untold(child["cmdline"] + child["environ"], child["cmdline"])
    own = seen(bot.process.pid)
    assert_untold(own["cmdline"], "the process list")
    if by_file:
        assert_untold(own["environ"], "the environment")
    ann = Member(discord, NEWS)
    for command, options in (("ask", {"question": "Who?"}), ("about", {}), ("privacy", {})):
        await (await ann.slash(command, **options)).answered()
    async with asyncio.timeout(60):
        while not list((folder / "backups").glob("*/bot.db")):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    await bot.stop()
    assert assert_left_nowhere(folder, held) > 5


@pytest.mark.parametrize(
    ("arguments", "settings", "status"),
    [
        (("run",), {"token": WRONG}, 1),
        (("run",), {"proxy": f"http://u:{PASSWORD}@127.0.0.1:9"}, 1),
        (("run",), {"proxy": f"http://u:{PASSWORD}@127.0.0.1:99999"}, 1),
        (("run",), {"token": f"{WRONG} and more"}, 1),
        (("run",), {"token_file": "token"}, 1),
        (("doctor", "--online"), {}, 0),
        (("doctor", "--online"), {"token": WRONG}, 1),
        (("doctor", "--online", "--json"), {"proxy": f"http://u:{PASSWORD}@127.0.0.1:9"}, 1),
        (("sync", "--dry-run"), {}, 0),
        (("sync", "--yes"), {"token": WRONG}, 1),
        (("backup", "backups"), {"proxy": f"http://u:{PASSWORD}@127.0.0.1:9"}, 0),
        (("stats",), {"token": WRONG, "proxy": f"http://u:{PASSWORD}@127.0.0.1:9"}, 0),
    ],
)
async def test_nothing_is_told_by_what_ends(
    discord: Discord, folder: Path, arguments, settings, status: int
) -> None:
    held = folder / "token"
    held.write_text(TOKEN, "utf-8")
    program = Dateline(discord, folder, *arguments, log_level="DEBUG", **settings)
    await program.start()
    async with asyncio.timeout(60):
        assert await program.ended() == status, program.said()
    assert program.said() and "Traceback" not in program.said()
    assert_left_nowhere(folder, held)
