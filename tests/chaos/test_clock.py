"""A clock that is moved while something is under way: nothing is stuck until it is that late, nothing begun twice.

What the days of a digest do under such a clock, test_digest_kills.py and tests/bot/jobs tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from steps import FOLLOWED, MEMBER, START

from store.follows import Sighting
from store.guilds import Guilds, Place

JUMPS = [timedelta(days=days) for days in (-366, -1, 1, 366)]
DAY = START.date().isoformat()
PLACE = Place(1, 101, MEMBER)


@pytest.fixture
def guilds(tmp_path: Path) -> Iterator[Guilds]:
    with Guilds.open(tmp_path / "bot.db") as opened:
        yield opened


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_post_that_was_begun_by_another_clock_is_gone_on_with(
    guilds: Guilds, jump: timedelta
) -> None:
    begun = guilds.claim(1, DAY, channel=101, until=5, now=START, holder="killed")
    assert begun
    now = START + jump
    assert guilds.claim(1, DAY, channel=101, until=9, now=now, holder="second") is None
    held = guilds.take_over(begun, holder="second", now=now)
    assert held and held.nonce == begun.nonce
    sent = guilds.send(held, channel=101, until=5, anchor=3, now=now)
    assert sent
    guilds.confirm(sent, 1000)
    # Whatever the clock says then, the day is done.
    for later in (START, now, now + jump):
        assert guilds.claim(1, DAY, channel=101, until=9, now=later, holder="third") is None
        assert guilds.take_over(begun, holder="third", now=later) is None


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_news_that_were_begun_by_another_clock_go_out_once(guilds: Guilds, jump: timedelta) -> None:
    guilds.follow(PLACE, FOLLOWED[0], daily=False, since=0, now=START)
    guilds.scan_from(0, 0)
    guilds.take_scan(0, 5, [Sighting(FOLLOWED[0], 7, 7)], now=START)
    begun = guilds.begin(PLACE, holder="killed", now=START)
    assert begun and begun.sighted == {FOLLOWED[0]: (7,)}
    now = START + jump
    assert guilds.places_due(now) == (PLACE,)
    again = guilds.begin(PLACE, holder="second", now=now)
    assert again and (again.number, again.sighted) == (begun.number, begun.sighted)
    assert not guilds.sending(begun, channel=101, anchor=3, now=now)  # the first has lost it
    assert guilds.sending(again, channel=101, anchor=3, now=now)
    guilds.sent(again, now=now)
    for later in (START, now, now + jump):
        assert guilds.places_due(later) == ()
        assert guilds.begin(PLACE, holder="third", now=later) is None
    # What comes in next is told when the clock is right again, not only when it is as late as it was.
    guilds.take_scan(5, 9, [Sighting(FOLLOWED[0], 8, 8)], now=START)
    assert guilds.places_due(now - jump) == (PLACE,)
    assert guilds.begin(PLACE, holder="third", now=now - jump)
