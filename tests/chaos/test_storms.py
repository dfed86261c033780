"""Storms between the real bot and its Discord: 429, 5xx and lost answers. Each member is answered, and once.

In every second storm each answer is announced first, and shown behind that to all.

By hand: ``DATELINE_CHAOS_STORMS=200 pytest -s tests/chaos/test_storms.py``. Storms over the digest's posts are in
test_digest_kills.py.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.discord_wire.asked import Asked
from tests.discord_wire.driver import COMPLETION, Member
from tests.discord_wire.faults import Trouble
from tests.discord_wire.interactions import Interaction
from tests.discord_wire.process import TOKEN, Dateline
from tests.discord_wire.reading import text_of
from tests.discord_wire.server import Discord
from tests.discord_wire.world import TEXT, Channel

STORMS = int(os.environ.get("DATELINE_CHAOS_STORMS", "6"))
SEED = int(os.environ.get("DATELINE_CHAOS_SEED", "1"))
TROUBLES = [
    each
    for each in Trouble
    if each not in (Trouble.NONE, Trouble.HELD, Trouble.LATE, Trouble.LIMITED_LONG)
]
"""What can befall an answer that is due within three seconds, and leaves a way to give it."""
IN_A_STORM = 0.4
"""The part of requests that go wrong in a storm."""
CROWD = 12
"""Interactions of one storm."""


class Storm:
    """Some requests in a row go wrong, in one way or in all."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._left = 0
        self._kinds: list[Trouble] = []
        self.raised = 0

    def rise(self) -> None:
        self.raised += 1
        self._left = self._chance.randint(2, CROWD)
        one = self._chance.choice(TROUBLES)
        self._kinds = self._chance.choice([[one], TROUBLES])

    def plan(self, asked: Asked) -> Trouble:
        """A request of an interaction, or a look for its answer, may be hit: not so often that no way is left."""
        is_answer = asked.path.startswith(("/interactions/", "/webhooks/"))
        is_look = asked.method == "GET" and asked.path.endswith("/messages")
        if not (is_answer or is_look) or not self._left or self._chance.random() > IN_A_STORM:
            return Trouble.NONE
        self._left -= 1
        return self._chance.choice(self._kinds)


async def one_storm(
    storm: Storm, members: list[Member], chance: random.Random
) -> list[Interaction]:
    """A crowd asks while it storms."""
    storm.rise()
    sent = []
    for member in chance.sample(members, CROWD):
        match chance.randrange(4):
            case 0:
                sent.append(await member.slash("search", words="ferry"))
            case 1:
                sent.append(await member.slash("who-said", words="harbor"))
            case 2:
                sent.append(await member.complete("said", "speaker", "coast"))
            case 3:
                sent.append(await member.slash("archive stats"))
    asked = [each for each in sent if each.payload["type"] != COMPLETION]
    await asyncio.gather(*(each.until(is_over, 40) for each in asked))
    return sent


def answers(sent: Interaction) -> list[str]:
    """What was shown, but for the announcement: there is to be one."""
    texts = map(text_of, sent.messages)
    return [text for text in texts if text and "That took a moment" not in text]


def is_over(sent: Interaction) -> bool:
    return bool(answers(sent) or sent.refused)


@pytest.mark.parametrize("hurried", [False, True], ids=["soon", "announced"])
async def test_each_interaction_is_answered_once_through_storms(
    archive_path: Path, tmp_path: Path, hurried: bool
) -> None:
    storms = max(1, STORMS // 2)
    chance = random.Random(SEED)
    storm = Storm(chance)
    discord = Discord(plan=storm.plan, token=TOKEN)
    members = []
    for number in range(1, 41):
        channel = discord.world.add(Channel(100 + number, number, TEXT, "news"))
        members.append(Member(discord, channel.id, user=1000 + number))
    shutil.copy(archive_path, tmp_path / "archive.db")
    await discord.open()
    bot = Dateline(discord, tmp_path, hurried=hurried)
    await bot.start()
    counts: Counter[str] = Counter()
    asked: list[Interaction] = []
    try:
        await bot.ready()
        while storm.raised < storms:
            for each in await one_storm(storm, members, chance):
                if each.payload["type"] == COMPLETION:
                    # discord.py sends these, once; whoever types on is asked again.
                    counts["completions lost"] += not each.is_answered
                    continue
                asked.append(each)
                assert each.is_answered, (each.told, bot.said()[-3000:])
        assert await bot.stop() == 0
    finally:
        await bot.kill()
        await discord.close()
    counts["interactions"] = len(asked)
    counts["for all"] = sum(not each.is_private for each in asked)
    counts["answered"] = sum(bool(answers(each)) for each in asked)
    twice = [each.told for each in asked if len(answers(each)) > 1]
    print(f"\n{storm.raised} storms: {dict(counts)}, twice {len(twice)}; {dict(discord.troubles)}")
    discord.check()
    assert counts["answered"] == counts["interactions"] > storms
    assert not twice, twice
    assert "Traceback" not in bot.said(), bot.said()
