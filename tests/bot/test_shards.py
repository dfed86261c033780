"""Which shards a process serves, as it is written."""

from __future__ import annotations

import pytest

from bot.shards import Shards, shards_from


@pytest.mark.parametrize(
    ("text", "shards", "leads"),
    [
        ("", Shards(), True),
        ("16", Shards(count=16), True),
        ("0/1", Shards((0,), 1), True),
        ("0-3/16", Shards((0, 1, 2, 3), 16), True),
        ("4 - 6, 9/16", Shards((4, 5, 6, 9), 16), False),
        ("15,14,15/16", Shards((14, 15), 16), False),
    ],
)
def test_what_is_meant(text: str, shards: Shards, leads: bool) -> None:
    assert shards_from(text) == shards
    assert shards.leads is leads


@pytest.mark.parametrize("text", ["0-16/16", "3-1/4", "/4", "0-3", "a/4", "0/0", "-1/4", "0,,1/4"])
def test_what_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"shard"):
        shards_from(text)


async def test_each_server_is_served_by_one_of_two_processes(stage, desks) -> None:
    first, second = desks.client(shards="0/2"), desks.client(shards="1/2", status_port=1)
    assert (first.shard_ids, first.shard_count) == ([0], 2)
    assert first.feeds is not None and second.feeds is None
