"""Digests over months with both clock changes, with kills, lost answers and wrong clocks: each day once.

A kill here is an exception that nothing catches, at a random line of the job, the posting or the ledger, in
whichever thread; what comes next starts from the files. Real kills are in test_digest_sigkill.py.

By hand: ``DATELINE_CHAOS_DIGEST_DAYS=400 DATELINE_CHAOS_DIGEST_KILLS=200 pytest -s tests/chaos/test_digest_kills.py``.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route
from handmade import article, extraction, person, quote
from killed_bot import Killer, Process
from yarl import URL

from bot.jobs.due import latest_day, moment_of, next_day
from bot.languages import LANGUAGES, language_named
from bot.replies.digest import digest_title
from bot.replies.words import said
from store.guilds import DigestSettings, Guilds, Length, ServerSettings
from store.write import Writer
from tests.discord_wire.asked import Asked
from tests.discord_wire.faults import LOST, Trouble
from tests.discord_wire.reading import by_title, text_of
from tests.discord_wire.server import Discord
from tests.discord_wire.world import ANNOUNCEMENT, FORUM, TEXT, THREAD, Channel

DAYS = int(os.environ.get("DATELINE_CHAOS_DIGEST_DAYS", "6"))
KILLS = int(os.environ.get("DATELINE_CHAOS_DIGEST_KILLS", "8"))
SEED = int(os.environ.get("DATELINE_CHAOS_SEED", "1"))
FIRST = date(2025, 3, 7)
"""New York's and Havana's clocks change on the ninth; 400 days hold both changes of all four."""
MINUTE = timedelta(minutes=1)
SERVERS = (
    (DigestSettings(1, 101, 2, "Europe/Berlin", FIRST.isoformat()), TEXT),
    (DigestSettings(2, 102, 2, "America/New_York", FIRST.isoformat()), ANNOUNCEMENT),
    (DigestSettings(3, 103, 2, "Australia/Lord_Howe", FIRST.isoformat()), THREAD),
    (DigestSettings(4, 104, 0, "America/Havana", FIRST.isoformat()), FORUM),
)
TROUBLES = [each for each in Trouble if each not in (Trouble.NONE, Trouble.SLOW, Trouble.HELD)]
"""Slow answers take this machine's time, which these tests have none of, and nobody lets a held one go."""
WORDS = "crane harbour tide pilot crew deck rope storm customs cargo lamp quay buoy chart signal".split()


class World:
    """A Discord, four servers, an archive that grows, and what goes wrong."""

    def __init__(self, folder: Path) -> None:
        self.chance = random.Random(SEED)
        self.folder = folder
        self.published = 0
        self.discord = Discord(datetime(2025, 3, 7, tzinfo=UTC) - timedelta(days=1), self._plan)
        self.is_calm = False
        self._error = timedelta()
        self.publish()
        with Guilds.open(folder / "bot.db") as guilds:
            for settings, kind in SERVERS:
                parent = settings.channel + 100 if kind == THREAD else 0
                if parent:
                    self.discord.world.add(Channel(parent, settings.guild, TEXT, "parent"))
                self.discord.world.add(
                    Channel(settings.channel, settings.guild, kind, "digest", parent)
                )
                guilds.set_digest(replace(settings, since=1, length=Length.LONG, says_empty=True))

    def publish(self) -> None:
        """An article comes in, and now and then an earlier one is corrected."""
        self.published += 1
        self._write(self.published)
        if self.published > 3 and self.chance.random() < 0.3:
            self._write(self.chance.randint(1, self.published - 1), "Corrected.")

    def _write(self, number: int, more: str = "") -> None:
        said = random.Random(number)
        words = " ".join(said.choices(WORDS, k=14))
        body = f'"The {words} will be seen to in year {number}," said Mara Oss.\n\n'
        body += " ".join(said.choices(WORDS, k=60)) + f" {number}. {more}"
        headline = f"Ferry {number} sails"
        one = article(body, headline=headline, source=f"{number}.txt", published="2025-01")
        found = quote(one, person("Mara Oss"), body.split("\n")[0][1 : -len('," said Mara Oss.')])
        with Writer(self.folder / "archive.db") as writer:
            writer.add("wire", [(one, extraction(found))], now="2025-01-01T00:00:00+00:00")

    def _plan(self, asked: Asked) -> Trouble:
        if self.is_calm:
            return Trouble.NONE
        if asked.method == "POST":
            if self.chance.random() < 0.3:
                return self.chance.choice(TROUBLES)
        elif asked.path.endswith(("/messages", "/active")) and self.chance.random() < 0.06:
            return self.chance.choice([Trouble.REFUSED, Trouble.DROPPED])
        return Trouble.NONE

    def clock_error(self, tally: Counter[str]) -> timedelta:
        """How far off this machine's clock is: now and then it jumps, and is put right some time after."""
        if self._error and (self.is_calm or self.chance.random() < 0.2):
            self._error = timedelta()
        elif not self.is_calm and self.chance.random() < 0.02:
            hours = self.chance.choice([-400, -24, -2, 2, 20, 24, 49, 400])
            self._error = timedelta(hours=hours)
            tally["clock jumps"] += 1
        return self._error

    def speak(self) -> None:
        """A server has chosen another language since the bot ran last."""
        settings, _ = self.chance.choice(SERVERS)
        chosen = ServerSettings(settings.guild, language=self.chance.choice(("", *LANGUAGES)))
        with Guilds.open(self.folder / "bot.db") as guilds:
            guilds.set_server(chosen)

    def chat(self) -> None:
        """Other people talk, now and then more than a page of messages."""
        for settings, kind in SERVERS:
            if kind != FORUM and self.chance.random() < 0.2:
                self.discord.world.chat(settings.channel, self.chance.choice([1, 2, 70, 130]))

    def is_waiting(self, now: datetime) -> bool:
        """Whether a digest is due and not confirmed."""
        with closing(sqlite3.connect(self.folder / "bot.db")) as db:
            rows = db.execute("SELECT guild, day FROM posts WHERE state = 'posted'").fetchall()
        posted = {(guild, day) for guild, day in rows}
        return any(
            (day := latest_day(settings, now)) and (settings.guild, day) not in posted
            for settings, _ in SERVERS
        )

    def ledger(self) -> list[object]:
        """What the bot has written down, of the last days."""
        with Guilds.open(self.folder / "bot.db") as guilds:
            return [
                (guilds.digest(each.guild), guilds.posts(each.guild)[:2]) for each, _ in SERVERS
            ]

    def next_due(self, now: datetime) -> datetime:
        return min(moment_of(settings, next_day(settings, now)) for settings, _ in SERVERS)


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    made = World(tmp_path)
    await made.discord.open()
    monkeypatch.setattr(Route, "BASE", made.discord.url)
    gateway = URL(made.discord.gateway_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    yield made
    await made.discord.close()


async def test_each_due_day_is_posted_exactly_once(world: World) -> None:
    chance, tally = world.chance, Counter[str]()
    now = world.discord.world.now
    end = datetime.combine(FIRST + timedelta(days=DAYS), datetime.min.time(), UTC)
    bot: Process | None = None
    down_until, waited = now, 0
    while True:
        world.discord.advance(now)
        world.is_calm = now >= end + timedelta(days=1)
        if bot is None and now >= down_until:
            world.speak()
            bot = Process(world.folder)
            await bot.start()
            tally["starts"] += 1
        if bot is not None:
            killer = None
            waiting = world.is_waiting(now)
            if waiting and chance.random() < KILLS / DAYS / 4:
                killer = Killer(chance.randint(1, 330))
            if await bot.tick(now + world.clock_error(tally), killer):
                tally["kills"] += 1
                await bot.end()
                bot, down_until = None, now + chance.choice([1, 1, 2, 5, 60, 300]) * MINUTE
        world.chat()
        if world.is_waiting(now) or bot is None:
            now, waited = now + MINUTE, waited + 1
            assert waited < 24 * 60, (world.ledger(), world.discord.violations[:3])
        elif now >= end:
            break
        else:
            due = world.next_due(now)
            until = chance.choice([due, now + (due - now) * chance.random()])
            if chance.random() < 0.3:
                world.publish()
            waited = 0
            now = max(until, now + MINUTE)
    if bot is not None:
        await bot.end()
    _report(world, tally)
    assert tally["kills"] >= min(KILLS, 1)
    _check(world, now)


async def test_a_lost_answer_in_a_channel_where_thousands_talk(world: World) -> None:
    """The first try never arrives, the second does after thousands of other messages, unconfirmed."""
    berlin, _ = SERVERS[0]
    script = [Trouble.DROPPED, Trouble.DONE_AND_DROPPED]
    world.discord.plan = lambda asked: (
        script.pop(0)
        if script and asked.method == "POST" and "/101/" in asked.path
        else Trouble.NONE
    )
    bot = Process(world.folder)
    await bot.start()
    for minutes in (0, 20, 40, 60):
        now = moment_of(berlin, FIRST) + minutes * MINUTE
        world.discord.advance(now)
        await bot.tick(now)
        world.discord.world.chat(berlin.channel, 2500)
    await bot.end()
    assert not script
    assert by_title(world.discord.world.own(berlin.channel)) == {
        f"### {digest_title(str(FIRST))}": 1
    }


@pytest.mark.parametrize("hours", [-400, -24, -2, 2, 24, 49, 400])
async def test_a_wrong_clock_settles_nothing(world: World, hours: int) -> None:
    """Neither a day that is still to come, nor one that was begun and is not over."""
    berlin, _ = SERVERS[0]
    world.is_calm = True
    bot = Process(world.folder)
    await bot.start()
    due = moment_of(berlin, FIRST)
    for now in (due - timedelta(hours=5), due):
        world.discord.advance(now)
        await bot.tick(now + timedelta(hours=hours))
        assert not any(world.discord.world.own(settings.channel) for settings, _ in SERVERS)
    for day in range(3):
        for minutes in range(3):
            now = due + timedelta(days=day) + minutes * MINUTE
            world.discord.advance(now)
            await bot.tick(now)
    await bot.end()
    titles = [f"### {digest_title(str(FIRST + timedelta(days=day)))}" for day in range(3)]
    assert by_title(world.discord.world.own(berlin.channel)) == dict.fromkeys(titles, 1)


async def test_processes_on_one_database_post_once_between_them(world: World) -> None:
    """Three of them wake at the same instants, as they do when a new one is started before the old ends."""
    bots = [Process(world.folder) for _ in range(3)]
    for bot in bots:
        await bot.start()
    now = world.discord.world.now
    end = datetime.combine(FIRST + timedelta(days=3), datetime.min.time(), UTC)
    while True:
        world.discord.advance(now)
        world.is_calm = now >= end + timedelta(days=1)
        await asyncio.gather(*(bot.tick(now) for bot in bots))
        if world.is_waiting(now):
            now += MINUTE
        elif now >= end:
            break
        else:
            world.publish()
            now = world.next_due(now)
    for bot in bots:
        await bot.end()
    _check(world, now, days=3)


def _check(world: World, now: datetime, days: int = DAYS) -> None:
    world.discord.check()
    for settings, _ in SERVERS:
        posts = world.discord.world.own(settings.channel)
        last = date.fromisoformat(latest_day(settings, now) or "")
        due = [FIRST + timedelta(days=n) for n in range((last - FIRST).days + 1)]
        assert len(due) >= days - 1
        assert _days(posts, due) == dict.fromkeys(due, 1), (
            settings.zone,
            _wrong(world, posts, settings),
        )
        texts = [text_of(post) for post in posts]
        told = [set(re.findall(r"Ferry (\d+) sails", text)) for text in texts]
        times = Counter(number for numbers in told for number in numbers)
        assert set(times.values()) <= {1}, settings.zone
        # The first was there before; what came in after the last post waits for the next.
        shown = {int(number) for number in times}
        assert shown == set(range(2, max(shown) + 1)), settings.zone


def _days(posts: list[dict[str, Any]], due: list[date]) -> Counter[date | str]:
    """How many posts of each day there are, in whatever language."""
    days: dict[str, date] = {
        f"### {said(digest_title(day.isoformat()), language_named(code))}": day
        for day in due
        for code in LANGUAGES
    }
    return Counter(days.get(title, title) for title in Counter(by_title(posts)).elements())


def _wrong(world: World, posts: list[dict[str, Any]], settings: DigestSettings) -> list[str]:
    """What was asked of Discord around the posts that are there twice."""
    seen: set[str] = set()
    lines = []
    for post in posts:
        title = text_of(post).split("\n")[0]
        if title in seen:
            at = datetime.fromisoformat(post["timestamp"])
            lines += [f"{title}: {post['id']} at {at}"]
            days = {f"{at - timedelta(days=back):%Y-%m-%d}" for back in (0, 1)}
            place = f"/{settings.channel}/"
            lines += [each for each in world.discord.heard if each[:10] in days and place in each]
        seen.add(title)
    return lines


def _report(world: World, tally: Counter[str]) -> None:
    lost = sum(world.discord.troubles[each] for each in LOST)
    posted = sum(len(world.discord.world.own(settings.channel)) for settings, _ in SERVERS)
    print(
        f"\n{DAYS} days, {posted} posts, {tally['kills']} kills, {tally['starts']} starts,"
        f" {tally['clock jumps']} clock jumps, {lost} lost answers;"
        f" {dict(world.discord.troubles)}"
    )
