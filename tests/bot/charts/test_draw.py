"""Charts as pictures: small, of one size, whatever is in them, and drawn beside the event loop."""

from __future__ import annotations

import asyncio
import io

import matplotlib.image
import numpy
import pytest

from bot.charts.aside import Charts
from bot.charts.draw import png
from bot.languages import language_named
from bot.replies.pictures import articles_chart, statements_chart
from store.overview.model import Activity

MOST_BYTES = 200_000


def counts(first: int, last: int, months: int = 12) -> Activity:
    return Activity(
        tuple(
            (f"{year:04d}-{month:02d}-{day:02d}", 1 + (day * month + year) % 90)
            for year in range(first, last + 1)
            for month in range(1, months + 1)
            for day in range(1, 29)
        )
    )


ACTIVITIES = {
    "one article": Activity((("2002-09-11", 1),)),
    "years alone": Activity((("1999", 3), ("2002", 1))),
    "a month": counts(2002, 2002, 1),
    "a decade": counts(1990, 1999),
    "36 years": counts(1990, 2025),
    "from the first press to the last day": Activity((("1501-01-01", 2), ("2999-12-31", 10**9))),
}


@pytest.mark.parametrize("name", ACTIVITIES)
def test_a_picture_of_any_archive(name) -> None:
    chart = articles_chart(ACTIVITIES[name])
    assert chart is not None
    drawn = png(chart)
    assert len(drawn) <= MOST_BYTES
    pixels = matplotlib.image.imread(io.BytesIO(drawn))
    assert pixels.shape[:2] == (510, 960)
    # Opaque, on a light ground, with something dark on it: the same in light and dark.
    assert pixels.shape[2] == 3 or (pixels[..., 3] == 1).all()
    light = pixels[..., :3].mean(axis=2)
    assert (light[0] > 0.95).all()
    assert numpy.count_nonzero(light < 0.5) > 500


@pytest.mark.parametrize(
    "name",
    [
        "$x^2$ _a_ \\frac{1}",
        "$",
        "李明 الرئيس",
        "A very long name " * 20,
        "\n\u202e\x00",
        "",
        "💥@everyone",
    ],
)
def test_any_name_in_the_title(name, recwarn) -> None:
    chart = statements_chart(name, ACTIVITIES["a month"])
    assert chart is not None
    assert png(chart).startswith(b"\x89PNG")
    assert not [each for each in recwarn if "Glyph" in str(each.message)]


def test_nothing_to_draw() -> None:
    assert articles_chart(Activity()) is None
    assert articles_chart(Activity((), undated=12)) is None
    assert statements_chart("Mara Oss", Activity((), undated=1)) is None


async def test_a_chart_that_fails_is_left_out_and_logged(monkeypatch, caplog) -> None:
    def fail(chart, language):
        raise ValueError("no ink")

    monkeypatch.setattr("bot.charts.aside.png", fail)
    chart = articles_chart(ACTIVITIES["one article"])
    assert await Charts().png(chart) is None
    assert "could not be drawn" in caplog.text


async def test_one_that_waits_too_long_or_behind_too_many_is_left_out(monkeypatch) -> None:
    import threading

    go = threading.Event()

    def slowly(chart, language):
        go.wait(10)
        return b"drawn"

    monkeypatch.setattr("bot.charts.aside.png", slowly)
    chart = articles_chart(ACTIVITIES["one article"])
    charts = Charts(waiting=1, seconds=0.05)
    first, second, third = await asyncio.gather(*(charts.png(chart) for _ in range(3)))
    assert (first, second, third) == (None, None, None)
    assert await charts.png(chart) is None  # the two before still wait
    go.set()
    await asyncio.sleep(0.1)
    assert await Charts(seconds=10).png(chart) == b"drawn"
    assert await charts.png(chart) == b"drawn"


def test_its_dates_are_in_the_readers_language() -> None:
    chart = articles_chart(ACTIVITIES["a month"])
    assert chart is not None
    assert png(chart, language_named("de")) != png(chart)
    assert language_named("de").date("2002-03", short=True) == "März 2002"
    assert language_named("de").date("--10-03", short=True) == "3. Okt."
