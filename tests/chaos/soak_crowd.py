"""The crowd of the soak: members of many servers who ask, type, press and check, at a steady pace."""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import time
from array import array
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from pathlib import Path

from store import Archive
from tests.discord_wire.driver import Member
from tests.discord_wire.interactions import Interaction
from tests.discord_wire.server import Discord
from tests.discord_wire.world import SOMEBODY, TEXT, Channel

GUILDS, MEMBERS = 40, 10
"""Servers, and members of each: so many that nobody runs into the limit of commands a minute."""
SETTLED_SECONDS = 40.0
"""So long after it was dispatched, what became of an interaction is counted."""
PRESSED = ("Context", "Next", "Previous", "Article", "👍", "👎")
TOO_MUCH = ("Slow down", "busy", "has used its")
FAILED = "went wrong"


class Crowd:
    """Sends interactions and counts what became of them."""

    def __init__(self, discord: Discord, archive: Path, shared: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.discord = discord
        self.counts: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.seconds = array("d")
        """From dispatch to the first answer, of each."""
        self.left_waiting: list[str] = []
        self._open: deque[Interaction] = deque()
        self._shown: deque[tuple[Member, Interaction]] = deque(maxlen=200)
        self._names, self._headlines = _known(archive)
        self._questions = _questions(shared) or self._headlines
        self._members = []
        for number in range(1, GUILDS + 1):
            channel = discord.world.add(Channel(1000 + number, number, TEXT, "news"))
            for user in range(MEMBERS):
                who = number * 100 + user
                self._members.append(Member(discord, channel.id, user=who, name=f"m{who}"))
        self._actions: list[tuple[str, int, Callable[[Member], Awaitable[Interaction | None]]]] = [
            ("ask", 22, lambda m: m.slash("ask", question=self._one(self._questions))),
            ("search", 15, lambda m: m.slash("search", words=self._words())),
            ("who-said", 10, lambda m: m.slash("who-said", words=self._words())),
            ("said", 8, lambda m: m.slash("said", speaker=self._one(self._names))),
            ("completion of a speaker", 10, self._type_a_name),
            ("completion of a headline", 4, self._type_a_headline),
            ("button", 18, self._press),
            ("check", 3, lambda m: m.slash("check quote", text=f'"{self._words(8)}"')),
            ("menu", 2, self._menu),
            ("article", 2, lambda m: m.slash("article", headline=self._one(self._headlines))),
            ("speaker", 2, lambda m: m.slash("speaker", name=self._one(self._names))),
            ("facts", 2, lambda m: m.slash("facts", subject=self._words(1))),
            ("timeline", 1, lambda m: m.slash("timeline", speaker=self._one(self._names))),
            ("setup", 1, lambda m: m.slash("setup")),
        ]

    async def go(self, rate: float, until: float) -> None:
        """``rate`` interactions a second until a moment of the monotonic clock. What has no session to go to is left out."""
        weights = [weight for _, weight, _ in self._actions]
        due = time.monotonic()
        while due < until:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            due += 1 / rate
            if 0 not in self.discord.gateway.sessions:
                self.counts["not sent, for there was no session"] += 1
                continue
            name, _, act = self.chance.choices(self._actions, weights)[0]
            member = self.chance.choice(self._members)
            sent = await act(member)
            if sent is None:
                continue
            self.kinds[name] += 1
            self._open.append(sent)
            self._shown.append((member, sent))
            self.settle()

    async def finish(self) -> None:
        """Wait for what is still open, and count it."""
        while self._open:
            await asyncio.sleep(0.5)
            self.settle()

    def settle(self) -> None:
        """Count what is old enough, and let go of it."""
        while self._open and self._open[0].age > SETTLED_SECONDS:
            self._count(self._open.popleft())

    def _count(self, sent: Interaction) -> None:
        self.discord.interactions.known.pop(sent.token, None)
        self.counts["sent"] += 1
        if sent.is_lost:
            self.counts["lost in a cut, as Discord loses them"] += 1
            return
        if sent.acknowledged is not None:
            self.seconds.append(sent.acknowledged)
        if sent.is_answered:
            self.counts["answered"] += 1
        else:
            self.counts["unanswered"] += 1
            self.left_waiting.append(f"{sent.id}: {sent.told}")
        self.counts["answered twice"] += sent.callbacks > 1
        for told, words in (("told to slow down or come back", TOO_MUCH), ("failed", (FAILED,))):
            self.counts[told] += any(each in sent.text for each in words)

    # --- what they do ---------------------------------------------------------------------------

    async def _press(self, member: Member) -> Interaction | None:
        for _ in range(10):
            if not self._shown:
                break
            asker, shown = self.chance.choice(self._shown)
            labels = [label for label in shown.labels if label in PRESSED]
            if labels:
                return await asker.press(shown, self.chance.choice(labels))
        return await member.slash("about")

    async def _type_a_name(self, member: Member) -> Interaction:
        typed = self._one(self._names)[: self.chance.randint(0, 8)]
        return await member.complete("said", "speaker", typed)

    async def _type_a_headline(self, member: Member) -> Interaction:
        typed = self._one(self._headlines)[: self.chance.randint(0, 20)]
        return await member.complete("article", "headline", typed)

    async def _menu(self, member: Member) -> Interaction:
        text = f'They say: "{self._words(10)}."'
        world = self.discord.world
        message = world.message(member.channel.id, {"content": text}, author=SOMEBODY)
        return await member.menu(self._one(["Check quotes", "Find in archive"]), message)

    def _one(self, texts: list[str]) -> str:
        return self.chance.choice(texts)[:200]

    def _words(self, most: int = 4) -> str:
        words = self._one(self._headlines).split()
        start = self.chance.randrange(len(words))
        return " ".join(words[start : start + most])


def _known(archive: Path) -> tuple[list[str], list[str]]:
    """People and headlines of the archive."""
    with Archive.open(archive) as opened:
        names = [name for name, _ in opened.stats().most_quoted]
        numbers = range(1, 4000, 40)
        found = [article for number in numbers if (article := opened.article(number))]
    return names, [each.article.headline for each in found if each.article.headline]


def _questions(shared: Path) -> list[str]:
    """Of the development sets, where they are there."""
    file = shared / "eval" / "search" / "questions_typo.jsonl.gz"
    if not file.exists():
        return []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["question"] for line in lines]
