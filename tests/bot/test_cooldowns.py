"""Counters of uses: by a clock that is passed in, for so many at most."""

from __future__ import annotations

from bot.cooldowns import MINUTE, Cooldowns

ANN, BOB = ("member", 1, 2), ("member", 1, 3)


def test_so_many_a_minute_then_the_seconds_to_wait() -> None:
    cooldowns = Cooldowns()
    assert [cooldowns.use(ANN, 3, 100.0 + n) for n in range(5)] == [0.0, 0.0, 0.0, 57.0, 56.0]
    assert cooldowns.use(BOB, 3, 104.0) == 0.0
    assert cooldowns.use(ANN, 3, 160.5) == 0.0


def test_no_limit() -> None:
    cooldowns = Cooldowns()
    assert not any(cooldowns.use(ANN, 0, 100.0) for _ in range(1000))
    assert cooldowns.remembered == 0


def test_a_clock_that_goes_back_shuts_nobody_out_for_long() -> None:
    cooldowns = Cooldowns()
    cooldowns.use(ANN, 1, 1_000_000.0)
    assert cooldowns.use(ANN, 1, 100.0) == MINUTE


def test_memory_is_bounded() -> None:
    cooldowns = Cooldowns(remembered=100)
    for member in range(10_000):
        cooldowns.use(("member", 1, member), 3, 100.0)
    assert cooldowns.remembered == 100


def test_a_changed_limit_counts_anew() -> None:
    cooldowns = Cooldowns()
    assert [cooldowns.use(ANN, 1, 100.0) > 0 for _ in range(2)] == [False, True]
    assert cooldowns.use(ANN, 5, 100.0) == 0.0
