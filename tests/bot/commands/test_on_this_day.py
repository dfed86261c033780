"""``/on-this-day``: what was printed on a day of any year."""

from __future__ import annotations

import datetime

import pytest
from marten import add_reports

from bot.dates import read_day
from bot.errors import UserError


@pytest.fixture
def simcord_bot(desks):
    add_reports(desks.folder / "archive.db")
    return desks.client()


async def test_each_year_the_latest_first(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "on-this-day", date="10 January")
    text = shown(result.response)
    assert not result.ephemeral
    assert text.startswith("### On 10 January")
    assert "2 stories in 2 years, 2022 to 2023" in text
    assert text.index("A Year After the Marten") < text.index("Ferry Marten Burns")
    assert '> "The smoke came from the car deck,"' in text
    assert "**Ingvald Rusk**" in text


async def test_a_day_on_which_nothing_stood(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "on-this-day", date="29 February")
    assert result.ephemeral
    assert "Nothing in this archive was printed on 29 February" in shown(result.response)


async def test_today_where_no_day_is_given(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "on-this-day")
    assert f"n {datetime.date.today().day} " in shown(result.response)


async def test_it_is_said_what_is_no_day(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "on-this-day", date="31 February")
    assert result.ephemeral
    assert "not a day I can read" in shown(result.response)
    assert len(stage.env.errors) == 1


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("11 September", "09-11"),
        ("September 11", "09-11"),
        ("11th of september", "09-11"),
        ("9/11", "09-11"),
        ("11.9.", "09-11"),
        ("09-11", "09-11"),
        ("2002-09-11", "09-11"),
        ("Sept. 11, 2002", "09-11"),
        ("29 February", "02-29"),
        ("", "03-04"),
        ("  ", "03-04"),
    ],
)
def test_days_as_they_are_typed(typed, day) -> None:
    assert read_day(typed, datetime.date(2021, 3, 4)) == day


@pytest.mark.parametrize(
    "typed", ["31 February", "2002", "September", "13-13", "x" * 40, "💥", "/"]
)
def test_what_names_no_day(typed) -> None:
    with pytest.raises(UserError):
        read_day(typed, datetime.date(2021, 3, 4))
