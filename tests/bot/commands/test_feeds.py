"""``/feeds``: what the archive follows, and changing it."""

from __future__ import annotations

import pytest
from served import ALLOWED, FEED, Served


@pytest.fixture(autouse=True)
def feed(served: Served) -> None:
    served.give("/rss", FEED)


@pytest.fixture
async def open_stage(stage, desks):
    path = desks.folder / "archive.db"
    client = desks.client(adding="admins", archive=path, private_networks=ALLOWED, feeds=False)
    await stage.env.restart_bot(client)
    # The process starts and reads by the clock on the wall.
    stage.env.settle_timeout = 120
    return stage


async def feeds(stage, what: str, **options):
    return await stage.admin.slash(stage.channel, f"feeds {what}", **options)


async def test_a_feed_from_its_start_to_its_end(open_stage, shown, served: Served) -> None:
    assert "It follows no feed." in shown((await feeds(open_stage, "list")).response)
    url = served.url("/rss")
    added = await feeds(open_stage, "add", link=url)
    assert added.ephemeral and "Followed from now on" in shown(added.response)
    again = await feeds(open_stage, "add", link=url)
    assert "was followed already" in shown(again.response)
    listed = shown((await open_stage.ann.slash(open_stage.channel, "feeds list")).response)
    assert "0 articles, last check never, next now" in listed
    polled = await feeds(open_stage, "poll", feed=url)
    assert "The Tarn Wire: 1 new, 0 corrected, 0 known, 0 skipped." in shown(polled.response)
    listed = shown((await feeds(open_stage, "list")).response)
    assert "The Tarn Wire" in listed and "1 article, " in listed
    (choice,) = await open_stage.admin.autocomplete(
        open_stage.channel, "feeds remove", "feed", "tarn"
    )
    assert choice == {"name": "The Tarn Wire", "value": url}
    removed = await feeds(open_stage, "remove", feed=url)
    assert "Followed no more: The Tarn Wire. Its 1 article stays." in shown(removed.response)


async def test_what_fails_is_told(open_stage, shown, served: Served) -> None:
    served.give("/rss", "", 410)
    await feeds(open_stage, "add", link=served.url("/rss"))
    polled = await feeds(open_stage, "poll", feed=served.url("/rss"))
    assert "gone for good (410)" in shown(polled.response)
    assert "stopped" in shown((await feeds(open_stage, "list")).response)
    served.give("/rss", FEED)
    polled = await feeds(open_stage, "poll", feed=served.url("/rss"))
    assert "1 new" in shown(polled.response), "a stopped one is tried again"
    assert len(open_stage.env.errors) == 1


@pytest.mark.parametrize(
    ("what", "options", "said"),
    [
        ("add", {"link": "ftp://a.example/rss"}, "http"),
        ("add", {"link": "http://10.0.0.1/rss"}, "10.0.0.1"),
        ("add", {"link": "http://me:secret@a.example/rss"}, "name and password"),
        ("remove", {"feed": "https://a.example/none"}, "is not among the feeds"),
        ("poll", {"feed": "https://a.example/none"}, "is not among the feeds"),
    ],
)
async def test_wrong_input(open_stage, shown, what, options, said) -> None:
    result = await feeds(open_stage, what, **options)
    assert result.ephemeral and said in shown(result.response)
    assert len(open_stage.env.errors) == 1


@pytest.mark.parametrize(
    ("what", "options"),
    [("add", {"link": "https://a.example"}), ("remove", {"feed": "x"}), ("poll", {"feed": "x"})],
)
async def test_only_those_who_may(stage, desks, shown, what, options) -> None:
    result = await feeds(stage, what, **options)
    assert "only the bot's owner" in shown(result.response)
    await stage.env.restart_bot(desks.client(adding="admins"))
    result = await stage.ann.slash(stage.channel, f"feeds {what}", **options)
    assert shown(result.response) == "For this you need the permission Manage Server."
    assert len(stage.env.errors) == 2


async def test_in_a_direct_message(stage, shown) -> None:
    result = await stage.ann.user.slash("feeds list")
    assert "It follows no feed." in shown(result.response)
