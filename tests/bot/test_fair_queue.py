"""Taken in turns, and bounded at the cost of whoever has most waiting."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.fair_queue import FairQueue


def filled(room: int, *whose: int) -> FairQueue[str]:
    """A queue with an item for each number, called by it and by how many it had before: ``1a``, ``1b``."""
    queue: FairQueue[str] = FairQueue(room)
    counted: Counter[int] = Counter()
    for each in whose:
        queue.put(each, f"{each}{'abcdefghij'[counted[each]]}")
        counted[each] += 1
    return queue


def taken(queue: FairQueue[str]) -> list[str]:
    found = []
    while item := queue.take(lambda whose: True):
        found.append(item[1])
    return found


def test_one_of_each_in_turn() -> None:
    queue = filled(10, 1, 1, 1, 2, 2, 3)
    assert taken(queue) == ["1a", "2a", "3a", "1b", "2b", "1c"]
    assert len(queue) == 0


def test_who_may_not_is_passed_over_and_keeps_the_turn() -> None:
    queue = filled(10, 1, 1, 2, 2)
    assert queue.take(lambda whose: whose == 2) == (2, "2a")
    assert queue.take(lambda whose: whose == 3) is None
    assert taken(queue) == ["1a", "2b", "1b"]


def test_the_newest_of_whoever_has_most_gives_way() -> None:
    queue = filled(4, 1, 1, 1, 2)
    assert queue.put(3, "3a") == "1c"
    assert queue.put(3, "3b") == "3b"
    assert taken(queue) == ["1a", "2a", "3a", "1b"]


def test_a_flood_displaces_nobody() -> None:
    queue = filled(4, 1, 1, 2, 2)
    assert queue.put(1, "1c") == "1c"
    assert queue.put(3, "3a") in ("1b", "2b")


def test_what_is_given_up_waits_no_more() -> None:
    queue = filled(3, 1, 1, 2)
    queue.remove(1, "1a")
    queue.remove(1, "1a")
    queue.remove(9, "9a")
    queue.remove(2, "2a")
    assert len(queue) == 1
    assert queue.clear() == ["1b"] and len(queue) == 0


@given(
    st.integers(1, 8),
    st.lists(st.tuples(st.sampled_from("put take remove".split()), st.integers(1, 4)), max_size=60),
)
def test_nothing_is_lost_and_nobody_is_passed_over_twice(room: int, steps: list) -> None:
    queue: FairQueue[int] = FairQueue(room)
    waiting: dict[int, list[int]] = {}
    passed: Counter[int] = Counter()
    for number, (step, whose) in enumerate(steps):
        if step == "put":
            gives_way = queue.put(whose, number)
            waiting.setdefault(whose, []).append(number)
            for items in waiting.values():
                if gives_way in items:
                    items.remove(gives_way)
        elif step == "remove":
            for item in waiting.get(whose, [])[:1]:
                queue.remove(whose, item)
                waiting[whose].remove(item)
        elif found := queue.take(lambda each: True):
            theirs, item = found
            assert waiting[theirs].pop(0) == item
            passed[theirs] = 0
            for each in waiting:
                passed[each] = passed[each] + 1 if waiting[each] and each != theirs else 0
            assert max(passed.values()) <= 3
        assert len(queue) == sum(map(len, waiting.values())) <= room
