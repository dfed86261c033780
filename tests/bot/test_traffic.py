"""Who has to let others go first, and for how long."""

from __future__ import annotations

from bot.traffic import BESIDE_SECONDS, GAP_SECONDS, Traffic

FLOOD, OTHER, THIRD = 1, 2, 3


def flooded() -> Traffic:
    traffic = Traffic()
    for _ in range(5):
        traffic.ask(FLOOD, 100.0)
    traffic.begin(FLOOD)
    return traffic


def test_alone_until_somebody_else_asks_and_a_moment_after() -> None:
    traffic = flooded()
    assert traffic.is_alone(FLOOD, 100.0)
    traffic.ask(OTHER, 100.0)
    assert not traffic.is_alone(FLOOD, 100.0)
    traffic.begin(OTHER)
    assert not traffic.is_alone(FLOOD, 100.0 + 60)
    traffic.end(OTHER, 160.0)
    assert not traffic.is_alone(FLOOD, 160.0 + BESIDE_SECONDS)
    assert traffic.is_alone(FLOOD, 160.1 + BESIDE_SECONDS)


def test_many_give_way_to_one_while_it_is_worked_on_and_until_the_next() -> None:
    traffic = flooded()
    assert not traffic.gives_way(FLOOD, 100.0)
    traffic.ask(OTHER, 100.0)
    traffic.begin(OTHER)
    assert traffic.gives_way(FLOOD, 100.5)
    assert not traffic.gives_way(OTHER, 100.5)
    traffic.end(OTHER, 100.6)
    assert traffic.gives_way(FLOOD, 100.6)
    assert not traffic.gives_way(FLOOD, 100.61 + GAP_SECONDS)


def test_who_asks_many_does_not_give_way_to_another_who_does() -> None:
    traffic = flooded()
    traffic.ask(OTHER, 100.0)
    traffic.ask(OTHER, 100.0)
    traffic.begin(OTHER)
    assert not traffic.gives_way(FLOOD, 100.0)
    traffic.drop(OTHER)
    assert traffic.gives_way(FLOOD, 100.0)


def test_who_asks_one_thing_gives_way_to_nobody() -> None:
    traffic = Traffic()
    for whose in (OTHER, THIRD):
        traffic.ask(whose, 100.0)
        traffic.begin(whose)
    assert not traffic.gives_way(OTHER, 100.0) and not traffic.gives_way(THIRD, 100.0)


def test_the_clock_is_not_put_off() -> None:
    traffic = flooded()
    traffic.ask(0, 100.0)
    traffic.ask(0, 100.0)
    traffic.ask(OTHER, 100.0)
    traffic.begin(OTHER)
    assert traffic.gives_way(FLOOD, 100.0) and not traffic.gives_way(0, 100.0)


def test_nothing_is_kept_of_those_who_are_gone() -> None:
    traffic = Traffic()
    for whose in range(1000):
        traffic.ask(whose, 100.0)
        traffic.begin(whose)
        traffic.end(whose, 100.0)
    traffic.ask(OTHER, 200.0)
    assert traffic.is_alone(OTHER, 200.0)
    assert len(traffic._seen) == 1 and not traffic._working
