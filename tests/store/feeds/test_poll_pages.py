"""Items that are summaries, and feeds that hold much: pages are fetched, so many a poll."""

from __future__ import annotations

from polling import FERRY, POLICY, Desk, full, story
from served import item, page, rss

from store import Archive
from store.extract.method import Method
from store.feeds.plan import Plan
from store.feeds.poll import TRIES


def summaries(desk: Desk, *numbers: int) -> None:
    desk.served.give(
        "/rss",
        rss(
            *(
                item(n, f"Ferry {n}", link=desk.served.url(f"/{n}"), summary=f"Ferry {n} sails.")
                for n in numbers
            )
        ),
        ETag=f'"{len(numbers)}"',
    )


async def test_the_page_of_a_summary_is_fetched_once(desk: Desk) -> None:
    desk.follow()
    summaries(desk, 1)
    desk.served.give("/1", page("Ferry 1 | Tarn", *story(1)))
    assert (await desk.one()).added == 1
    with Archive.open(desk.archive) as archive:
        view = archive.article(1)
    assert view
    assert view.article.headline == "Ferry 1"
    assert view.article.published == "2026-03-01"
    assert "said Mara Oss" in view.article.body
    assert desk.served.paths() == ["/rss", "/robots.txt", "/1"]
    summaries(desk, 1, 2)
    await desk.one()
    assert [desk.served.paths().count(path) for path in ("/1", "/2")] == [1, 1]


async def test_pages_are_left_alone_where_the_setting_says_so(desk: Desk) -> None:
    desk.follow()
    summaries(desk, 1)
    desk.plan = Plan(POLICY, pages=False, method=Method.FAST, workers=1)
    assert (await desk.one()).added == 1
    assert desk.served.paths() == ["/rss"]
    assert desk.bodies() == ["Ferry 1 sails."]


async def test_pages_that_are_not_for_programs(desk: Desk) -> None:
    desk.follow()
    summaries(desk, 1, 2)
    desk.served.give("/robots.txt", "User-agent: *\nDisallow: /1")
    desk.served.give("/1", page("Ferry 1", *story(1)))
    desk.served.give("/2", "", 403)
    assert (await desk.one()).added == 2
    assert "/1" not in desk.served.paths()
    assert sorted(desk.bodies()) == ["Ferry 1 sails.", "Ferry 2 sails."]


async def test_a_page_that_fails_is_tried_again_and_then_done_without(desk: Desk) -> None:
    desk.follow()
    summaries(desk, 1, 2)
    desk.served.give("/1", page("Ferry 1", *story(1)))
    desk.served.give("/2", "", 500)
    first = await desk.one()
    assert (first.added, first.waiting) == (1, 1)
    for _ in range(TRIES - 2):
        # The feed did not change, and is read in full all the same.
        assert (await desk.one()).waiting == 1
    last = await desk.one()
    assert (last.added, last.waiting) == (1, 0)
    assert "Ferry 2 sails." in desk.bodies()
    assert desk.served.paths().count("/2") == TRIES
    await desk.one()
    assert desk.served.asked[-1].headers["If-None-Match"] == '"2"'


async def test_a_site_that_has_enough_is_left_in_peace(desk: Desk) -> None:
    desk.follow()
    summaries(desk, 1, 2, 3)
    for number in (1, 2, 3):
        desk.served.give(f"/{number}", "", 429)
    assert (await desk.one()).waiting == 3
    assert desk.served.paths() == ["/rss", "/robots.txt", "/1"]


async def test_so_many_pages_a_poll_and_the_rest_at_the_next(desk: Desk) -> None:
    desk.follow()
    numbers = range(1, 6)
    summaries(desk, *numbers)
    for number in numbers:
        desk.served.give(f"/{number}", page(f"Ferry {number}", *story(number)))
    desk.plan = Plan(POLICY, most_pages=3, method=Method.NONE)
    first = await desk.one()
    second = await desk.one()
    assert (first.waiting, second.waiting) == (2, 0)
    assert [report.added + report.duplicates for report in (first, second)] == [3, 2]


async def test_so_many_items_a_poll_and_the_rest_at_the_next(desk: Desk) -> None:
    desk.follow()
    numbers = range(1, 6)
    desk.served.give("/rss", rss(*(full(n, f"Ferry {n}", story(n)) for n in numbers)), ETag='"1"')
    desk.plan = Plan(POLICY, most_items=3, method=Method.NONE)
    first, second, third = await desk.one(), await desk.one(), await desk.one()
    assert (first.waiting, second.waiting, third.waiting) == (2, 0, 0)
    assert [report.added + report.duplicates for report in (first, second)] == [3, 2]
    assert desk.served.asked[-1].headers["If-None-Match"] == '"1"'


async def test_an_item_without_end(desk: Desk) -> None:
    desk.follow()
    desk.served.give("/rss", rss(full(1, "Long", ("word " * 250_000,)), full(2, "Ferry", FERRY)))
    report = await desk.one()
    assert (report.added, len(report.skipped)) == (1, 1)
    assert "longer than" in report.skipped[0].reason


async def test_an_item_with_a_link_alone(desk: Desk) -> None:
    desk.follow()
    desk.served.give(
        "/rss",
        rss(
            item(1, "Ferry 1", link=desk.served.url("/1")),
            item(2, "Bare", link=desk.served.url("/2")),
        ),
    )
    desk.served.give("/1", page("Ferry 1", *story(1)))
    report = await desk.one()
    assert (report.added, len(report.skipped)) == (1, 1)
    assert "without text" in report.skipped[0].reason
